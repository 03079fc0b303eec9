import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cakestand, cup, openDemo, orders, putIn, registers, type Demo } from './shopping.ts'
import { desktop, picture, signIn, visit } from './visit.ts'

let demo: Demo
let annas: { readonly link: string; readonly number: string }

/** Anna makes a personal link and reads her number at her desk. */
const openDesk = async () => {
  const anna = await visit(demo.browser, { address: demo.address, size: desktop, script: 'off' })
  await signIn(anna, 'partner@demo.example', 'demo-partner')
  await anna.page.goto('/desk/links')
  await anna.page.locator('input[name=campaign]').fill('Summer fair')
  await anna.page.locator('form:has(input[name=campaign]) button[type=submit]').click()
  await anna.page.waitForURL(/made=/u)
  const [text, html] = [await anna.page.locator('main').innerText(), await anna.page.content()]
  await anna.leave()
  return { link: /\/l\/[\w-]+/u.exec(html)![0], number: /Your number: (\S+)/u.exec(text)![1]! }
}

beforeAll(async () => {
  demo = await openDemo()
  annas = await openDesk()
}, 240_000)

afterAll(() => demo?.close())

const buyerOf = (familyName: string, street: string) => ({
  familyName,
  street,
  email: `${familyName.toLowerCase()}@visitor.example`,
})

// The cases that partners quarrel about most. All others stand in the truth table of referral/attribution.
describe('whose customer is he', () => {
  test('who registered with Ben and later orders on Anna’s page: Ben’s', async () => {
    const buyer = buyerOf('Firstben', 'Eschenweg 1')
    const [early, late] = [await demo.at('ben'), await demo.at('anna')]
    await registers(early.page, buyer)
    await putIn(late.page, cup)
    await orders(late.page, buyer)
    await early.leave()
    await late.leave()
    expect(await demo.carerOf(buyer.familyName)).toBe('Ben')
  })

  test('who followed Anna’s link and orders on Ben’s page: Anna’s', async () => {
    const buyer = buyerOf('Linkfollower', 'Eschenweg 2')
    const { page, leave } = await demo.at('ben')
    await page.goto(annas.link)
    await putIn(page, cup)
    await orders(page, buyer)
    await leave()
    expect(await demo.carerOf(buyer.familyName)).toBe('Anna')
  })

  test('who names Anna’s number and redeems Ben’s code in the company’s shop: Ben’s', async () => {
    const buyer = buyerOf('Namedanna', 'Eschenweg 3')
    const { page, leave } = await demo.at('shop')
    await page.goto('/v/VONBEN')
    await putIn(page, cakestand, 2)
    await orders(page, buyer, annas.number)
    await leave()
    expect(await demo.carerOf(buyer.familyName)).toBe('Ben')
    expect(await demo.officeReads(buyer.familyName, '/attribution')).toContain(annas.number)
  })

  test('who became Ben’s customer by his code and then follows Anna’s link: Ben’s', async () => {
    const buyer = buyerOf('Staysben', 'Eschenweg 4')
    const { page, leave } = await demo.at('anna')
    await page.goto('/v/VONBEN')
    await putIn(page, cakestand, 2)
    await orders(page, buyer)
    await page.goto(annas.link)
    await putIn(page, cup)
    await orders(page, buyer)
    await leave()
    expect(await demo.carerOf(buyer.familyName)).toBe('Ben')
  })

  test('who registered with Anna, ordered with Ben’s code and cancels before he pays: Anna’s again', async () => {
    const buyer = buyerOf('Cancels', 'Eschenweg 5')
    const { page, leave } = await demo.at('anna')
    await registers(page, buyer)
    await page.goto('/v/VONBEN')
    await putIn(page, cakestand, 2)
    await orders(page, buyer)
    expect(await demo.carerOf(buyer.familyName)).toBe('Ben')
    await picture(page, 'shop-order-cancellable-phone')
    await page.locator('main button[value=cancel]').click()
    await page.waitForURL(/\/orders\/[\w-]+$/u)
    expect(await page.locator('main').innerText()).toMatch(/cancelled/iu)
    await leave()
    expect(await demo.carerOf(buyer.familyName)).toBe('Anna')
  })
})
