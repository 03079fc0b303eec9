import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import type { Party } from '#referral/party/store.ts'
import { shippingPolicy, type ShippingPolicy } from '#sales/cart'
import { countries, isMarket, markets, type Country } from '#sales/catalogue'
import { priceList } from '#sales/catalogue/store.ts'
import { exchangeSetting } from '#sales/checkout/store.ts'
import { partyOrderPolicy } from '#sales/party-order'
import { paymentsOffered } from '#sales/payment/store.ts'
import type { PartyCounter, PartyView } from '../../parties.ts'
import type { PartyNeeds } from './rows.ts'

type Counter = { readonly party: Party; readonly view: PartyView }

/** What a phone needs to take orders at a party without network, and to say what each comes to as the company will. */
export const counterOf = async (
  { database, clock, providers }: PartyNeeds,
  viewer: ContactNumber,
  { party, view }: Counter,
): Promise<PartyCounter> => {
  const at = clock()
  const people = await contactsByNumber(database, [viewer, party.host])
  const [partner, host] = [people.get(viewer)!, people.get(party.host)!]
  const shipping = await readSetting(database, shippingPolicy)
  const rules = await readSetting(database, partyOrderPolicy)
  const groups = [...new Set(['customer', rules.collectivePrices] as const)]
  const listing = { countries: await soldIn(database, shipping), groups, from: at, until: lastMoment(party, at) }
  const { heldOn, closesOn, graceUntil, openedAt, closedAt, settledAt, cancelledAt } = party
  return {
    party: view,
    days: { heldOn, closesOn, graceUntil, openedAt, closedAt, settledAt, cancelledAt },
    at,
    country: marketOf(partner),
    hostCountry: marketOf(host),
    articles: await priceList(database, listing),
    payments: await paymentsOffered(database, providers),
    shipping,
    rules,
    reaches: { host: countryReached(host), partner: countryReached(partner) },
  }
}

/** Where goods are sent, and paid for in money that the company's ledger can count. */
const soldIn = async (database: Database, shipping: ShippingPolicy): Promise<Country[]> => {
  const company = await database.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  const rates = await readSetting(database, exchangeSetting)
  const isCounted = (currency: string) => currency === company.currency || Object.hasOwn(rates, currency)
  return countries.filter(country => Object.hasOwn(shipping, country) && isCounted(markets[country].currency))
}

// Orders are taken until the grace is over in any zone, and goods for the host after that.
const lastMoment = ({ graceUntil }: Party, at: Instant): Instant =>
  Math.max(Date.parse(`${graceUntil}T00:00Z`) + 3 * dayInMs, at + 1) as Instant

const dayInMs = 86_400_000

const marketOf = ({ country }: Contact): Country => (isMarket(country) ? country : 'DE')

const countryReached = ({ street, postalCode, city, country }: Contact): string | null =>
  street === null || postalCode === null || city === null ? null : country
