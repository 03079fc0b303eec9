import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { violations } from './axe.ts'
import { cup, openDemo, orders, putIn, type Demo } from './shopping.ts'
import { desktop, phone, picture, signIn, visit, type Visitor } from './visit.ts'

let demo: Demo
let visitor: Visitor

beforeAll(async () => {
  demo = await openDemo()
}, 240_000)

afterAll(() => demo?.close())

const today = () => new Date().toISOString().slice(0, 10)

const plans = async ({ page }: Visitor, title: string) => {
  await page.goto('/desk/parties/new')
  await page.locator('input[name=title]').fill(title)
  await page.locator('input[name=heldOn]').fill(today())
  await page.locator('input[name=closesOn]').fill(today())
  await page.locator('main button[type=submit]').click()
  await page.waitForURL(/\/desk\/parties\/pty_\w+$/u)
}

const takes = async ({ page }: Visitor, familyName: string) => {
  const typed = {
    givenName: 'Eva',
    familyName,
    email: `${familyName}@guest.example`,
    street: 'Lindenweg 2',
    city: 'Berlin',
  }
  for (const [name, text] of Object.entries(typed)) await page.locator(`input[name=${name}]`).fill(text)
  await page.locator('input[name=postalCode]').fill('10115')
  await page.locator('fieldset li button').first().click()
  await page.locator('form button[type=submit]').click()
  await page.locator('form output', { hasText: familyName }).waitFor()
}

// The network goes in mid-sending: the company has taken the order, and the phone never hears of it.
const losesOneAnswer = async (page: Page) => {
  let isLost = false
  await page.route('**/slips', async route => {
    if (isLost) return route.continue()
    isLost = true
    await route.fetch()
    return route.abort()
  })
}

const listed = async ({ page }: Visitor) => {
  await page.locator('button[aria-pressed]').nth(1).click()
  return page.locator('main li:visible').allInnerTexts()
}

const listedOrders = (page: Page) => page.locator('#orders tbody tr').count()

describe('a partner at her party', () => {
  test('plans it, and takes orders on her phone while there is no network; sent once there is, each is booked once', async () => {
    visitor = await visit(demo.browser, { address: demo.address, size: phone, locale: 'de-DE' })
    const { page, context } = visitor
    await signIn(visitor, 'partner@demo.example', 'demo-partner')
    await plans(visitor, 'Frühlingsabend')
    await page.locator('a[href$="/counter"]').click()
    await page.locator('fieldset li').first().waitFor()
    await page.locator('[data-kept]').waitFor()
    await context.setOffline(true)
    await page.reload()
    await takes(visitor, 'Klein')
    await takes(visitor, 'Gross')
    expect(await listed(visitor)).toEqual([
      expect.stringContaining('wartet auf diesem Telefon'),
      expect.stringContaining('wartet auf diesem Telefon'),
    ])
    await picture(page, 'party-offline-phone')
    await losesOneAnswer(page)
    await context.setOffline(false)
    await page.locator('[data-network=sent]').waitFor()
    for (const text of await listed(visitor)) expect(text).toMatch(/Bestellung \d+/u)
    await page.reload()
    expect(await listed(visitor)).toHaveLength(2)
    await picture(page, 'party-sent-phone')
    await page.locator('header a').click()
    await expect.poll(() => listedOrders(page)).toBe(2)
    await page.goBack()
  })

  test('invites guests, who come and order on their own phones, and thanks the host on a page of hers', async () => {
    const { page } = visitor
    await page.locator('header a').click()
    await page.locator('label input[readonly]').first().waitFor()
    const [guests, host] = await page
      .locator('label input[readonly]')
      .evaluateAll(all => all.map(each => (each as HTMLInputElement).value))
    const guest = await demo.at('anna', { locale: 'de-DE', script: 'on' })
    await guest.page.goto(new URL(guests!).pathname)
    await guest.page.locator('#name').fill('Gerda Gast')
    await guest.page.locator('button[value=coming]').click()
    await guest.page.locator('p.note').waitFor()
    expect(await violations(guest.page)).toEqual([])
    await picture(guest.page, 'party-invitation-phone')
    await putIn(guest.page, cup)
    expect(await guest.page.locator('main').innerText()).toContain('Frühlingsabend')
    await orders(guest.page, { email: 'gerda@guest.example', familyName: 'Gast', street: 'Lindenweg 3' })
    await guest.page.goto(new URL(host!).pathname)
    const seen = await guest.page.locator('main').innerText()
    expect(seen).toContain('Gerda Gast')
    expect(seen).not.toMatch(/Lindenweg|gerda@/u)
    expect(await violations(guest.page)).toEqual([])
    await picture(guest.page, 'party-host-phone')
    await guest.leave()
    await page.reload()
    await expect.poll(() => listedOrders(page)).toBe(3)
    await page.goBack()
  })

  test('divides a collective order among guests afterwards', async () => {
    const { page } = visitor
    await page.locator('button[aria-pressed]').first().click()
    await page.locator('input[value=collective]').check()
    await page.locator('input[name=toldGuests]').fill('4')
    await page.locator('fieldset li button').first().click()
    await page.locator('form button[type=submit]').click()
    await page.locator('form output', { hasText: 'Sammelbestellung' }).waitFor()
    await page.locator('[data-network=sent]').waitFor()
    await page.locator('header a').click()
    await page.locator('a[href$="/split"]').click()
    await page.locator('input[name^=pieces]').first().fill('1')
    expect(await violations(page)).toEqual([])
    await picture(page, 'party-split-phone')
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(/split\?done$/u)
    await page.getByText('Nichts mehr aufzuteilen').waitFor()
    await page.goto('/desk/parties')
    await page.locator('main a[href*="/desk/parties/pty_"]', { hasText: 'Frühlingsabend' }).first().click()
    await page.locator('a[href$="/counter"]').click()
    await page.locator('fieldset li').first().waitFor()
  })

  test('has targets for a thumb, and pages for everybody', async () => {
    const { page } = visitor
    await page.locator('button[aria-pressed]').first().click()
    const small = await page
      .locator('button:visible, a:visible, select:visible')
      .evaluateAll(all =>
        all.filter(each => each.getBoundingClientRect().height < 44).map(each => each.outerHTML.slice(0, 80)),
      )
    expect(small).toEqual([])
    expect(await violations(page)).toEqual([])
    await picture(page, 'party-counter-phone')
    for (const path of ['/desk/parties', '/desk/parties/new']) {
      await page.goto(path)
      expect(await violations(page), path).toEqual([])
    }
    await page.setViewportSize(desktop)
    await page.goto('/desk/parties')
    await page.locator('main a[href*="/desk/parties/pty_"]', { hasText: 'Frühlingsabend' }).first().click()
    await page.locator('dl').first().waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'party-desktop')
    await visitor.leave()
  })
})
