import type { Database } from '#ground/database'
import { senderOf } from '#ground/http/sender.ts'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { companyShop } from '#referral/subdomain'
import { shippingPolicy } from '#sales/cart'
import { isMarket, markets, type Country } from '#sales/catalogue'
import { priceGroupOf } from '#sales/price-group/store.ts'
import type { Providers } from '#sales/payment/store.ts'
import { triesOf } from '#doors/attempt/store.ts'
import type { Language } from '../../records.ts'
import type { ShopPlace, ShopWorld, Visit } from '../../shop.ts'
import { accountQueries, type ShopAuth } from './account.ts'
import { cartCommands } from './cart.ts'
import { catalogueOf } from './catalogue.ts'
import { checkoutQueries } from './checkout.ts'
import { consentQueries } from './consents.ts'
import { invitationCommands } from './invitation.ts'
import { jarOf, type Jar } from './jar.ts'
import { legalQueries } from './legal.ts'
import { followLink, rememberPartner } from './signals.ts'
import { shopParties } from '../party/shop.ts'
import { shopInvoices } from '../paper/invoices.ts'
import { withdrawalCommands } from './withdrawal.ts'

export type ShopNeeds = {
  readonly database: Database
  readonly clock: () => Instant
  readonly auth: ShopAuth
  readonly providers: Providers
}

type ShopVisit = Visit & { readonly place: Extract<ShopPlace, { is: 'shop' }> }

/** The shop as a visitor sees it at this host. */
export const shopFactory =
  ({ database, clock, auth, providers }: ShopNeeds) =>
  async (request: Request, { base, place }: ShopVisit): Promise<ShopWorld> => {
    const at = clock()
    const jar = jarOf(request, base)
    const company = await database.selectFrom('company').select(['country', 'language']).executeTakeFirstOrThrow()
    const { partner } = place
    const countries = Object.keys(await readSetting(database, shippingPolicy)).filter(isMarket)
    const language = chosenLanguage(request, jar, partner?.language ?? company.language)
    const usual = [partner?.country ?? '', company.country, ...countries]
    const country = chosenCountry(request, jar, { countries, usual })
    const signedIn = await auth.shopperOf(request)
    const group = signedIn === null ? 'customer' : await priceGroupOf(database, signedIn)
    const market = { country, group, at }
    const evidence = { database, jar, base, at, partner }
    const tries = triesOf(database, senderOf(request))
    const contact = signedIn?.contact ?? null
    const visitor = { database, jar, language, market, evidence, tries, signedIn, contact, host: place.host }
    const address = base.addressOf(place.host)
    return {
      address,
      companyAddress: base.addressOf(companyShop(base.host)),
      partner: partner?.page ?? null,
      language,
      country,
      countries,
      currency: markets[country].currency,
      catalogue: catalogueOf(database, market),
      cart: cartCommands({ ...visitor, remember: () => rememberPartner(evidence) }),
      checkout: checkoutQueries({ ...visitor, providers, address }),
      account: accountQueries({ ...visitor, request, auth, country }),
      consents: consentQueries(visitor),
      invoices: shopInvoices(database),
      withdrawal: withdrawalCommands({ ...visitor, at }),
      legal: legalQueries({ ...visitor, country }),
      invitation: invitationCommands({ ...visitor, country }),
      parties: shopParties(evidence),
      followLink: slug => followLink(evidence, slug),
      cookies: jar.made,
    }
  }

const yearInDays = 365
const languages: readonly Language[] = ['de', 'en']

/** The visitor's choice by ?lang=, kept; the language of whose shop it is where he made none. */
const chosenLanguage = (request: Request, jar: Jar, usual: Language): Language => {
  const asked = new URL(request.url).searchParams.get('lang')
  const chosen = languages.find(one => one === asked)
  if (chosen === undefined) return languages.find(one => one === jar.read('language')) ?? usual
  jar.keep('language', chosen, yearInDays)
  return chosen
}

type Countries = { readonly countries: readonly Country[]; readonly usual: readonly string[] }

/** The visitor's choice by ?country=, kept; the country of whose shop it is where he made none. */
const chosenCountry = (request: Request, jar: Jar, { countries, usual }: Countries): Country => {
  const known = (text: string | null | undefined) => countries.find(country => country === text)
  const chosen = known(new URL(request.url).searchParams.get('country'))
  if (chosen === undefined) return known(jar.read('country')) ?? usual.map(known).find(one => one !== undefined) ?? 'DE'
  jar.keep('country', chosen, yearInDays)
  return chosen
}
