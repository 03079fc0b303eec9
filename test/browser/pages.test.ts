import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { stamm, stopped, temporaryFolder, type Running } from '../server.ts'
import { amountIn, desktop, openBrowser, phone, picture, signIn, visit, type Visit, type Visitor } from './visit.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let demo: Running
let address: string
let browser: Browser

beforeAll(async () => {
  folder = await temporaryFolder()
  demo = stamm(['start', '--port', '0', '--data', `${folder.path}/data`])
  address = await demo.address
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await stopped(demo)
  await folder.remove()
})

const company = { email: 'office@demo.example', password: 'demo-office' }
const partner = { email: 'partner@demo.example', password: 'demo-partner' }

const as = async (who: typeof company, asked: Partial<Visit> = {}): Promise<Visitor> => {
  const visitor = await visit(browser, { address, ...asked })
  await signIn(visitor, who.email, who.password)
  return visitor
}

const amount = async (page: Page, selector: string): Promise<number | undefined> =>
  amountIn((await page.locator(selector).first().innerText()).replaceAll('\n', ' '))

describe('the company', () => {
  test('goes from the month’s figures to the orders and the attribution behind them', async () => {
    const office = await as(company)
    const { page } = office
    await page.goto('/?period=2011-11')
    await picture(page, 'office-overview-desktop-en')
    const row = page.locator('table tbody tr', { has: page.locator('a[href*="/volumes/"]') }).first()
    const shown = amountIn(await row.locator('a[href*="/volumes/"]').first().innerText())
    await row.locator('a[href*="/volumes/"]').first().click()
    await page.waitForURL(/\/contacts\/con_\w+\/volumes\/2011-11/u)

    const [personal, customers, own] = await Promise.all(
      [0, 1, 2].map(position => page.locator('#own dl dd').nth(position).innerText().then(amountIn)),
    )
    expect(own).toBe(shown)
    expect(own).toBe(personal! + customers!)

    await page.locator('#customers a[aria-expanded=false]').first().click()
    const customer = page.locator('#customers li', { has: page.locator('a[aria-expanded=true]') })
    await customer.locator('a[href*="/orders/ord_"]:visible').first().waitFor()
    await picture(page, 'office-explanation-desktop-en')
    expect(await customer.innerText()).toMatch(/below|recommended/u)

    await customer.locator('a[href*="/orders/ord_"]:visible').first().click()
    await page.waitForURL(/\/orders\/ord_\w+/u)
    await picture(page, 'office-order-desktop-en')
    expect(await page.locator('main').innerText()).toMatch(/Paid/u)
    expect(office.complaints).toEqual([])
    await office.leave()
  })

  test('finds a contact by any part of the name and sees his place in the structure', async () => {
    const office = await as(company)
    const { page } = office
    await page.goto('/contacts?role=partner')
    const name = await page.locator('table tbody tr a').first().innerText()
    await page.goto(`/contacts?q=${encodeURIComponent(name.slice(1, -1).toUpperCase())}`)
    await page.locator('table tbody tr a', { hasText: name }).first().click()
    await page.waitForURL(/\/contacts\/con_\w+(?:$|\?)/u)
    await expect.poll(() => page.locator('h1').innerText()).toContain(name)
    await picture(page, 'office-contact-desktop-en')
    await office.leave()
  })

  test('sees what moves before a partner leaves, and then it has moved', async () => {
    const office = await as(company)
    const { page } = office
    await page.goto('/')
    await page.locator('table tbody tr a[href*="/contacts/con_"]').nth(3).click()
    await page.waitForURL(/\/contacts\/con_\w+/u)
    const contact = /con_\w+/u.exec(page.url())![0]
    await page.goto(`/contacts/${contact}/leave`)
    await picture(page, 'office-leave-desktop-en')
    await page.locator('main form[method=post] input[name=sure]').check()
    await page.locator('main form[method=post] button[type=submit]').last().click()
    await page.waitForURL(url => !url.pathname.endsWith('/leave'))
    await page.goto(`/contacts/${contact}`)
    expect(await page.locator('main').innerText()).toMatch(/former partner/iu)
    await page.goto(`/contacts/${contact}/leave`)
    expect(await page.locator('main form[method=post]').count()).toBe(0)
    await office.leave()
  })
})

