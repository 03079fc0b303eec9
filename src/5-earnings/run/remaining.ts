import { share, split, type Cents, type Fraction } from '#ground/money'
import { amountOf } from '#earnings/bonus'
import { bonusOf } from '#earnings/plan'
import type { Facts } from '#earnings/volume'
import { pairsRemaining } from './carried-back.ts'
import { orderOfLine } from './lines.ts'
import { returnedVolumes, type ReturnedVolumes, type Rule } from './returned-volumes.ts'
import type { SoldMonth } from './taking-back.ts'

/** What of a line stands without what came back. */
type Rest = { readonly base: number; readonly amount: number }

const none: Fraction = { numerator: 0, denominator: 1 }
const everything: Fraction = { numerator: 1, denominator: 1 }

const partOf = (back: number, whole: number): Fraction => {
  if (back === 0 || Math.sign(back) !== Math.sign(whole)) return none
  return Math.abs(back) >= Math.abs(whole) ? everything : { numerator: back, denominator: whole }
}

type Sums = { readonly earned: Float64Array; readonly taken: Float64Array }

type Known = {
  readonly sums: readonly Sums[]
  readonly volumes: ReturnedVolumes
  readonly returned: Facts['entries']
}

/** What remains of each line, asked rule after rule; `took` tells what was taken back, for rules that are paid on others. */
export const remainders = (sold: SoldMonth, returned: Facts['entries']) => {
  const { lines, plan, facts } = sold
  const size = facts.sponsors.length
  const sums = plan.bonuses.map((): Sums => ({ earned: new Float64Array(size), taken: new Float64Array(size) }))
  for (let place = 0; place < lines.rule.length; place += 1)
    if (lines.ofPeriod[place] === 0) sums[lines.rule[place]!]!.earned[lines.partner[place]!]! += lines.amount[place]!
  const volumes = returnedVolumes(sold, returned)
  const finders = plan.bonuses.map((_, rule) => finderOf(rule, sold, { sums, volumes, returned }))
  return {
    of: (place: number): Rest => finders[lines.rule[place]!]!(place),
    took: (place: number, amount: number) => {
      sums[lines.rule[place]!]!.taken[lines.partner[place]!]! += amount
    },
  }
}

type Finder = (place: number) => Rest

const finderOf = (number: number, sold: SoldMonth, known: Known): Finder => {
  const { plan, lines, volumes } = sold
  const rule = plan.bonuses[number]!
  const less = byShare(sold)
  const bound = bonusOf(rule).bound(rule, plan.bonuses.slice(0, number))
  if (bound === 'nothing') return place => less(place, partOfAll(known.sums.slice(0, number), lines.partner[place]!))
  const of = bound === 'any amount' ? { volume: 'base' in rule ? rule.base : '' } : bound.of
  if ('rule' in of) {
    const paid = known.sums[plan.bonuses.findIndex(({ name }) => name === of.rule)]!
    return place => less(place, partOf(paid.taken[lines.from[place]!] ?? 0, paid.earned[lines.from[place]!] ?? 0))
  }
  if (!volumes.has(of.volume)) return place => less(place, none)
  if (rule.kind === 'pool') return ofPool(number, sold, known.volumes.of(of.volume))
  if (rule.kind === 'binary') return pairsRemaining(rule, sold, known.volumes)
  return ofVolume(rule, sold, { ...known, volume: of.volume })
}

const byShare =
  ({ lines }: SoldMonth) =>
  (place: number, fraction: Fraction): Rest => {
    const [base, amount] = [lines.base[place]!, lines.amount[place]! as Cents]
    return { base: base - share(base as Cents, fraction), amount: amount - share(amount, fraction) }
  }

const partOfAll = (sums: readonly Sums[], partner: number): Fraction => {
  const add = (kind: keyof Sums) => sums.reduce((total, each) => total + each[kind][partner]!, 0)
  return partOf(add('taken'), add('earned'))
}

const sumOf = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

/** The pool of then without what came back, split as it was then: to the cent what its rate pays on the rest. */
const ofPool = (number: number, sold: SoldMonth, { whole, back }: ReturnType<ReturnedVolumes['of']>): Finder => {
  const { lines } = sold
  const places: number[] = []
  for (let place = 0; place < lines.rule.length; place += 1)
    if (lines.rule[place] === number && lines.ofPeriod[place] === 0) places.push(place)
  const [total, totalBack] = [sumOf(whole), sumOf(back)]
  const fraction = partOf(totalBack, total)
  const parts = places.map(place => lines.amount[place]!)
  if (total <= 0 || fraction === none || parts.length === 0) return place => byShare(sold)(place, fraction)
  const rest = Math.max(0, total - totalBack)
  const paid = amountOf(rest, lines.rate[places[0]!]!, worthOf(places[0]!, sold))
  const left = new Map(split(paid, parts).map((amount, index) => [places[index]!, amount]))
  return place => ({ base: rest, amount: left.get(place)! })
}

const worthOf = (place: number, { lines, plan }: SoldMonth) =>
  ({ unit: lines.points[place] === 1 ? 'points' : 'money', pointValue: plan['point value'] }) as const

type Asked = Known & { readonly volume: string }

const ofVolume = (rule: Rule, sold: SoldMonth, { volume, volumes, returned }: Asked): Finder => {
  const { lines, plan } = sold
  const { whole, back } = volumes.of(volume)
  const [total, totalBack] = [sumOf(whole), sumOf(back)]
  const { wholes, backs } = volumes.summed(volume, rule)
  const ofOrder = volumes.ofOrder(rule, returned)
  const less = byShare(sold)
  /** Where a line was paid on all of it, its rate is paid on the rest; where on a part, the part falls by the share. */
  const without = (place: number, cameBack: number, of: number): Rest => {
    const [base, amount, rate] = [lines.base[place]!, lines.amount[place]!, lines.rate[place]!]
    const [fraction, worth] = [partOf(cameBack, of), worthOf(place, sold)]
    const isPriced = base === of && fraction !== none && amountOf(base, rate, worth) === amount
    if (!isPriced) return less(place, fraction)
    const rest = fraction === everything ? 0 : base - cameBack
    return { base: rest, amount: amountOf(rest, rate, worth) }
  }
  const isByLines = paysByLines(rule, plan.bonuses)
  return place => {
    const [from, base, partner] = [lines.from[place]!, lines.base[place]!, lines.partner[place]!]
    const order = orderOfLine(lines, place, rule)
    if (order >= 0) return without(place, ofOrder(order, from), base)
    const isOwn = from === partner || (!isByLines && base === whole[from])
    if (from >= 0)
      return isOwn ? without(place, back[from]!, whole[from]!) : without(place, backs[from]!, wholes[from]!)
    // Of many: the whole company's, or that of everybody below.
    return base === total ? without(place, totalBack, total) : without(place, backs[partner]!, wholes[partner]!)
  }
}

/** Whether a line's base is always a whole line's, also where that is as much as its first one's own. */
const paysByLines = (rule: Rule, rules: readonly Rule[]): boolean => {
  if (rule.kind === 'differential') return rule.variant === 'leg'
  if (rule.kind !== 'equal rank') return rule.kind === 'generation'
  const beside = rules.find(({ name }) => name === rule.beside)
  return beside !== undefined && paysByLines(beside, rules)
}
