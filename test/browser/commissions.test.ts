import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { openDemo, type Demo } from './shopping.ts'
import { amountIn, desktop, phone, picture, signIn, visit, type Visitor } from './visit.ts'

let demo: Demo
let office: Visitor
/** What the story opened, so that it can be looked at in every size and language. */
const opened: string[] = []

beforeAll(async () => {
  demo = await openDemo()
  office = await enters(desktop, 'en-GB')
}, 240_000)

afterAll(async () => {
  await office?.leave()
  await demo?.close()
})

const enters = async (size: typeof desktop, locale: string): Promise<Visitor> => {
  const visitor = await visit(demo.browser, { address: demo.address, size, locale })
  await signIn(visitor, 'office@demo.example', 'demo-office')
  return visitor
}

const remember = () => opened.push(new URL(office.page.url()).pathname)

describe('the office', () => {
  test('drafts a month, and from any amount it is two clicks to the orders', async () => {
    const { page } = office
    await page.goto('/runs/2011-10')
    await page.locator('button[value=draft]').click()
    await page.waitForURL(/done=drafted/u)
    remember()
    const amount = page.locator('#partners tbody tr a[aria-label]').first()
    const earned = amountIn(await amount.innerText())
    await amount.click()
    await page.waitForURL(/\/runs\/2011-10\/partners\/con_\w+$/u)
    await expect.poll(() => page.locator('main dl dd').first().innerText().then(amountIn)).toBe(earned)
    remember()
    await page.locator('main a[href*="/runs/2011-10/lines/"]').first().click()
    await page.waitForURL(/\/lines\/\d+$/u)
    await page.locator('main a[href*="/orders/ord_"]').first().waitFor()
    remember()
    expect(office.complaints).toEqual([])
  })

  test('asks what another rate would have cost, waits for it, and sees winners and losers', async () => {
    const { page } = office
    await page.goto('/simulations/new')
    await page.locator('select[name=from]').selectOption('2011-08')
    await page.locator('select[name=until]').selectOption('2011-10')
    await page.locator('input[name^="value:"][name*="Differenzbonus"]').first().fill('6 %')
    await page.locator('main form[method=post] button[type=submit]').click()
    await page.waitForURL(/\/simulations\/sim_\w+$/u)
    await page.locator('main svg').first().waitFor({ timeout: 60_000 })
    remember()
    await page.goto('/simulations')
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(office.complaints).toEqual([])
  })

  test('says which returns take commissions back, and it stays visible who did', async () => {
    const { page } = office
    await page.goto('/plan')
    const goodwill = page.locator('input[name=class][value=goodwill]')
    expect(await goodwill.isChecked()).toBe(false)
    await goodwill.check()
    await page.locator('#returns button[type=submit]').click()
    await page.waitForURL(/kept=returns/u)
    expect(await goodwill.isChecked()).toBe(true)
    expect(await page.locator('#returns li').first().innerText()).toMatch(/Goodwill[^]*office@demo\.example/u)
    expect(office.complaints).toEqual([])
  })
})

test('goods come back for a reason by law, which says what becomes of the commissions', async () => {
  const { page } = office
  await page.goto(opened.find(path => path.includes('/lines/'))!)
  await page.locator('main a[href*="/orders/ord_"]').first().click()
  await page.locator('main details summary').first().click()
  const reasons = await page.locator('select[name=class] option').allInnerTexts()
  expect(reasons).toContain('Goodwill – commissions are taken back')
  expect(reasons).toContain('Defect – commissions stay')
  await page.locator('select[name=class]').selectOption('defect')
  await page.locator('input[name=reason]').fill('broken')
  expect(await violations(page)).toEqual([])
  await page.locator('button[value="take back"]').click()
  await page.waitForURL(/\?done$/u)
  await page.getByText('Defect · Reason: broken').waitFor()
})

describe('can be read by everybody', () => {
  const paths = [
    '/runs',
    '/plan',
    '/plan/1',
    '/simulations',
    '/simulations/new',
    '/compliance?period=2011-10',
    '/compliance?period=2011-10&span=year',
  ]
  test.each`
    locale     | size       | on
    ${'de-DE'} | ${phone}   | ${'phone'}
    ${'en-GB'} | ${desktop} | ${'desktop'}
  `('in $locale on a $on (WCAG 2.2 AA)', { timeout: 120_000 }, async ({ locale, size, on }) => {
    const visitor = await enters(size, locale)
    const language = (locale as string).slice(0, 2)
    for (const path of [...paths, ...opened]) {
      await visitor.page.goto(path)
      await visitor.page.waitForLoadState('networkidle')
      expect(await visitor.page.locator('html').getAttribute('lang'), path).toBe(language)
      expect(await violations(visitor.page), path).toEqual([])
      const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${path} is wider than the ${on}`).toBeLessThanOrEqual(0)
      const name = path.replaceAll(/[?&=/]|(?:con|sim)_\w+/gu, '-').replaceAll(/-+/gu, '-')
      await picture(visitor.page, `commissions${name}-${on}-${language}`)
    }
    await visitor.leave()
  })
})
