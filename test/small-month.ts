import { dayNumber, type Period } from '#ground/period'
import { readPlan, type Plan } from '#earnings/plan'
import { never, type Facts } from '#earnings/volume'

export type Person = { readonly sponsor: number; readonly isPartner: boolean }

/** What somebody buys, in cents; on which day of the month, the first if it is not said, and of which product group. */
export type Purchase = {
  readonly contact: number
  readonly net: number
  readonly day?: number
  readonly group?: string
}

export type SmallMonth = { readonly people: readonly Person[]; readonly bought: readonly Purchase[] }

/** @throws Error when the text is no plan. */
export const planOf = (yaml: string): Plan => {
  const read = readPlan(yaml)
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems))
  return read.plan
}

/** A small company's month: the house is 0, then whoever is listed. What a customer buys is of the nearest partner above him. */
export const monthOf = (period: string, { people, bought }: SmallMonth): Facts => {
  const all = [{ sponsor: -1, isPartner: false }, ...people]
  const ownerOf = (contact: number): number =>
    contact === 0 || all[contact]!.isPartner ? contact : ownerOf(all[contact]!.sponsor)
  const sponsors = Int32Array.from(all, ({ sponsor }) => sponsor)
  const groupNames = [...new Set(bought.flatMap(({ group }) => group ?? []))]
  return {
    period: period as Period,
    sponsors,
    recruiters: sponsors,
    partners: Uint8Array.from(all, ({ isPartner }) => (isPartner ? 1 : 0)),
    partnersSince: new Int32Array(all.length).fill(never),
    customersSince: new Int32Array(all.length).fill(never),
    byHand: [],
    entries: {
      contacts: Int32Array.from(bought, ({ contact }) => contact),
      owners: Int32Array.from(bought, ({ contact }) => ownerOf(contact)),
      net: Float64Array.from(bought, ({ net }) => net),
      points: new Float64Array(bought.length),
      groups: Int32Array.from(bought, ({ group }) => (group === undefined ? -1 : groupNames.indexOf(group))),
      groupNames,
      days: Int32Array.from(bought, ({ day = 1 }) => dayNumber(`${period}-${String(day).padStart(2, '0')}`)),
    },
  }
}
