import { uuidOf, type ContactNumber } from '#ground/identity'
import { readSetting } from '#ground/setting/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { partyPolicy } from '#referral/party'
import {
  changeParty,
  guestByUuid,
  guestsOf,
  listGuest,
  partiesOf,
  partyByNumber,
  planParty,
  stepParty,
  unlistGuest,
  type Host,
  type Party,
} from '#referral/party/store.ts'
import { grantReward } from '#sales/host-reward/store.ts'
import { hasOpenSlips, hasOrders } from '#sales/party-order/store.ts'
import type { ContactId } from '../../records.ts'
import type { DeskParties, NewHost, PartyGuest, PartyId, PartyView, PlanCommand, PlanRefusal } from '../../parties.ts'
import { carryOut } from '../carry-out.ts'
import { numberOf, refsOf } from '../refs.ts'
import { deskFigures } from './figures.ts'
import { deskPapers } from './paper.ts'
import { deskRewarding } from './rewarding.ts'
import { deskSelling } from './selling.ts'
import { deskSplitting } from './splitting.ts'
import { addressesOf, knownTo, ownParty, partyRow, refusalsOf, todayOf, type PartyNeeds } from './rows.ts'

const bought = { hasOrders, hasOpenSlips }

/** A partner's parties. Another's is as if it were not there. */
export const deskParties = (needs: PartyNeeds, viewer: ContactNumber): DeskParties => ({
  list: async () => (await partiesOf(needs.database, viewer)).map(party => partyRow(party, todayOf(needs))),
  party: async id => {
    const party = await ownParty(needs.database, id, viewer)
    return party === undefined ? null : viewOf(needs, viewer, party)
  },
  policy: () => readSetting(needs.database, partyPolicy),
  plan: command => plan(needs, viewer, command),
  ...deskSelling(needs, viewer, party => viewOf(needs, viewer, party)),
  ...deskRewarding(needs, viewer),
  ...deskSplitting(needs, viewer),
  ...deskPapers(needs, viewer),
  ...deskFigures(needs, viewer),
  ...changing(needs, viewer),
  ...listing(needs, viewer),
})

const viewOf = async (needs: PartyNeeds, viewer: ContactNumber, party: Party): Promise<PartyView> => {
  const { database } = needs
  const policy = await readSetting(database, partyPolicy)
  const bookedAt = party.bookedAt === null ? undefined : await partyByNumber(database, party.bookedAt)
  const known = await knownTo(needs, viewer, [party.host])
  const refs = await refsOf(database, known)
  return {
    ...partyRow(party, todayOf(needs)),
    ...(await addressesOf(needs, party, viewer)),
    host: known.has(party.host) ? refs(party.host) : null,
    isTakenOver: party.partner !== viewer,
    guests: await guestRows(needs, viewer, party),
    bookedAt: bookedAt === undefined ? null : { id: bookedAt.id, title: bookedAt.title },
    refusals: refusalsOf(party, todayOf(needs), policy),
  }
}

const guestRows = async (needs: PartyNeeds, viewer: ContactNumber, { number }: Party): Promise<PartyGuest[]> => {
  const guests = await guestsOf(needs.database, number)
  const contacts = guests.flatMap(({ contact }) => contact ?? [])
  const known = await knownTo(needs, viewer, contacts)
  const refs = await refsOf(needs.database, known)
  return guests.map(({ id, name, answer, listedBy, contact }) => ({
    id,
    name,
    answer,
    listedBy,
    contact: contact !== null && known.has(contact) ? refs(contact) : null,
  }))
}

const plan = async (
  needs: PartyNeeds,
  viewer: ContactNumber,
  { commandId, host, bookedAt, ...told }: PlanCommand,
): Promise<{ readonly is: 'planned'; readonly party: PartyId } | PlanRefusal> => {
  const { database, clock, zone, actor } = needs
  const by = await actor()
  const sent = { actor: by, commandId, request: 'plan a party', content: { host, bookedAt, ...told } }
  return carryOut(database, sent, async inside => {
    const found = await hostOf({ ...needs, database: inside }, viewer, host)
    if (found.is === 'refused') return found
    const source = bookedAt === null ? undefined : await ownParty(inside, bookedAt, viewer)
    const shared = { partner: viewer, at: clock(), zone, by }
    const planned = await planParty(inside, { ...told, ...shared, host: found, bookedAt: source?.number ?? null })
    return planned.is === 'refused' ? planned : { is: 'planned', party: planned.party.id }
  })
}

