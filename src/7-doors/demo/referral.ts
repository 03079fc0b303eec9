import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { changeMasterData, contactsByNumber } from '#people/contact/store.ts'
import { upline, type StructureThen } from '#people/structure/store.ts'
import { choose, keepPage } from '#referral/subdomain/store.ts'
import { makeTemplate, makeVoucher, type NewTemplate } from '#referral/voucher/store.ts'

const by = 'demo generator'

/** Between the shop's last row and a day that is far enough. */
type Validity = { readonly from: Instant; readonly until: Instant }

type Asked = { readonly anna: ContactNumber; readonly structure: StructureThen; readonly valid: Validity }

/**
 * Two partners in different lines whom a newcomer can try the shop with: Anna has the address anna, Ben the code VONBEN. Their given
 * names are changed for it, everything else stays as it was invented. Answers Ben.
 */
export const keepDemoReferral = async (
  database: Database,
  { anna, structure, valid }: Asked,
): Promise<ContactNumber> => {
  const ben = await besides(database, anna, structure)
  await call(database, anna, 'Anna')
  await call(database, ben, 'Ben')
  await openPage(database, { partner: anna, name: 'anna', at: valid.from, greeting: annasGreeting })
  await openPage(database, { partner: ben, name: 'ben', at: valid.from, greeting: bensGreeting })
  for (const template of templatesOf(valid)) {
    const { number } = await makeTemplate(database, { template, at: valid.from, by })
    if (!template.forPartners) continue
    const wanted = { template: number, partner: ben, wording: 'VONBEN', at: valid.from, by: 'partner' } as const
    const made = await makeVoucher(database, wanted)
    if (made.is === 'refused') throw new Error(`the demo's code VONBEN is refused: ${made.because}`)
  }
  return ben
}

/** The partner with most customers who is neither above nor below Anna. */
const besides = async (database: Database, anna: ContactNumber, structure: StructureThen): Promise<ContactNumber> => {
  const customers = new Map<ContactNumber, number>()
  structure.sponsors.forEach((sponsor, contact) => {
    const isCustomer = sponsor >= 0 && structure.owners[contact] === 0 && structure.owners[sponsor] === 1
    if (isCustomer) customers.set(sponsor as ContactNumber, (customers.get(sponsor as ContactNumber) ?? 0) + 1)
  })
  const aboveAnna = new Set(await upline(database, anna))
  const candidates = [...customers].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  for (const [partner] of candidates) {
    const isApart = partner !== anna && partner !== structure.house && !aboveAnna.has(partner)
    if (isApart && !(await upline(database, partner)).includes(anna)) return partner
  }
  throw new Error('the demo has no partner beside Anna')
}

const call = async (database: Database, partner: ContactNumber, givenName: string): Promise<void> => {
  const { familyName, email } = (await contactsByNumber(database, [partner])).get(partner)!
  const host = email!.slice(email!.indexOf('@'))
  const person = { kind: 'person', givenName, firmName: null } as const
  await changeMasterData(database, partner, {
    ...person,
    email: `${givenName}.${familyName!}${host}`.toLowerCase(),
  })
}

type Greeting = { readonly de: string; readonly en: string }
type Page = {
  readonly partner: ContactNumber
  readonly name: string
  readonly at: Instant
  readonly greeting: Greeting
}

const openPage = async (database: Database, { partner, name, at, greeting }: Page): Promise<void> => {
  const chosen = await choose(database, { partner, name, at })
  if (chosen.is === 'refused') throw new Error(`the demo's address ${name} is refused: ${chosen.because}`)
  await keepPage(database, partner, { greeting, showsEmail: true, showsPhone: false })
}

const annasGreeting = {
  de: 'Schön, dass du da bist! Ich suche jeden Monat aus, was auf meinem eigenen Tisch steht. Schreib mir, wenn du etwas nicht findest.',
  en: 'Lovely to see you here! Every month I pick what stands on my own table. Write to me if there is something you cannot find.',
} as const

const bensGreeting = {
  de: 'Willkommen! Mit meinem Gutschein VONBEN ist deine erste Bestellung zehn Prozent günstiger.',
  en: 'Welcome! My voucher VONBEN takes ten percent off your first order.',
} as const

const templatesOf = (valid: Validity): NewTemplate[] => [
  {
    name: 'Neukundengutschein 10 % · new customers',
    discount: { kind: 'percent', basisPoints: 1_000 },
    currency: 'GBP',
    minimum: 0 as Cents,
    ...valid,
    countries: null,
    newCustomersOnly: true,
    lowersPoints: true,
    forPartners: true,
    limitPerCode: null,
    limitInAll: null,
  },
  {
    name: 'Dankeschön £5 · thank you',
    discount: { kind: 'amount', amount: 500 as Cents },
    currency: 'GBP',
    minimum: 3_000 as Cents,
    ...valid,
    countries: ['GB'],
    newCustomersOnly: false,
    lowersPoints: false,
    forPartners: false,
    limitPerCode: 1_000,
    limitInAll: null,
  },
]
