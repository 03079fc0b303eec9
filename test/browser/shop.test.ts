import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { asksFor, cakestand, cup, openDemo, orders, putIn, registers, type Demo } from './shopping.ts'
import { desktop, phone, picture } from './visit.ts'

let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
}, 240_000)

afterAll(() => demo?.close())

const hostOf = (name: string) => demo.hostOf(name)
const at: Demo['at'] = (name, asked) => demo.at(name, asked)
const officeReads: Demo['officeReads'] = (familyName, below) => demo.officeReads(familyName, below)
const carerOf: Demo['carerOf'] = familyName => demo.carerOf(familyName)

describe('a visitor of Anna’s shop', () => {
  test('sees it as hers, without a cookie, a script or a foreign request, and lets search engines find it', async () => {
    const visitor = await at('anna')
    const { page, context } = visitor
    await page.goto('/')
    expect(await page.locator('h1').innerText()).toContain('Anna')
    for (const path of ['/products', cup, '/imprint', '/privacy', '/withdrawal', '/register', '/cart'])
      expect((await page.goto(path))!.status(), path).toBe(200)
    await page.goto(cup)
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${hostOf('anna')}${cup}`)
    expect(await page.locator('meta[name=robots]').count()).toBe(0)
    expect(await page.locator('script').count()).toBe(0)
    expect(await context.cookies()).toEqual([])
    expect(visitor.complaints).toEqual([])
    await visitor.leave()
  })

  test('who orders as a guest is Anna’s', async () => {
    const visitor = await at('anna')
    const { page } = visitor
    await putIn(page, cup, 2)
    await page.locator('button[value="3"]').click()
    expect(await page.locator('.stepper .number').innerText()).toBe('3')
    // A code that is none is said to be none, and the order goes its way without it.
    await page.locator('input[name=code]').fill('NOBODYS-CODE')
    await page.locator('input[name=code]').press('Enter')
    await page.locator('#code [role=alert]').waitFor()
    await picture(page, 'shop-cart-phone')
    await orders(page, { email: 'guest@visitor.example', familyName: 'Guestling', street: 'Lindenweg 1' })
    await picture(page, 'shop-order-phone')
    expect(await page.locator('.short-lines li').count()).toBe(1)
    expect(visitor.complaints).toEqual([])
    await page.goto('/cart')
    expect(await page.locator('.lines').count()).toBe(0)
    await visitor.leave()
    expect(await carerOf('Guestling')).toBe('Anna')
    expect(await officeReads('Guestling', '/attribution')).toMatch(
      /Order · [^]*Anna .*: registered on the partner’s page/u,
    )
  })

  test('who registers is Anna’s, and is told nothing about whether the address is known', async () => {
    const visitor = await at('anna')
    const { page } = visitor
    const rea = { email: 'reg@visitor.example', familyName: 'Regner' }
    expect(await registers(page, rea)).toBe(await registers(page, rea))
    await page.goto('/login')
    await page.locator('#email').fill('reg@visitor.example')
    await page.locator('#password').fill('a long password')
    await page.locator('#password').press('Enter')
    await page.locator('[role=alert]').waitFor()
    await visitor.leave()
    expect(await carerOf('Regner')).toBe('Anna')
  })
})

test('a guest’s order is opened by its link, leads to its withdrawal, and is locked until a new link comes by mail', async () => {
  const visitor = await at('anna', { script: 'on' })
  const { page } = visitor
  await putIn(page, cup)
  await orders(page, { email: 'link@visitor.example', familyName: 'Linkling', street: 'Lindenweg 3' })
  const way = new URL(page.url()).pathname
  expect(await violations(page)).toEqual([])
  await page.locator('main a[href^="/withdrawal?link="]').click()
  expect(await page.locator('#name').inputValue()).toBe('Cy Linkling')
  expect(await page.locator('#order').inputValue()).toMatch(/^\d{6}$/u)
  await page.goto(way)
  await page.locator('button[value=lock]').click()
  await page.locator('button[value=send]').waitFor()
  expect((await page.goto(way))!.status()).toBe(410)
  expect(await violations(page)).toEqual([])
  await picture(page, 'shop-link-over-phone')
  await page.locator('button[value=send]').click()
  await page.locator('output.note').waitFor()
  await visitor.leave()
})

test('who registered on Anna’s page and completes an order with Ben’s code is Ben’s', async () => {
  const visitor = await at('anna')
  const { page } = visitor
  const buyer = { email: 'bens@visitor.example', familyName: 'Benbrought', street: 'Ahornweg 2' }
  await registers(page, buyer)
  expect(await carerOf(buyer.familyName)).toBe('Anna')
  await page.goto('/v/von%20ben')
  expect(await page.locator('output.note').innerText()).toContain('VONBEN')
  await putIn(page, cakestand, 3)
  expect(await page.locator('#code').innerText()).toContain('VONBEN')
  await picture(page, 'shop-code-phone')
  await orders(page, buyer)
  expect(await page.locator('main').innerText()).toMatch(/Ben \S+ is there for you/u)
  expect(await carerOf(buyer.familyName)).toBe('Ben')
  // Both decisions stand there with everything that was known, the newer one first.
  expect(await officeReads(buyer.familyName, '/attribution')).toMatch(
    /Order · [^]*Ben .*: redeemed a voucher · before: Anna [^]*VONBEN[^]*decided[^]*Partner’s page[^]*Registration · [^]*Anna /u,
  )

  // The same person under another spelling of his mailbox and street gets no second one, and is not told that he is known.
  await page.goto('/v/VONBEN')
  await putIn(page, cakestand, 3)
  await asksFor(page, { ...buyer, email: 'bens+two@visitor.example', street: 'Ahorn-Weg 2' })
  const refused = await page.locator('[role=alert]').first().innerText()
  expect(refused).toMatch(/voucher code cannot be redeemed/u)
  expect(refused).not.toMatch(/known|already|customer/iu)
  await picture(page, 'shop-code-refused-phone')
  await visitor.leave()
}, 120_000)

describe('hosts', () => {
  test('a session and a cart of one shop are nothing to another', async () => {
    const visitor = await at('anna')
    const { page } = visitor
    await putIn(page, cup)
    await page.goto('/login')
    await page.locator('#email').fill('partner@demo.example')
    await page.locator('#password').fill('demo-partner')
    await page.locator('#password').press('Enter')
    await page.waitForURL(/\/account$/u)
    await picture(page, 'shop-account-phone')
    await page.goto(`${hostOf('ben')}/account`)
    expect(new URL(page.url()).pathname).toBe('/login')
    await page.goto(`${hostOf('ben')}/cart`)
    expect(await page.locator('.lines').count()).toBe(0)
    await page.goto(`${demo.address}/desk`)
    expect(new URL(page.url()).pathname).toBe('/login')
    await visitor.leave()
  })

  test('nobody’s name leads to the company’s shop; office and interface answer at no shop', async () => {
    const visitor = await at('nobody-has-this')
    await visitor.page.goto('/products')
    expect(visitor.page.url()).toBe(`${hostOf('shop')}/products`)
    for (const path of ['/contacts', '/desk', '/api/openapi.json', '/shop'])
      expect((await visitor.page.goto(`${hostOf('anna')}${path}`))!.status(), path).toBe(404)
    expect((await visitor.page.goto(`${demo.address}/shop/products`))!.status()).toBe(404)
    await visitor.leave()
  })
})

test('withdrawing from a contract takes two steps and no login', async () => {
  const visitor = await at('anna', { locale: 'de-DE' })
  const { page } = visitor
  await page.goto('/?lang=de')
  await page.locator('footer a', { hasText: 'Vertrag widerrufen' }).click()
  await page.locator('#name').fill('Cy Ott')
  await page.locator('#order').fill('100001')
  await page.locator('#email').fill('cy@visitor.example')
  await page.locator('button', { hasText: 'Vertrag widerrufen' }).click()
  await picture(page, 'shop-withdrawal-phone-de')
  // What is declared stands in lines, not in single letters beside a long label.
  const widths = await page.locator('.facts dd').evaluateAll(told => told.map(each => each.clientWidth))
  expect(Math.min(...widths)).toBeGreaterThan(120)
  await page.locator('button', { hasText: 'Widerruf bestätigen' }).click()
  expect(await page.locator('h1').innerText()).toBe('Ihr Widerruf ist eingegangen')
  await visitor.leave()
})

describe('every page of a shop can be read by everybody (WCAG 2.2 AA)', () => {
  const paths = ['/', '/products', cup, '/cart', '/checkout', '/register', '/login', '/withdrawal', '/terms', '/lost']
  test.each`
    language | size       | on
    ${'de'}  | ${phone}   | ${'phone'}
    ${'en'}  | ${desktop} | ${'desktop'}
  `('in $language on a $on', { timeout: 120_000 }, async ({ language, size, on }) => {
    const visitor = await at('anna', { size, script: 'on' })
    const { page } = visitor
    await putIn(page, cup)
    for (const path of paths) {
      await page.goto(`${path}?lang=${language}`)
      expect(await page.locator('html').getAttribute('lang'), path).toBe(language)
      expect(await violations(page), path).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${path} is wider than the ${on}`).toBeLessThanOrEqual(0)
      await picture(page, `shop${path.replaceAll('/', '-')}-${on}-${language}`)
    }
    await visitor.leave()
  })
})
