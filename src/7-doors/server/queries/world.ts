import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import { periodOf, type Instant, type Zone } from '#ground/period'
import { periods } from '#volume/rollup/store.ts'
import type { ResolveTxt } from '#referral/subdomain/store.ts'
import type { Providers } from '#sales/payment/store.ts'
import type { Company, DemoLogin, SignIn, Viewer, Visit, World } from '../index.ts'
import type { Base } from '../hosts.ts'
import { attributionOffice } from './attribution.ts'
import { attributionDesk, linksDesk } from './attribution-desk.ts'
import type { PersonalNeeds } from './carry-out.ts'
import { catalogueOffice } from './catalogue.ts'
import { complianceOffice } from './compliance.ts'
import { deskQueries } from './desk.ts'
import { earningsDesk } from './runs/desk.ts'
import { knownDesk, knownOffice } from './known.ts'
import { officeCommands } from './leaving.ts'
import { leadsDesk } from './leads-desk.ts'
import { leadsOffice } from './leads-office.ts'
import { legalOffice } from './legal.ts'
import type { Context } from './month.ts'
import { officeQueries } from './office.ts'
import { paperOffice } from './paper/office.ts'
import { placingDesk } from './placing-desk.ts'
import { placingOffice } from './placing-office.ts'
import { hasPoints } from './points.ts'
import { numberOf } from './refs.ts'
import { deskParties } from './party/desk.ts'
import { officeParties } from './party/office.ts'
import { officeOrders } from './shop-orders.ts'
import { shopFactory } from './shop/world.ts'
import { priceGroupOffice } from './price-group.ts'
import { rankByHandOffice } from './rank-by-hand.ts'
import { surplusOffice } from './surplus.ts'
import { runsOffice } from './runs/office.ts'
import { plansOffice } from './runs/plans.ts'
import { sellingOffice } from './selling.ts'
import { simulationOffice } from './simulation.ts'
import { deskVouchers } from './vouchers/desk.ts'
import { officeVouchers } from './vouchers/office.ts'
import { myPageDesk, webAddressOffice, type WebAddressNeeds } from './web-address.ts'

export { placeFinder } from './shop/place.ts'
export { shopFactory }

type Credentials = { readonly email: string; readonly password: string }

export type WorldNeeds = {
  readonly database: Database
  readonly clock: () => Instant
  readonly auth: {
    readonly viewerOf: (request: Request) => Promise<Viewer | null>
    readonly actorOf: (request: Request) => Promise<{ readonly id: string } | undefined>
    readonly signIn: (request: Request, credentials: Credentials) => Promise<SignIn>
    readonly signOut: (request: Request) => Promise<Headers>
    readonly personOf: (actor: string) => Promise<string>
  }
  readonly demoLogins: () => Promise<readonly DemoLogin[]>
  /** The shop at its host, see `shopFactory`; without it there is none. */
  readonly shopOf?: ReturnType<typeof shopFactory>
  /** Whether there is a mail server; without one messages are only kept. */
  readonly isMailing?: boolean
  /** Asks the name servers; without it no domain can be proved. */
  readonly resolveTxt?: ResolveTxt
  /** Of payments; without them only invoice and prepayment. */
  readonly providers?: Providers
}

// Where nobody says by which name the pages are known.
const here: Base = { host: 'localhost', addressOf: host => `http://${host}` }

const noNames: ResolveTxt = () => Promise.reject(new Error('there is no resolver'))

/** The world as the sender of a request may see it: what he may not see is not in it. */
export const worldFactory =
  (needs: WorldNeeds) =>
  async (request: Request, visit?: Visit): Promise<World> => {
    const { database, clock, auth, demoLogins, shopOf } = needs
    const opened = await openCompany(database, clock())
    if (visit?.place.is === 'shop') {
      if (shopOf === undefined) throw new Error('a shop was asked for where there is none')
      const shop = await shopOf(request, { ...visit, place: visit.place })
      return { ...baseOfWorld(needs, request, opened), viewer: null, demoLogins: [], office: null, desk: null, shop }
    }
    const viewer = await auth.viewerOf(request)
    const { context } = opened
    const actor = async () => (await auth.actorOf(request))?.id ?? 'nobody'
    const commands = {
      database,
      clock,
      actor,
      site: visit?.base ?? here,
      resolveTxt: needs.resolveTxt ?? noNames,
      isMailing: needs.isMailing ?? false,
      providers: needs.providers ?? {},
      personOf: auth.personOf,
    }
    return {
      ...baseOfWorld(needs, request, opened),
      viewer,
      demoLogins: viewer === null ? await demoLogins() : [],
      office: viewer?.role === 'company' ? officeOf(context, commands) : null,
      desk: viewer?.role === 'partner' ? deskOf(context, commands, await partnerOf(database, viewer)) : null,
      shop: null,
    }
  }