describe('a partner', () => {
  test('sees himself and sums of his downline, and nothing of the company’s pages', async () => {
    const desk = await as(partner, { size: phone })
    const { page } = desk
    expect(new URL(page.url()).pathname).toBe('/desk')
    await picture(page, 'desk-month-phone-en')
    for (const path of ['/', '/contacts', '/structure', '/settings'])
      expect((await page.goto(path))!.status(), path).toBe(path === '/' ? 200 : 404)
    expect(new URL((await page.goto('/'))!.url()).pathname).toBe('/desk')
    for (const [path, name] of [
      ['/desk/customers', 'customers'],
      ['/desk/team', 'team'],
      ['/desk/tree', 'tree'],
    ]) {
      expect((await page.goto(path!))!.status()).toBe(200)
      await page.waitForLoadState('networkidle')
      await picture(page, `desk-${name}-phone-en`)
    }
    expect(desk.complaints).toEqual([])
    await desk.leave()
  })

  test('gets a 404 for another’s customer, order and explanation, and a redirect to nowhere else', async () => {
    const office = await as(company)
    await office.page.goto('/?period=2011-11')
    const hrefs = await office.page
      .locator('table tbody tr a[href*="con_"]')
      .evaluateAll(links => [...new Set(links.map(link => link.getAttribute('href')!.replace(/#.*/u, '')))])
    await office.leave()
    const desk = await as(partner)
    for (const href of hrefs.slice(0, 6)) expect((await desk.page.goto(href))!.status(), href).toBe(404)
    await desk.leave()
  })

  test('finds on his explanation the same own volume as on his month, made of two parts', async () => {
    const desk = await as(partner, { size: phone })
    const { page } = desk
    await page.goto('/desk?period=2011-11')
    const month = await page.locator('main a[href*="/desk/volumes/2011-11"]').first().innerText().then(amountIn)
    await page.goto('/desk/volumes/2011-11')
    const [personal, customers, own] = await Promise.all(
      [0, 1, 2].map(position => page.locator('#own dl dd').nth(position).innerText().then(amountIn)),
    )
    expect([own, personal! + customers!]).toEqual([month, month])
    await picture(page, 'desk-explanation-phone-en')
    await desk.leave()
  })
})

describe('whoever is not signed in', () => {
  test.each(['/', '/contacts', '/desk', '/structure', '/orders/ord_00000000000000000000000000'])(
    'is sent from %s to the login',
    async path => {
      const stranger = await visit(browser, { address })
      await stranger.page.goto(path)
      expect(new URL(stranger.page.url()).pathname).toBe('/login')
      await stranger.leave()
    },
  )

  test('gets a clear word for a wrong password, the same for an unknown address', async () => {
    const stranger = await visit(browser, { address })
    const answers: string[] = []
    for (const email of [company.email, 'nobody@demo.example']) {
      await stranger.page.goto('/login')
      await stranger.page.locator('input[type=email]').fill(email)
      await stranger.page.locator('input[type=password]').fill('not the password')
      await stranger.page.locator('input[type=password]').press('Enter')
      const alert = stranger.page.locator('[role=alert]').first()
      await alert.waitFor()
      answers.push(await alert.innerText())
      expect(await stranger.page.locator('input[type=email]').inputValue()).toBe(email)
    }
    expect(answers[0]).toBe(answers[1])
    await stranger.leave()
  })
})

test('without JavaScript one can sign in, read and open an explanation', async () => {
  const office = await as(company, { script: 'off' })
  await office.page.goto('/?period=2011-11')
  await office.page.locator('table tbody tr a[href*="/volumes/"]').first().click()
  expect(await amount(office.page, '#own')).toBeDefined()
  await office.leave()
})

test('the structure is drawn, can be searched and walked by keyboard', async () => {
  const office = await as(company)
  const { page } = office
  await page.goto('/structure')
  await page.locator('canvas').waitFor()
  const isDrawn = () =>
    page
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        return data.some((value, position) => position % 4 === 3 && value > 0)
      })
  await expect.poll(isDrawn, { timeout: 15_000 }).toBe(true)
  await picture(page, 'office-structure-desktop-en')
  expect(office.complaints).toEqual([])
  await office.leave()
})

describe('every page can be read by everybody', () => {
  const pages = {
    company: {
      who: company,
      paths: [
        '/?period=2011-11',
        '/contacts',
        '/structure',
        '/settings',
        '/settings/names',
        '/runs',
        '/runs/2011-09',
        '/plan',
        '/api/docs',
      ],
    },
    partner: {
      who: partner,
      paths: [
        '/desk?period=2011-11',
        '/desk/customers',
        '/desk/team',
        '/desk/volumes/2011-11',
        '/desk/tree',
        '/desk/leads',
        '/desk/places',
        '/desk/page',
      ],
    },
  }
  test.each`
    role         | locale     | size       | on
    ${'company'} | ${'de-DE'} | ${desktop} | ${'desktop'}
    ${'company'} | ${'en-GB'} | ${phone}   | ${'phone'}
    ${'partner'} | ${'de-DE'} | ${phone}   | ${'phone'}
    ${'partner'} | ${'en-GB'} | ${desktop} | ${'desktop'}
  `('as $role in $locale on a $on (WCAG 2.2 AA)', { timeout: 120_000 }, async ({ role, locale, size, on }) => {
    const { who, paths } = pages[role as keyof typeof pages]
    const visitor = await as(who, { locale, size })
    const language = (locale as string).slice(0, 2)
    for (const path of paths) {
      await visitor.page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
      await visitor.page.waitForLoadState('networkidle')
      expect(await visitor.page.locator('html').getAttribute('lang'), path).toBe(language)
      expect(await violations(visitor.page), path).toEqual([])
      const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${path} is wider than the ${on}`).toBeLessThanOrEqual(0)
      await picture(visitor.page, `${role}${path.split('?')[0]!.replaceAll('/', '-')}-${on}-${language}`)
    }
    await visitor.leave()
  })
})
