import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { chromiumFlags, findChromium } from './chromium.ts'

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1440, height: 900 }

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: chromiumFlags })

export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong on the pages so far: errors of scripts, and requests to anybody but us. */
  readonly complaints: string[]
  readonly leave: () => Promise<void>
}

export type Visit = {
  readonly address: string
  readonly size?: { readonly width: number; readonly height: number }
  readonly locale?: string
  readonly script?: 'on' | 'off'
}

/** Somebody with a browser of his own, who has been nowhere yet. */
export const visit = async (
  browser: Browser,
  { address, size = desktop, locale = 'en-GB', script = 'on' }: Visit,
): Promise<Visitor> => {
  const context = await browser.newContext({
    viewport: size,
    locale,
    javaScriptEnabled: script === 'on',
    baseURL: address,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().includes('status of 404')) complaints.push(message.text())
  })
  page.on('request', request => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.host !== new URL(address).host) complaints.push(`asks ${url.host}`)
  })
  return { page, context, complaints, leave: () => context.close() }
}

export const signIn = async ({ page }: Visitor, email: string, password: string): Promise<void> => {
  await page.goto('/login')
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('input[type=password]').press('Enter')
  await page.waitForURL(url => url.pathname !== '/login')
}

const artefacts = join(import.meta.dirname, '../../test-results')

/** Keeps a picture of the whole page, for people to look at. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await mkdir(artefacts, { recursive: true })
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true })
}

/** "£1,418.48" or "1.418,48 £" as pence; undefined when there is no amount in the text. */
export const amountIn = (text: string): number | undefined => {
  const match = /[-−]?[£€$]?\s?[\d.,]*\d[.,]\d{2}(?!\d)/u.exec(text)
  if (match === null) return undefined
  const digits = Number(match[0].replaceAll(/\D/gu, ''))
  return /^[-−]/u.test(match[0]) ? -digits : digits
}
