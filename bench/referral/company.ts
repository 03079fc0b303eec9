import { createHash } from 'node:crypto'
import type { Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import { newUuid, type ContactNumber } from '#ground/identity'
import { cents } from '#ground/money'
import { always, instant, isoOf, zone, type Instant } from '#ground/period'
import { join } from '#people/structure/store.ts'
import { skeletonOf as skeletonOfName } from '#referral/subdomain'
import { randomCode, skeletonOf } from '#referral/voucher'
import { makeTemplate, type NewTemplate } from '#referral/voucher/store.ts'
import { changeCart, openCart, putIn } from '#sales/cart/store.ts'
import { createCompany } from '#doors/demo'
import { diceOf } from '#doors/demo/dice.ts'
import { sells } from '../../test/shop.ts'

export type Size = { readonly partners: number; readonly codes: number }

/** A partner's own name below the base host, and a code of his. */
export type Page = { readonly partner: ContactNumber; readonly name: string; readonly code: string }

const since = instant('2026-01-01T00:00:00Z')

const templateOf = (name: string, change: Partial<NewTemplate> = {}): NewTemplate => ({
  name,
  discount: { kind: 'amount', amount: cents(1_000) },
  currency: 'EUR',
  minimum: cents(0),
  from: since,
  until: always.until,
  countries: null,
  newCustomersOnly: true,
  lowersPoints: false,
  forPartners: true,
  limitPerCode: null,
  limitInAll: null,
  ...change,
})

const templates = 20

const partnersOf = (count: number) =>
  Array.from({ length: count }, (_, each) => ({
    contact: {
      reference: `P-${each + 1}`,
      kind: 'person' as const,
      givenName: `Partner ${each + 1}`,
      familyName: 'Example',
      firmName: null,
      email: `partner-${each + 1}@example.org`,
      phone: null,
      street: 'Hauptstraße 1',
      postalCode: '10115',
      city: 'Berlin',
      country: 'DE',
      language: 'de' as const,
      joinedAt: since,
    },
    role: 'partner' as const,
    // Ten below each, as deep as that goes; the first stands below the house.
    sponsor: each === 0 ? undefined : { newcomer: Math.floor((each - 1) / 10) },
    because: { reason: 'told so' },
  }))

const nameOf = (each: number) =>
  `partner-${Array.from(String(each + 1), digit => 'abcdefghkm'[Number(digit)]).join('')}`

const keepNames = async (database: Database, partners: readonly ContactNumber[]): Promise<void> => {
  const names = partners.map((partner_id, each) => ({ name: nameOf(each), partner_id, from_at: isoOf(since) }))
  await insertRows(
    database,
    'referral.name',
    names.map(row => Object.assign(row, { until_at: 'infinity', redirects_until: 'infinity' })),
  )
  const claims = names.map(({ name, partner_id }) => ({
    skeleton: skeletonOfName(name),
    partner_id,
    held_until: 'infinity',
  }))
  await insertRows(database, 'referral.name_claim', claims)
  const pages = partners.map(partner_id => ({
    partner_id,
    greeting_de: 'Willkommen!',
    shows_email: true,
    shows_phone: false,
  }))
  await insertRows(database, 'referral.page', pages)
}

type Codes = { readonly count: number; readonly partners: readonly ContactNumber[]; readonly made: readonly number[] }

const keepCodes = async (database: Database, { count, partners, made }: Codes): Promise<string[]> => {
  const { below } = diceOf(20_261_129)
  const codes = Array.from({ length: count }, () => randomCode(below))
  const rows = codes.map((code, each) => ({
    uuid: newUuid(),
    template_id: made[each % made.length]!,
    partner_id: partners[each % partners.length]!,
    code,
    skeleton: skeletonOf(code),
    kind: 'random',
    redeemed: 0,
    made_at: isoOf(since),
  }))
  await insertRows(database, 'referral.voucher', rows)
  return codes
}

const keepTemplates = async (database: Database): Promise<number[]> => {
  const made: number[] = []
  for (let each = 0; each < templates; each += 1) {
    const template = templateOf(`Voucher ${each + 1}`)
    made.push((await makeTemplate(database, { template, at: since, by: 'bench' })).number)
  }
  return made
}

/** A company with so many partners, each with a page, and so many codes of theirs; and three articles in its shop. */
export const fillCompany = async (database: Database, { partners: count, codes }: Size): Promise<Page[]> => {
  const house = { name: 'Bench', country: 'DE', language: 'de', currency: 'EUR', zone: zone('Europe/Berlin') } as const
  const made = await createCompany(database, { ...house, since })
  const newcomers = partnersOf(count)
  const partners = await join(database, [{ ...newcomers[0]!, sponsor: made.house }, ...newcomers.slice(1)])
  await keepNames(database, partners)
  const kept = await keepCodes(database, { count: codes, partners, made: await keepTemplates(database) })
  await sells(database, { 'C-1': {}, 'C-2': { prices: { DE: 1_990 } }, 'C-3': { prices: { DE: 2_490 } } })
  return partners.map((partner, each) => ({ partner, name: nameOf(each), code: kept[each]! }))
}

/** The secret of a cart with two articles in it, and with a code. */
export const fillCart = async (database: Database, code: string | null, at: Instant): Promise<string> => {
  const { token } = await openCart(database, { country: 'DE', language: 'de', group: 'customer', at })
  for (const sku of ['C-1', 'C-2']) await putIn(database, { token, sku, quantity: 2, at })
  if (code !== null) await changeCart(database, { token, at }, { voucherCode: code })
  return token
}

/** A code that works once, of a partner. */
export const singleUseCode = async (database: Database, partner: ContactNumber, round: number): Promise<string> => {
  const template = templateOf(`Once ${round}`, { limitPerCode: 1 })
  const { number } = await makeTemplate(database, { template, at: since, by: 'bench' })
  const code = `EINMAL${createHash('sha256').update(String(round)).digest('hex').slice(0, 8).toUpperCase()}`
  const own = { uuid: newUuid(), template_id: number, partner_id: partner, code, skeleton: skeletonOf(code) }
  await insertRows(database, 'referral.voucher', [{ ...own, kind: 'own', redeemed: 0, made_at: isoOf(since) }])
  return code
}
