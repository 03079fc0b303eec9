import { uuidOf } from '#ground/identity'
import { guestsOf, keeperOf, listParties, partiesOf, partyByUuid, stepsOf, type Party } from '#referral/party/store.ts'
import type { OfficeParties, OfficeParty, OfficePartyRow, PartnersParties, PartyId } from '../../parties.ts'
import type { ContactId } from '../../records.ts'
import { pageOfFound, pageSize, placeOf } from '../pages.ts'
import { numberOf, refsOf } from '../refs.ts'
import { monthsOf, officeFigures } from './figures.ts'
import { ordersFor } from './orders.ts'
import { officeRewarding } from './rewarding.ts'
import { partyRules } from './rules.ts'
import type { PersonalNeeds } from '../carry-out.ts'
import { anyParty, partyRow, todayOf, type PartyNeeds } from './rows.ts'

/** The company's parties, and its rules for them. */
export const officeParties = (needs: PartyNeeds & PersonalNeeds): OfficeParties => {
  const { database } = needs
  return {
    list: async ({ cursor }) => {
      const place = placeOf(cursor, ['text', 'number'])
      const before = place && { heldOn: place[0], number: place[1] }
      const { rows, next } = pageOfFound(await listParties(database, { before, limit: pageSize + 1 }), party => [
        party.heldOn,
        party.number,
      ])
      return { rows: await rowsOf(needs, rows), next }
    },
    party: id => oneParty(needs, id),
    ofPartner: id => ofPartner(needs, id),
    orders: ordersFor(needs, { partyOf: anyParty, knows: contacts => Promise.resolve(new Set(contacts)) }),
    ...officeRewarding(needs),
    ...officeFigures(needs),
    ...partyRules(needs),
  }
}

const ofPartner = async (needs: PartyNeeds, id: ContactId): Promise<PartnersParties | null> => {
  const { database } = needs
  const partner = await numberOf(database, id)
  if (partner === undefined) return null
  const parties = await partiesOf(database, partner)
  return {
    partner: (await refsOf(database, [partner]))(partner),
    parties: parties.slice(0, pageSize).map(party => partyRow(party, todayOf(needs))),
    months: await monthsOf(database, parties),
  }
}

const rowsOf = async (needs: PartyNeeds, parties: readonly Party[]): Promise<OfficePartyRow[]> => {
  const { database } = needs
  const keepers = await Promise.all(parties.map(party => keeperOf(database, party)))
  const refs = await refsOf(database, [...keepers, ...parties.map(({ host }) => host)])
  return parties.map((party, index) => ({
    ...partyRow(party, todayOf(needs)),
    partner: refs(keepers[index]!),
    host: refs(party.host),
  }))
}

const oneParty = async (needs: PartyNeeds & PersonalNeeds, id: PartyId): Promise<OfficeParty | null> => {
  const { database } = needs
  const uuid = uuidOf('party', id)
  const party = uuid === undefined ? undefined : await partyByUuid(database, uuid)
  if (party === undefined) return null
  const steps = await stepsOf(database, party.number)
  const [row] = await rowsOf(needs, [party])
  return {
    ...row!,
    plannedBy: (await refsOf(database, [party.partner]))(party.partner),
    plannedAt: party.plannedAt,
    guests: (await guestsOf(database, party.number)).length,
    steps: await Promise.all(steps.map(async step => ({ ...step, by: await needs.personOf(step.by) }))),
  }
}
