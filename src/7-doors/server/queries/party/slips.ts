import type { Database } from '#ground/database'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { contactsByNumber } from '#people/contact/store.ts'
import { guestsOf, keeperOf, partyByNumber, type Party } from '#referral/party/store.ts'
import { isMarket, markets } from '#sales/catalogue'
import { slipByUuid, sumsOfOrders, type Slip } from '#sales/party-order/store.ts'
import type { SlipId, SlipView } from '../../parties.ts'

/** The slip, if it is of a party that is this partner's now. */
export const ownSlip = async (database: Database, id: SlipId, partner: ContactNumber): Promise<Slip | undefined> => {
  const uuid = uuidOf('slip', id)
  const slip = uuid === undefined ? undefined : await slipByUuid(database, uuid)
  const party = slip && (await partyByNumber(database, slip.party))
  return party !== undefined && (await keeperOf(database, party)) === partner ? slip : undefined
}

/** Slips of one party as its partner sees them. */
export const slipViews = async (database: Database, party: Party, slips: readonly Slip[]): Promise<SlipView[]> => {
  const sums = await sumsOfOrders(
    database,
    slips.flatMap(({ order }) => order ?? []),
  )
  const guests = await guestsOf(database, party.number)
  const currencyOf = await currenciesAt(database, party, slips)
  return slips.map(slip => {
    const { id, commandId, content, takenAt, receivedAt, state, because, droppedBecause } = slip
    const guest = guests.find(({ number }) => number === content.guest)?.id ?? null
    const { currency = currencyOf(slip), ...order } = (slip.order === null ? undefined : sums.get(slip.order)) ?? {}
    const placed = 'id' in order ? order : null
    return {
      ...content,
      guest,
      id,
      commandId,
      takenAt,
      receivedAt,
      state,
      because,
      droppedBecause,
      order: placed,
      currency,
    }
  })
}

export const viewOfSlip = async (database: Database, slip: Slip): Promise<SlipView> =>
  (await slipViews(database, (await partyByNumber(database, slip.party))!, [slip]))[0]!

/** In whose money what is not placed yet was told: that of the country where the goods would go. */
const currenciesAt = async (database: Database, { host }: Party, slips: readonly Slip[]) => {
  const people = await contactsByNumber(database, [host, ...slips.map(({ partner }) => partner)])
  return ({ partner, content: { deliveredTo, home } }: Slip): string => {
    const goal = { guest: home?.country, host: people.get(host)!.country, partner: people.get(partner)!.country }
    const country = goal[deliveredTo] ?? 'DE'
    return markets[isMarket(country) ? country : 'DE'].currency
  }
}