type HostRefused = { readonly is: 'refused'; readonly because: 'host missing' | 'host unknown' }

const hostOf = async (
  needs: PartyNeeds,
  viewer: ContactNumber,
  host: ContactId | NewHost,
): Promise<Host | HostRefused> => {
  if (typeof host !== 'string') return newHost(needs, viewer, host)
  const contact = await numberOf(needs.database, host)
  if (contact === undefined || !(await knownTo(needs, viewer, [contact])).has(contact))
    return { is: 'refused', because: 'host unknown' }
  return { is: 'known', contact, name: (await refsOf(needs.database, [contact]))(contact).name }
}

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const newHost = async ({ database }: PartyNeeds, viewer: ContactNumber, told: NewHost): Promise<Host | HostRefused> => {
  const [givenName, familyName] = [given(told.givenName), given(told.familyName)]
  if (givenName === null || familyName === null) return { is: 'refused', because: 'host missing' }
  const { country, language } = (await contactsByNumber(database, [viewer])).get(viewer)!
  const place = { street: given(told.street), postalCode: given(told.postalCode), city: given(told.city) }
  const person = { kind: 'person', givenName, familyName, firmName: null } as const
  const reached = { email: given(told.email), phone: given(told.phone) }
  return {
    is: 'new',
    name: `${givenName} ${familyName}`,
    data: { ...person, ...reached, ...place, country, language },
  }
}

const changing = (needs: PartyNeeds, viewer: ContactNumber): Pick<DeskParties, 'change' | 'step'> => {
  const { database, clock, zone, actor } = needs
  return {
    change: async ({ commandId, party: id, ...told }) => {
      const by = await actor()
      const sent = { actor: by, commandId, request: 'change a party', content: { id, ...told } }
      return carryOut(database, sent, async inside => {
        const party = await ownParty(inside, id, viewer)
        if (party === undefined) return { is: 'refused', because: 'no such party' }
        return changeParty(inside, { ...told, party: party.number, at: clock(), zone, by })
      })
    },
    step: async ({ commandId, party: id, ...step }) => {
      const by = await actor()
      const sent = { actor: by, commandId, request: 'step of a party', content: { id, ...step } }
      return carryOut(database, sent, async inside => {
        const party = await ownParty(inside, id, viewer)
        if (party === undefined) return { is: 'refused', because: 'no such party' }
        const now = { at: clock(), zone }
        const done = await stepParty(inside, { ...step, ...now, party: party.number, by, bought })
        // At once, so that she sees what her host can take; the job would come a little later.
        if (done.is === 'done' && step.step === 'settle') await grantReward(inside, party.number, now)
        return done
      })
    },
  }
}

const listing = (needs: PartyNeeds, viewer: ContactNumber): Pick<DeskParties, 'listGuest' | 'unlistGuest'> => {
  const { database, clock, actor } = needs
  return {
    listGuest: async ({ commandId, ...content }) => {
      const sent = { actor: await actor(), commandId, request: 'list a guest', content }
      return carryOut(database, sent, async inside => {
        const party = await ownParty(inside, content.party, viewer)
        if (party === undefined) return { is: 'refused', because: 'no such party' }
        const guest = { party: party.number, name: content.name, answer: 'invited', by: 'partner' } as const
        const listed = await listGuest(inside, { ...guest, at: clock() })
        return listed.is === 'refused' ? listed : { is: 'listed' }
      })
    },
    unlistGuest: async ({ commandId, ...content }) => {
      const sent = { actor: await actor(), commandId, request: 'unlist a guest', content }
      await carryOut(database, sent, async inside => {
        const party = await ownParty(inside, content.party, viewer)
        const uuid = uuidOf('guest', content.guest)
        const guest = party && uuid && (await guestByUuid(inside, party.number, uuid))
        if (party === undefined || typeof guest !== 'number') return { is: 'refused' }
        return { is: (await unlistGuest(inside, { party: party.number, guest })) ? 'unlisted' : 'refused' }
      })
    },
  }
}