type OpenedCompany = Awaited<ReturnType<typeof openCompany>>

const baseOfWorld = ({ database, auth }: WorldNeeds, request: Request, { context, company }: OpenedCompany) => ({
  company,
  periods: () => periods(database),
  currentPeriod: context.currentPeriod,
  signIn: (credentials: Credentials) => auth.signIn(request, credentials),
  signOut: () => auth.signOut(request),
})

type DeskNeeds = WebAddressNeeds & { readonly providers: Providers }
type OfficeNeeds = DeskNeeds & PersonalNeeds & { readonly isMailing: boolean }

const officeOf = (context: Context, needs: OfficeNeeds) => ({
  ...officeQueries(context),
  ...officeCommands(needs),
  webAddress: webAddressOffice(needs),
  vouchers: officeVouchers(needs),
  shopOrders: officeOrders(needs),
  attribution: attributionOffice({ ...needs, zone: context.zone }),
  known: knownOffice(context, needs),
  catalogue: catalogueOffice({ ...needs, zone: context.zone }),
  legal: legalOffice(needs),
  selling: sellingOffice(needs),
  simulation: simulationOffice(needs),
  compliance: complianceOffice(needs.database),
  plans: plansOffice(needs),
  runs: runsOffice(context, needs),
  parties: officeParties({ ...needs, zone: context.zone }),
  priceGroup: priceGroupOffice(needs),
  rankByHand: rankByHandOffice({ ...needs, zone: context.zone }),
  leads: leadsOffice({ ...needs, zone: context.zone }),
  placing: placingOffice({ ...needs, ...context }),
  surplus: surplusOffice(needs),
  ...paperOffice(needs),
})

const deskOf = (context: Context, needs: DeskNeeds, viewer: ContactNumber) => ({
  ...deskQueries({ ...context, viewer }),
  myPage: myPageDesk(needs, viewer),
  vouchers: deskVouchers(needs, viewer),
  attribution: attributionDesk({ context, viewer }),
  links: linksDesk(needs, viewer),
  known: knownDesk(context, viewer),
  parties: deskParties({ ...needs, zone: context.zone }, viewer),
  earnings: earningsDesk({ ...context, viewer }),
  leads: leadsDesk(needs, { context, viewer }),
  placing: placingDesk(needs, { context, viewer }),
})

const partnerOf = async (database: Database, viewer: Viewer & { readonly role: 'partner' }): Promise<ContactNumber> => {
  const number = await numberOf(database, viewer.contactId)
  if (number === undefined) throw new Error(`the partner ${viewer.contactId} is no contact`)
  return number
}

/** The company as its settings are now, and what queries need to know of it. */
export const openCompany = async (
  database: Database,
  now: Instant,
): Promise<{ readonly context: Context; readonly company: Company }> => {
  const row = await database.selectFrom('company').selectAll().executeTakeFirstOrThrow()
  const house = await database
    .selectFrom('people.role as role')
    .innerJoin('people.contact as contact', 'contact.id', 'role.contact_id')
    .select('contact.uuid')
    .where('role.role', '=', 'house')
    .executeTakeFirstOrThrow()
  const zone = row.zone as Zone
  const reading = { whose: row.reading_whose, moment: row.reading_moment }
  const context = { database, zone, reading, currentPeriod: periodOf(now, zone) }
  const company = {
    name: row.name,
    houseId: publicIdOf('contact', house.uuid),
    currency: row.currency,
    zone,
    reading,
    relevantAt: row.volume_when,
    hasPoints: await hasPoints(database),
    demoNotice: row.notice,
  }
  return { context, company }
}
