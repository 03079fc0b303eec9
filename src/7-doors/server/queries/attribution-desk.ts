import type { ContactNumber } from '#ground/identity'
import { contactsByNumber } from '#people/contact/store.ts'
import { sponsorshipsOf } from '#people/structure/store.ts'
import { companyShop, ownHost } from '#referral/subdomain'
import { nameOf } from '#referral/subdomain/store.ts'
import { attributionsOf, lostSignalsOf, type AttributionRecord } from '#referral/attribution/store.ts'
import { closeLink, invite, linksOf, makeLink } from '#referral/link/store.ts'
import { evidenceOf, rowsOf } from '#volume/explanation'
import type { AttributionDesk, LinksDesk, OwnSignal, OwnStep, WhyMine } from '../attribution.ts'
import type { Base } from '../hosts.ts'
import { evidenceShown } from './contact.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { presentMonth, type Context } from './month.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'
import { numberOf, refsOf, type Refs } from './refs.ts'

type Asking = { readonly context: Context; readonly viewer: ContactNumber }

/** Why customers are a partner's, and why others are not. */
export const attributionDesk = ({ context, viewer }: Asking): AttributionDesk => ({
  whyMine: async id => {
    const contact = await numberOf(context.database, id)
    if (contact === undefined || !(await isMine({ context, viewer }, contact))) return null
    return whyMine({ context, viewer }, contact)
  },
  lost: async ({ cursor }) => {
    const before = placeOf(cursor, ['number'])?.[0] ?? null
    const found = await lostSignalsOf(context.database, { partner: viewer, before, limit: pageSize + 1 })
    const { rows, next } = pageOfFound(found, row => [row.attribution])
    return {
      next,
      rows: rows.map(({ attribution, kind, said, outcome, by, decidedAt }) => {
        return { key: `${attribution} ${kind ?? 'was his'}`, kind, said, outcome, by, decidedAt }
      }),
    }
  },
})

const isMine = async ({ context, viewer }: Asking, contact: ContactNumber): Promise<boolean> =>
  rowsOf((await presentMonth(context)).customersOf, viewer).includes(contact)

const whyMine = async ({ context, viewer }: Asking, contact: ContactNumber): Promise<WhyMine> => {
  const { database } = context
  const present = (await sponsorshipsOf(database, contact)).at(-1)!
  const records = await attributionsOf(database, contact)
  const isAbove = present.sponsor !== viewer && (await isMine({ context, viewer }, present.sponsor))
  const mine: ContactNumber[] = []
  for (const { sponsor } of records) if (await isMine({ context, viewer }, sponsor)) mine.push(sponsor)
  const evidence = evidenceOf({ reason: present.because.reason, facts: present.because.facts ?? {} })
  const others = [evidence.leaver, isAbove ? present.sponsor : null].filter(each => each !== null)
  const refs = await refsOf(database, [contact, ...others, ...mine])
  return {
    contact: refs(contact),
    since: present.from,
    via: isAbove ? refs(present.sponsor) : null,
    evidence: evidenceShown(evidence, refs),
    steps: records.map(record => ownStep(record, { viewer, mine, refs })),
  }
}

type Seeing = { readonly viewer: ContactNumber; readonly mine: readonly ContactNumber[]; readonly refs: Refs }

const ownStep = (record: AttributionRecord, { viewer, mine, refs }: Seeing): OwnStep => {
  const { id, moment, decidedAt, by, isUndone, sponsor } = record
  const others = mine.includes(sponsor) ? refs(sponsor) : 'another'
  return {
    id,
    moment,
    decidedAt,
    by,
    isHeir: record.reason === 'heir of former partner',
    isUndone,
    to: sponsor === viewer ? 'me' : others,
    signals: record.signals.map(({ kind, partner, said, outcome }): OwnSignal => {
      const of = partner === viewer ? 'me' : partner === null ? 'nobody' : 'another'
      return { kind, of, said: of === 'me' ? said : null, outcome }
    }),
  }
}

type LinkNeeds = CommandNeeds & { readonly site: Base }

/** A partner's links and invitations. */
export const linksDesk = (needs: LinkNeeds, partner: ContactNumber): LinksDesk => {
  const { database, clock, actor } = needs
  const sent = async <T>(command: T) => ({ ...command, actor: await actor() })
  return {
    all: async () => {
      const contact = (await contactsByNumber(database, [partner])).get(partner)!
      const [links, host] = [await linksOf(database, { partner, at: clock() }), await hostOf(needs, partner)]
      return {
        reference: contact.reference,
        links: links.map(link => ({ ...link, address: `${needs.site.addressOf(host)}/l/${link.slug}` })),
      }
    },
    make: async ({ commandId, campaign }) =>
      carryOut(database, await sent({ request: 'make link', commandId, content: { campaign } }), inside =>
        makeLink(inside, { partner, campaign, at: clock() }),
      ),
    invite: async ({ commandId, note }) =>
      carryOut(database, await sent({ request: 'invite', commandId, content: { note } }), inside =>
        invite(inside, { partner, note, at: clock() }),
      ),
    close: async ({ commandId, slug }) => {
      await carryOut(database, await sent({ request: 'close link', commandId, content: { slug } }), async inside => {
        await closeLink(inside, { partner, slug, at: clock() })
        return { is: 'closed' }
      })
    },
  }
}

/** Where his links lead: to his own page, or where he has none to the company's shop. */
const hostOf = async ({ database, site }: LinkNeeds, partner: ContactNumber): Promise<string> => {
  const name = await nameOf(database, partner)
  return name === undefined ? companyShop(site.host) : ownHost(name, site.host)
}
