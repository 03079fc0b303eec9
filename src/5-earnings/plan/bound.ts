import type { Named } from '#earnings/bonus'
import { printRate, type Language, type Rate, type Told } from '#earnings/scalar'
import { bonusOf } from './kinds.ts'
import type { Plan } from './shape.ts'

/** The most that rules can pay: a share of the turnover and a share of the points, in millionths; Infinity where nothing bounds it. */
export type Most = { readonly money: Rate; readonly points: Rate }

const nothing: Most = { money: 0, points: 0 }
const anyAmount: Most = { money: Infinity, points: 0 }

/** How much all rules together can pay at most: by their rates, each where it is highest. */
export const mostPaid = (plan: Plan): Most => {
  const most = new Map<string, Most>()
  let total = nothing
  for (const rule of plan.bonuses) {
    const his = inMoney(mostOf(rule, plan, most), plan)
    most.set(rule.name, his)
    const [sum, limit] = [{ money: total.money + his.money, points: total.points + his.points }, bonusOf(rule).limit]
    const isCut = limit !== undefined && (sum.points > 0 || sum.money > limit(rule))
    total = isCut ? { money: limit(rule), points: 0 } : sum
  }
  return total
}

/** The rules that no share of the turnover bounds, by their places in the plan. */
export const unbounded = (plan: Plan): number[] => {
  const most = new Map<string, Most>()
  return plan.bonuses.flatMap((rule, number) => {
    const his = mostOf(rule, plan, most)
    most.set(rule.name, his)
    return his.money === Infinity || his.points === Infinity ? [number] : []
  })
}

const mostOf = (rule: Named, plan: Plan, before: ReadonlyMap<string, Most>): Most => {
  const bound = bonusOf(rule).bound(rule, plan.bonuses)
  if (bound === 'nothing') return nothing
  if (bound === 'any amount') return anyAmount
  const { rate, of } = bound
  if ('rule' in of) {
    const { money, points } = before.get(of.rule) ?? nothing
    const part = (most: Rate) => (most === 0 || rate === 0 ? 0 : Math.ceil((most * rate) / 1_000_000))
    return { money: part(money), points: part(points) }
  }
  const share = rate * timesCounted(of.volume, plan)
  return plan.volumes[of.volume]?.in === 'points' ? { money: 0, points: share } : { money: share, points: 0 }
}

// How many partners one turnover can count for: a sum down the line counts it for everybody above.
const timesCounted = (volume: string, { volumes }: Plan): number => {
  const rule = volumes[volume]
  const depth = rule?.['down to']
  if (depth === undefined) return 1
  return typeof depth === 'number' ? depth + (rule?.['with himself'] === true ? 1 : 0) : Infinity
}

// A share of the points is one of the turnover as soon as the plan says how many points that can bring.
const inMoney = (most: Most, plan: Plan): Most => {
  const [perPoint, perMoney] = [plan['point value'], plan['points per money at most']]
  if (most.points === 0 || perPoint === undefined || perMoney === undefined) return most
  const share = Math.ceil((most.points * perPoint * perMoney) / 1_000_000)
  return { money: most.money + share, points: 0 }
}

/** "12 % of the turnover and 16 % of the points". */
export const describeMost = ({ money, points }: Most): Told => {
  const words = (language: Language) => {
    const [turnover, pointed] = {
      de: [`${printRate(money, 'de')} des Umsatzes`, `${printRate(points, 'de')} vom Wert der Punkte`],
      en: [`${printRate(money, 'en')} of the turnover`, `${printRate(points, 'en')} of the points' value`],
    }[language]
    if (points === 0) return turnover!
    return money === 0 ? pointed! : `${turnover} ${language === 'de' ? 'und' : 'and'} ${pointed}`
  }
  return { de: words('de'), en: words('en') }
}
