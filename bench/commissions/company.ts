import { never, type Facts } from '#earnings/volume'
import { period } from '#ground/period'
import { readColumn, writeColumn } from '../columns.ts'
import { changeMinds, dice, type Below, type Shape } from '../volumes/company.ts'

/** A month's structure, and its entries summed where they lie: one row of balances for each contact that bought. */
export type Company = {
  readonly sponsors: Int32Array
  /** 1 for each partner; the house is none. */
  readonly partners: Uint8Array
  readonly contacts: Int32Array
  readonly owners: Int32Array
  readonly amounts: Int32Array
}

/**
 * A company of `size` contacts, contact 0 the house, one in ten a partner; nine in ten bought, booked to the nearest partner upward.
 * Partners grow by preferential attachment, or are one line; customers come to somebody who is there already. Afterwards, in a grown
 * company, some move and some partners leave.
 */
export const companyOf = (size: number, shape: Shape, seed = 20_111_001): Company => {
  const below = dice(seed)
  const owns = new Uint8Array(size).map((_, contact) => Number(contact < 2 || below(10) === 0))
  const sponsors = sponsorsOf({ owns, shape }, below)
  const balances = balancesOf({ sponsors, owns }, below)
  if (shape === 'grown') changeMinds({ sponsors, owns }, below)
  return { sponsors, partners: owns.with(0, 0), ...balances }
}

const sponsorsOf = ({ owns, shape }: { owns: Uint8Array; shape: Shape }, below: Below): Int32Array => {
  const sponsors = new Int32Array(owns.length).fill(-1)
  const partners: number[] = []
  // Preferential attachment: every other one joins below the sponsor of somebody, so who brought many brings more.
  const copied = (known: number) => (below(2) === 0 ? known : Math.max(1, sponsors[known]!))
  for (let contact = 1; contact < owns.length; contact += 1) {
    if (owns[contact] === 0) sponsors[contact] = copied(1 + below(contact - 1))
    else if (shape === 'line' || partners.length === 0) sponsors[contact] = partners.at(-1) ?? 0
    else sponsors[contact] = copied(partners[below(partners.length)]!)
    if (owns[contact] === 1) partners.push(contact)
  }
  return sponsors
}

const balancesOf = ({ sponsors, owns }: { sponsors: Int32Array; owns: Uint8Array }, below: Below) => {
  const owners = new Int32Array(sponsors.length)
  for (let contact = 0; contact < sponsors.length; contact += 1)
    owners[contact] = owns[contact] === 1 ? contact : owners[sponsors[contact]!]!
  const contacts = Int32Array.from(owners.keys()).filter(() => below(10) > 0)
  return {
    contacts,
    owners: contacts.map(contact => owners[contact]!),
    amounts: contacts.map(() => (1 + below(50_000)) * (below(20) === 0 ? -1 : 1)),
  }
}

export const writeCompany = (folder: string, company: Company): void => {
  for (const [name, column] of Object.entries(company)) writeColumn(folder, name, column)
}

export const readCompany = (folder: string): Company => ({
  sponsors: readColumn(folder, 'sponsors', 'i32'),
  partners: readColumn(folder, 'partners', 'u8'),
  contacts: readColumn(folder, 'contacts', 'i32'),
  owners: readColumn(folder, 'owners', 'i32'),
  amounts: readColumn(folder, 'amounts', 'i32'),
})

/** The same as the engine takes it. Nobody was recruited by another than his sponsor, and a point is a cent. */
export const factsOf = (company: Company): Facts => ({
  period: period('2026-01'),
  sponsors: company.sponsors,
  recruiters: company.sponsors,
  partners: company.partners,
  partnersSince: new Int32Array(company.partners.length).fill(never),
  customersSince: new Int32Array(company.partners.length).fill(never),
  byHand: [],
  entries: {
    contacts: company.contacts,
    owners: company.owners,
    net: Float64Array.from(company.amounts),
    points: Float64Array.from(company.amounts),
    groups: new Int32Array(company.contacts.length).fill(-1),
    groupNames: [],
  },
})
