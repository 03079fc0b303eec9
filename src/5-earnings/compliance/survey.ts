import { cents, type Cents } from '#ground/money'
import type { Period } from '#ground/period'
import type { Month } from '#earnings/month'
import type { Plan } from '#earnings/plan'
import type { Facts } from '#earnings/volume'
import { boughtQualifications } from './bought.ts'
import { causesOf, type Causes } from './causes.ts'
import { summed, type Sales } from './sales.ts'

/** A month of a company, its facts and what its plan made of them. */
export type Computed = {
  readonly plan: Plan
  readonly facts: Facts
  readonly month: Month
  /** What a run takes back of earlier months' commissions: negative cents by partner. */
  readonly takenBack?: { readonly partners: ArrayLike<number>; readonly amounts: ArrayLike<number> }
}

/** A month as the report sees it. Columns by position of contacts. */
export type Survey = {
  readonly period: Period
  readonly turnover: { readonly all: Cents; readonly ownConsumption: Cents }
  readonly causes: Causes
  readonly partners: Uint8Array
  readonly earned: Float64Array
  /** What each partner bought for himself, in cents. */
  readonly consumed: Float64Array
  /** The rank of each, as a place in the plan's list; -1 for none. Plans may change from month to month. */
  readonly ranks: Int16Array
  readonly rankNames: readonly string[]
  /** 1 for who is active or has a rank. */
  readonly qualified: Uint8Array
  /** 1 for who is so by what he bought himself, 2 for who is so by what he bought himself in the month's last days. */
  readonly bought: Uint8Array
  /** 1 for who has a partner below him. */
  readonly hasDownline: Uint8Array
  readonly sales: Sales
}

/** Looks at a month once; months are put together by `reportOf`. */
export const surveyMonth = (computed: Computed): Survey => {
  const { plan, facts, month } = computed
  const { partners, entries } = facts
  const { standing, lines } = month
  const consumed = consumedBy(facts)
  const earned = lines.sumOf('all', partners.length)
  return {
    period: facts.period,
    turnover: { all: sumOf(entries.net), ownConsumption: sumOf(consumed) },
    causes: { ...causesOf(computed), 'taken back': cents(takenBackIn(computed, earned)) },
    partners,
    earned,
    consumed,
    ranks: standing.ranks,
    rankNames: plan.ranks.map(({ name }) => name),
    qualified: Uint8Array.from(partners, (isPartner, contact) =>
      isPartner === 1 && isQualified(computed, contact) ? 1 : 0,
    ),
    bought: boughtQualifications(computed),
    hasDownline: hasDownline(standing.lineage.above, partners),
    sales: salesOf(facts),
  }
}

// Takes it off what everybody earned, and answers how much it is together.
const takenBackIn = ({ takenBack }: Computed, earned: Float64Array): number => {
  let all = 0
  for (let line = 0; line < (takenBack?.amounts.length ?? 0); line += 1) {
    earned[takenBack!.partners[line]!]! += takenBack!.amounts[line]!
    all += takenBack!.amounts[line]!
  }
  return all
}

// Where a plan has no condition for being active, everybody is.
const isQualified = ({ plan, month: { standing } }: Computed, contact: number): boolean =>
  standing.ranks[contact]! >= 0 || (plan.active !== undefined && standing.active[contact] === 1)

const sumOf = (amounts: Float64Array): Cents => cents(amounts.reduce((total, amount) => total + amount, 0))

const consumedBy = ({ sponsors, entries }: Facts): Float64Array => {
  const consumed = new Float64Array(sponsors.length)
  const { contacts, owners, net } = entries
  for (let entry = 0; entry < net.length; entry += 1)
    // The house is nobody who consumes.
    if (contacts[entry] === owners[entry] && sponsors[contacts[entry]!] !== -1)
      consumed[contacts[entry]!]! += net[entry]!
  return consumed
}

const hasDownline = (above: Int32Array, partners: Uint8Array): Uint8Array => {
  const has = new Uint8Array(above.length)
  for (let contact = 0; contact < above.length; contact += 1)
    if (partners[contact] === 1 && above[contact]! >= 0) has[above[contact]!] = 1
  return has
}

const salesOf = ({ sponsors, entries: { contacts, owners, net } }: Facts): Sales => {
  const isSale = (_: number, entry: number) => contacts[entry] !== owners[entry] && sponsors[owners[entry]!] !== -1
  const sold = { partners: owners.filter(isSale), customers: contacts.filter(isSale), net: net.filter(isSale) }
  return summed(sold, sponsors.length)
}
