import type { Database } from '#ground/database'
import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import { bonusOf, type Plan } from '#earnings/plan'
import type { Rate, Told } from '#earnings/scalar'
import type { Unit } from '#earnings/volume'
import { isCounted } from './counted.ts'
import { loneOrders } from './facts.ts'
import { lineAt, orderOfLine, placesOfPartner, takingBackFrom } from './lines.ts'
import { planOfMonth, type ComputedMonth } from './open.ts'

/** A commission line as it is told: the rule, whose turnover, how it was reckoned, and the way up the structure. */
export type ToldLine = {
  readonly place: number
  readonly partner: ContactNumber
  /** The name of the rule, as the plan has it. */
  readonly rule: string
  readonly kind: string
  /** Why it is what it is: bracket, level, who was passed over, what was already paid below, what a cap allows. */
  readonly reason: Told
  /** Null where it is on the turnover of many. */
  readonly from: ContactNumber | null
  readonly base: number
  readonly unit: Unit
  readonly rate: Rate
  readonly amount: Cents
  /** True where base times rate had to be rounded to the cent. */
  readonly isRounded: boolean
  /** The closed line that this one takes back, in part or whole. */
  readonly corrects: { readonly period: Period; readonly place: number } | null
}

/** Tells lines of a month; lines that take back are told by the plan of the month they take back from. */
export const lineTeller = async (database: Database, computed: ComputedMonth) => {
  const own = periodNumber(computed.terms.period)
  const plans = new Map<number, Plan>([[own, computed.terms.plan]])
  for (const month of new Set(computed.lines.ofPeriod.subarray(takingBackFrom(computed.lines))))
    plans.set(month, (await planOfMonth(database, periodOfNumber(month)))!)
  return (place: number): ToldLine => toldLine(computed, place, plans)
}

const toldLine = (computed: ComputedMonth, place: number, plans: ReadonlyMap<number, Plan>): ToldLine => {
  const { lines, terms } = computed
  const line = lineAt(lines, place)
  const { partner, from, base, unit, rate, amount } = line
  const ofPeriod = lines.ofPeriod[place]!
  const plan = plans.get(ofPeriod === 0 ? periodNumber(terms.period) : ofPeriod)!
  const rule = plan.bonuses[line.rule]!
  return {
    place,
    partner: partner as ContactNumber,
    rule: rule.name,
    kind: rule.kind,
    reason: bonusOf(rule).reason(rule, line, plan.bonuses),
    from: from < 0 ? null : (from as ContactNumber),
    base,
    unit,
    rate,
    amount,
    isRounded: ofPeriod === 0 && unit === 'money' && rate > 0 && (base * rate) % 1_000_000 !== 0,
    corrects: ofPeriod === 0 ? null : { period: periodOfNumber(ofPeriod), place: lines.ofPlace[place]! },
  }
}

/**
 * The way up of a line: from whose turnover it is up to the partner, partners only, both included; empty where it is on the turnover of many.
 * Costs as many steps as there are.
 */
export const pathOf = ({ facts, lines, terms }: ComputedMonth, place: number): readonly ContactNumber[] => {
  const { partner, from, rule: number } = lineAt(lines, place)
  if (lines.ofPeriod[place] !== 0 || from < 0) return []
  const rule = terms.plan.bonuses[number]!
  const uplines = 'follows' in rule && rule.follows === 'recruiter' ? facts.recruiters : facts.sponsors
  const path = [from]
  for (let contact = from; contact !== partner;) {
    contact = uplines[contact]!
    // A tree of the rule's own leads elsewhere: then only its ends are told.
    if (contact === undefined || contact < 0) return [from, partner] as ContactNumber[]
    if (facts.partners[contact] === 1) path.push(contact)
  }
  return path as ContactNumber[]
}

/** The places of a partner's lines. */
export const placesOf = ({ lines }: ComputedMonth, partner: ContactNumber): number[] => placesOfPartner(lines, partner)

/** What a line was paid on: the orders of whose turnover it is, or where it is on many people's turnover the partners who brought it. */
export type Behind =
  | {
      readonly is: 'orders'
      readonly rows: readonly {
        /** Null for a return that no order was found for. */
        readonly order: number | null
        readonly contact: ContactNumber
        readonly net: number
        readonly points: number
      }[]
    }
  | { readonly is: 'partners'; readonly rows: readonly { readonly contact: ContactNumber; readonly base: number }[] }

/** Undefined where it rests on nothing that could be listed, such as on what another rule paid. */
export const behindLine = (computed: ComputedMonth, place: number): Behind | undefined => {
  const { lines, terms, month } = computed
  const [from, base] = [lines.from[place]!, lines.base[place]!]
  const rule = terms.plan.bonuses[lines.rule[place]!]!
  if (lines.ofPeriod[place] !== 0 || !('base' in rule) || from < 0) return undefined
  const column = month.columns.get(rule.base)
  if (column === undefined) return undefined
  const order = orderOfLine(lines, place, rule)
  if (order >= 0 || column.values[from] === base || from === lines.partner[place])
    return ordersOf(computed, rule.base, { from, order })
  return { is: 'partners', rows: partnersBelow(computed, from, column.values) }
}

type Source = { readonly from: number; readonly order: number }

const ordersOf = ({ facts, terms }: ComputedMonth, volume: string, { from, order: only }: Source): Behind => {
  const { contacts, owners, orders, net, points, groups, groupNames } = facts.entries
  const rule = terms.plan.volumes[volume]!
  const sums = new Map<string, { order: number | null; contact: ContactNumber; net: number; points: number }>()
  for (let entry = 0; entry < owners.length; entry += 1) {
    const owner = owners[entry]!
    if (owner !== from || (only >= 0 && orders![entry] !== only)) continue
    if (!isCounted(rule, { isOwn: contacts[entry] === owner, group: groupNames[groups[entry]!] })) continue
    const order = orders![entry]!
    const key = `${order} ${contacts[entry]}`
    const known = sums.get(key) ?? {
      order: order < loneOrders ? order : null,
      contact: contacts[entry] as ContactNumber,
      net: 0,
      points: 0,
    }
    sums.set(key, { ...known, net: known.net + net[entry]!, points: known.points + points[entry]! })
  }
  return { is: 'orders', rows: [...sums.values()] }
}

const mostPartners = 100

const partnersBelow = ({ month }: ComputedMonth, top: number, values: Float64Array) => {
  const { above, downward } = month.standing.lineage
  const isBelow = new Uint8Array(values.length)
  const rows: { contact: ContactNumber; base: number }[] = []
  for (const contact of downward) {
    isBelow[contact] = contact === top || (above[contact]! >= 0 && isBelow[above[contact]!] === 1) ? 1 : 0
    if (isBelow[contact] === 1 && values[contact] !== 0)
      rows.push({ contact: contact as ContactNumber, base: values[contact]! })
  }
  return rows.sort((a, b) => b.base - a.base).slice(0, mostPartners)
}
