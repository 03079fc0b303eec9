import type { Browser, Page } from 'playwright-core'
import { stamm, stopped, temporaryFolder } from '../server.ts'
import { desktop, openBrowser, phone, picture, signIn, visit, type Visit, type Visitor } from './visit.ts'

export const cup = '/products/teetasse-mit-untertasse-regency'
export const cakestand = '/products/etagere-regency-3-stoeckig'

export type Buyer = { readonly email: string; readonly familyName: string; readonly street: string }

export const putIn = async (page: Page, path: string, pieces = 1) => {
  await page.goto(path)
  await page.locator('#quantity').fill(String(pieces))
  await page.locator('.buy button').click()
  await page.waitForURL(/\/cart\?added=/u)
}

/** Fills in the checkout and sends it. */
export const asksFor = async (page: Page, { email, familyName, street }: Buyer, named?: string) => {
  await page.goto('/checkout')
  const typed = { email, familyName, street, givenName: 'Cy', postalCode: '10115', city: 'Berlin' }
  for (const [name, text] of Object.entries(typed)) await page.locator(`#${name}`).fill(text)
  if (named !== undefined) await page.locator('input[name=named]').fill(named)
  await page.locator('input[value=prepayment]').check()
  await page.locator('.summary button[type=submit]').click()
}

export const orders = async (page: Page, buyer: Buyer, named?: string) => {
  await asksFor(page, buyer, named)
  await page.waitForURL(/\/orders\/[\w-]+\?thanks$/u)
}

/** Answers what the page said then. */
export const registers = async (
  page: Page,
  { email, familyName }: Pick<Buyer, 'email' | 'familyName'>,
): Promise<string> => {
  await page.goto('/register')
  const typed = { email, familyName, password: 'a long password', givenName: 'Cy' }
  for (const [name, text] of Object.entries(typed)) await page.locator(`#${name}`).fill(text)
  await page.locator('form.form button[type=submit]').click()
  await page.waitForURL(/\/register\?sent/u)
  return page.locator('main').innerText()
}

/** The demo company on a port of its own, as its visitors and its office see it. Close it at the end. */
export const openDemo = async () => {
  const folder = await temporaryFolder()
  const demo = stamm(['start', '--port', '0', '--data', `${folder.path}/data`])
  const address = await demo.address
  const browser: Browser = await openBrowser()
  const hostOf = (name: string) => address.replace('localhost', `${name}.localhost`)
  /** What the company reads of a contact: on his page, or below it. */
  const officeReads = async (familyName: string, below = ''): Promise<string> => {
    const office = await visit(browser, { address, size: desktop })
    await signIn(office, 'office@demo.example', 'demo-office')
    await office.page.goto(`/contacts?q=${familyName}`)
    const contact = office.page.locator('table tbody tr a[href*="/contacts/con_"]').first()
    await office.page.goto(`${new URL((await contact.getAttribute('href'))!, address).pathname}${below}`)
    const text = await office.page.locator('main').innerText()
    await picture(office.page, `shop-office-${familyName}${below.replace('/', '-')}`)
    await office.leave()
    return text
  }
  return {
    address,
    browser,
    hostOf,
    officeReads,
    /** A visitor of somebody's shop. Without JavaScript, because the shop has none. */
    at: (name: string, asked: Partial<Visit> = {}): Promise<Visitor> =>
      visit(browser, { address: hostOf(name), script: 'off', size: phone, ...asked }),
    carerOf: async (familyName: string): Promise<string> => {
      const text = await officeReads(familyName)
      return /Belongs today to: (\S+)/u.exec(text)?.[1] ?? text
    },
    close: async () => {
      await browser.close()
      await stopped(demo)
      await folder.remove()
    },
  }
}

export type Demo = Awaited<ReturnType<typeof openDemo>>
