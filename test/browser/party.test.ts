import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { violations } from './axe.ts'
import { cakestand, cup, openDemo, orders, putIn, type Demo } from './shopping.ts'
import { amountIn, desktop, phone, picture, signIn, visit, type Visitor } from './visit.ts'

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

/** What a thumb misses: targets lower than 44 px, those of fields with their labels. */
const tooSmall = async (page: Page) => {
  await page.waitForLoadState()
  return page.locator(':is(button, a, select, input, textarea, summary):visible').evaluateAll(all =>
    all
      .filter(each => {
        const label = each.matches('[type=radio], [type=checkbox]') ? each.closest('label') : null
        // What a newer page took the place of meanwhile is not there to be touched.
        return each.isConnected && (label ?? each).getBoundingClientRect().height < 44
      })
      .map(each => each.outerHTML.slice(0, 80)),
  )
}

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
    expect(await tooSmall(page)).toEqual([])
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

/** In her hand, and in English; the company works beside her. */
describe('a partner at another party', () => {
  let anna: Visitor
  let office: Visitor
  const part = (at: number) => anna.page.locator('button[aria-pressed]').nth(at).click()
  const row = (name: string) => anna.page.locator('fieldset li', { hasText: name }).first()

  const adds = async (name: string, taps = 1) => {
    await anna.page.locator('input[type=search]').fill(name)
    for (let tap = 0; tap < taps; tap += 1) await row(name).locator('button').last().click()
  }

  const names = async (familyName: string, email = `${familyName}@guest.example`) => {
    const typed = { givenName: 'Eve', familyName, email, street: `${familyName} Road 2`, city: 'Berlin' }
    for (const [name, text] of Object.entries(typed)) await anna.page.locator(`input[name=${name}]`).fill(text)
    await anna.page.locator('input[name=postalCode]').fill('10115')
  }

  const keeps = async (who: string) => {
    await anna.page.locator('form button[type=submit]').click()
    await anna.page.locator('form output', { hasText: who }).waitFor()
  }

  const goesOnline = async () => {
    await anna.context.setOffline(false)
    await anna.page.locator('[data-network=sent]').waitFor()
  }

  const product = async (search: string) => {
    await office.page.goto(`/catalogue?q=${search}`)
    await office.page.locator('main a[href*="/catalogue/prd_"]').first().click()
    await office.page.locator('button[value=stock]').first().waitFor()
  }

  beforeAll(async () => {
    office = await visit(demo.browser, { address: demo.address })
    await signIn(office, 'office@demo.example', 'demo-office')
    await office.page.goto('/parties/rules')
    await office.page.locator('select[name="orders.collectivePrices"]').selectOption('partner')
    await office.page.locator('main form button[type=submit]').click()
    await office.page.waitForURL(/saved=yes/u)
    anna = await visit(demo.browser, { address: demo.address, size: phone })
    await signIn(anna, 'partner@demo.example', 'demo-partner')
    await plans(anna, 'Autumn evening')
    await anna.page.locator('a[href$="/counter"]').click()
    await anna.page.locator('[data-kept]').waitFor()
  }, 60_000)

  afterEach(() => anna.context.setOffline(false))

  afterAll(async () => {
    await anna?.leave()
    await office?.leave()
  })

  test('sums a collective order without network by partners’ prices, says so, and it is booked as it was told', async () => {
    const { page, context } = anna
    await context.setOffline(true)
    await page.reload()
    const before = await row('Regency teacup').innerText()
    await page.locator('input[value=collective]').check()
    const text = await row('Regency teacup').innerText()
    expect(text).toContain('customers £')
    expect(amountIn(text)).toBeLessThan(amountIn(before)!)
    await adds('Regency teacup', 2)
    await page.locator('input[type=search]').fill('')
    const bar = await page.locator('form p', { has: page.locator('strong.number') }).innerText()
    expect(bar).toContain('Partners’ prices')
    const shipping = amountIn(/with (\S+) shipping/u.exec(bar)?.[1] ?? '0.00')!
    expect(amountIn(bar)).toBe(2 * amountIn(text)! + shipping)
    expect(await violations(page)).toEqual([])
    await picture(page, 'party-collective-phone-en')
    await keeps('collective order')
    await goesOnline()
    await part(1)
    expect(await page.locator('main li:visible').allInnerTexts()).toEqual([expect.stringMatching(/order \d+/u)])
  })

  test('takes an order of a guest without a mailbox, and prints what the contract needs', async () => {
    const { page } = anna
    await part(0)
    await page.locator('input[value="for guest"]').check()
    await names('Paper', '')
    await adds('Regency teacup')
    await keeps('Paper')
    await page.locator('[data-network=sent]').waitFor()
    await part(1)
    const printing = page.waitForEvent('download')
    await page.locator('a[href$="/paper"]').click()
    const path = await (await printing).path()
    expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')
    await picture(page, 'party-paper-phone-en')
    await part(0)
  })

  test('settles what came between: another price, goods gone, a voucher redeemed elsewhere, the party closed', async () => {
    const { page, context } = anna
    const guest = await demo.at('ben')
    await guest.page.goto('/v/VONBEN')
    await putIn(guest.page, cakestand, 2)
    await orders(guest.page, { email: 'voucher@guest.example', familyName: 'Voucher', street: 'Voucher Road 2' })
    await guest.leave()
    await context.setOffline(true)
    await page.reload()
    await product('22197')
    const pricing = office.page.locator('details', { has: office.page.locator('button[value=price]') }).first()
    await pricing.locator('summary').click()
    await pricing.locator('select[name=country]').selectOption('DE')
    await pricing.locator('input[name=gross]').fill('3.10')
    await pricing.locator('button[value=price]').click()
    await office.page.getByText('€3.10').first().waitFor({ state: 'attached' })
    await product('21080')
    await office.page.locator('input[name=stock]').first().fill('1')
    await office.page.locator('button[value=stock]').first().click()
    await office.page.locator('input[name=seen][value="1"]').first().waitFor({ state: 'attached' })
    // In another country than hers, at its prices and in its money, for all that come after.
    await page.locator('select[name=country]').selectOption('DE')
    const takesOne = async (familyName: string, article: string, taps = 1) => {
      await names(familyName)
      await adds(article, taps)
      await keeps(familyName)
    }
    await takesOne('Price', 'Popcorn holder')
    await takesOne('Stock', 'Retrospot paper napkins', 3)
    await page.locator('input[name=voucher]').fill('VONBEN')
    await takesOne('Voucher', 'Regency teacup', 3)
    await goesOnline()
    await part(1)
    const waiting = page.locator('main li:visible', { has: page.locator('a[href*="/desk/slips/"]') })
    expect(await waiting.allInnerTexts()).toEqual(
      ['Voucher', 'Stock', 'Price'].map(who => expect.stringMatching(new RegExp(`^Eve ${who}\\s+€`, 'u'))),
    )
    await picture(page, 'party-to-settle-phone-en')
    const settles = async (familyName: string, steps: readonly string[]) => {
      await page.locator('main li:visible', { hasText: familyName }).locator('a').click()
      for (const [at, says] of steps.entries()) {
        await page.getByText(says).first().waitFor()
        expect(await tooSmall(page)).toEqual([])
        expect(await violations(page)).toEqual([])
        await picture(page, `party-settle-${familyName}-${at}-phone-en`)
        await page.locator('button[value=retry]').click()
      }
      await page.waitForURL(/\/desk\/parties\/pty_\w+\?done$/u)
      await page.locator('a[href$="/counter"]').click()
      await part(1)
    }
    await settles('Price', ['it now comes to'])
    await settles('Stock', ['Only 1 is left', 'it now comes to'])
    await settles('Voucher', ['cannot be redeemed'])
    expect(await waiting.count()).toBe(0)
  })

  test('places without the party what was taken after it closed', async () => {
    const { page, context } = anna
    await context.setOffline(true)
    await page.reload()
    const other = await visit(demo.browser, { address: demo.address })
    await signIn(other, 'partner@demo.example', 'demo-partner')
    await other.page.goto(new URL(page.url()).pathname.replace('/counter', ''))
    await other.page.locator('button[value=close]').click()
    await other.page.locator('button[value=reopen]').waitFor()
    await other.leave()
    await names('Late')
    await adds('Regency teacup')
    await keeps('Late')
    await goesOnline()
    await part(1)
    await page.locator('main li:visible', { hasText: 'Late' }).locator('a').click()
    await page.getByText('did not take orders then').first().waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'party-settle-Late-phone-en')
    await page.locator('button[value="no party"]').click()
    await page.waitForURL(/\?done$/u)
    expect(await page.locator('main a[href*="/desk/slips/"]').count()).toBe(0)
  })

  test('takes goods for a host, and is told beside the button what cannot be taken', async () => {
    const { page } = anna
    await page.goto('/desk/parties')
    const parties = page.locator('main a[href*="/desk/parties/pty_"]')
    for (const path of await parties.evaluateAll(all => all.map(each => each.getAttribute('href')))) {
      await page.goto(`${path}/reward`)
      if ((await page.locator('select[name=sku]').count()) > 0) break
    }
    const takes = async (sku: string, quantity: string) => {
      await page.locator('select[name=sku]').selectOption(sku)
      await page.locator('input[name=quantity]').fill(quantity)
      await page
        .locator('form', { has: page.locator('select[name=sku]') })
        .locator('button[type=submit]')
        .click()
    }
    await takes('21790', '99')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('credit does not reach')
    expect(await page.locator('input[name=quantity]').inputValue()).toBe('99')
    expect((await page.getByRole('alert').boundingBox())!.y).toBeLessThan(phone.height)
    await product('21790')
    await office.page.locator('input[name=stock]').first().fill('0')
    await office.page.locator('button[value=stock]').first().click()
    await office.page.locator('input[name=seen][value="0"]').first().waitFor({ state: 'attached' })
    await takes('21790', '1')
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('not enough')
    expect(await tooSmall(page)).toEqual([])
    expect(await violations(page)).toEqual([])
    await picture(page, 'party-redeem-phone-en')
    await takes('22197', '1')
    await page.waitForURL(/reward\?done$/u)
  })

  test('reaches everything with a thumb, and reads it aloud', async () => {
    const { page } = anna
    await plans(anna, 'Winter evening')
    await page.locator('a[href$="/counter"]').click()
    await page.locator('fieldset li').first().waitFor()
    for (const at of [0, 1, 2]) {
      await part(at)
      expect(await tooSmall(page)).toEqual([])
      expect(await violations(page)).toEqual([])
    }
    await part(0)
    await page.locator('input[value=collective]').check()
    expect(await tooSmall(page)).toEqual([])
    const bar = await page.locator('form button[type=submit]').boundingBox()
    expect(bar!.y + bar!.height).toBeLessThanOrEqual(phone.height)
    expect(bar!.y).toBeGreaterThan(phone.height / 2)
    // Chromium tells of the network that is off, of what was refused, and of the policy that keeps axe's own script out.
    const expected = /ERR_INTERNET_DISCONNECTED|Content Security Policy|status of 409/u
    expect(anna.complaints.filter(text => !expected.test(text))).toEqual([])
  })
})
