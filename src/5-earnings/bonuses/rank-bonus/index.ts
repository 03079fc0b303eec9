import { z } from 'zod'
import { monthNumber } from '#ground/period'
import { quantity, rankName, whole, type Language } from '#earnings/scalar'
import { nameShape, printMoney, rankFaults, type Bonus, type Context, type Pay } from '#earnings/bonus'
import { atLeast } from '#earnings/volume'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('rank bonus'),
  ranks: z.array(z.strictObject({ rank: rankName(), amount: quantity() })).min(1),
  'held months': whole(60)
    .optional()
    .meta({ description: 'in how many months one after the other he has to have it; 1 if left out' }),
  'back if lost within months': whole(60).optional(),
  'already reached': z.enum(['pay', 'skip']).meta({ description: 'who has the rank when the rule begins' }),
})

type Rule = z.output<typeof shape>

/** Of a rank: how many months each has had it without a break, when he was paid for it (0 for never), and how much. */
type Left = { readonly held: Int16Array; readonly paidIn: Int32Array; readonly paid: Float64Array }
type Kept = { readonly [rank: string]: Left }

const grown = (before: Left | undefined, size: number): Left => {
  const left = { held: new Int16Array(size), paidIn: new Int32Array(size), paid: new Float64Array(size) }
  left.held.set(before?.held ?? [])
  left.paidIn.set(before?.paidIn ?? [])
  left.paid.set(before?.paid ?? [])
  return left
}

type Step = {
  readonly rule: Rule
  readonly month: number
  readonly least: number
  /** The place of the rank in the rule. */
  readonly place: number
  /** Whether this is the first month in which the rule pays for it. */
  readonly isFirst: boolean
}

const longest = 30_000

const payRank = (left: Left, step: Step, { ranks, pay }: { readonly ranks: Int16Array; readonly pay: Pay }): void => {
  const { rule, month, least, place, isFirst } = step
  const { held, paidIn, paid } = left
  const amount = atLeast(rule.ranks[place]!.amount, 'money')
  const [needed, window] = [rule['held months'] ?? 1, rule['back if lost within months'] ?? 0]
  const payFor = (partner: number, base: number, months: number) =>
    pay({ partner, from: -1, base, rate: 1_000_000, level: place + 1, passed: months })
  for (const [partner, rank] of ranks.entries()) {
    const has = rank >= least
    held[partner] = has ? Math.min(held[partner]! + 1, longest) : 0
    const isLost = !has && paid[partner]! > 0 && month - paidIn[partner]! <= window
    if (has && isFirst && rule['already reached'] === 'skip') paidIn[partner] = month
    else if (paidIn[partner] === 0 && held[partner] >= needed) {
      payFor(partner, amount, held[partner])
      paidIn[partner] = month
      paid[partner] = amount
    } else if (isLost) {
      payFor(partner, -paid[partner]!, takenBack)
      paidIn[partner] = 0
      paid[partner] = 0
    }
  }
}

/** In `passed`: the rank was lost, and what was paid for it is taken back. Else for how many months he has had it. */
const takenBack = -1

const payAll = (rule: Rule, context: Context, pay: Pay): void => {
  const { ranks, rankNumbers } = context.standing
  const before = context.kept(rule) as Kept | undefined
  const after = rule.ranks.map(({ rank }, place): [string, Left] => {
    const left = grown(before?.[rank], ranks.length)
    const step: Step = {
      rule,
      month: monthNumber(context.facts.period),
      least: rankNumbers.get(rank)!,
      place,
      isFirst: before?.[rank] === undefined,
    }
    payRank(left, step, { ranks, pay })
    return [rank, left]
  })
  // What a later version of the plan leaves out is remembered all the same: nobody is paid twice.
  context.keep(rule, { ...before, ...Object.fromEntries(after) })
}

const listed = ({ ranks }: Rule) => ranks.map(({ rank, amount }) => `${rank} ${printMoney(amount)}`).join(', ')

const whenWords = (rule: Rule, language: Language): string => {
  const [held, back] = [rule['held months'] ?? 1, rule['back if lost within months']]
  const isGerman = language === 'de'
  const after =
    held === 1
      ? ''
      : isGerman
        ? ` Sie ist fällig, wenn er den Rang ${held} Monate hintereinander hat.`
        : ` It is due when he has had the rank for ${held} months one after the other.`
  const lost =
    back === undefined
      ? ''
      : isGerman
        ? ` Verliert er ihn in den ${back} Monaten danach, wird sie abgezogen.`
        : ` If he loses it in the ${back} months after that, it is taken off again.`
  const start =
    rule['already reached'] === 'pay'
      ? ''
      : isGerman
        ? ' Wer ihn beim Beginn dieser Regel schon hat, erhält nichts.'
        : ' Who has it already when this rule begins gets nothing.'
  return `${after}${lost}${start}`
}

/** A fixed amount for a rank, once in a partner's life. */
export const rankBonus = {
  kind: 'rank bonus',
  shape,
  check: (rule, before) =>
    rankFaults(
      rule.ranks.map(({ rank }) => rank),
      ['ranks'],
      before,
    ),
  words: rule => ({
    de: `Wer einen dieser Ränge oder einen höheren erreicht, erhält für jeden einmal im Leben: ${listed(rule)}.${whenWords(rule, 'de')}`,
    en: `Who reaches one of these ranks or a higher one gets, for each once in his life: ${listed(rule)}.${whenWords(rule, 'en')}`,
  }),
  reason: (rule, { level, passed }) => {
    const { rank } = rule.ranks[level - 1]!
    if (passed === takenBack) return { de: `Rang ${rank} verloren`, en: `rank ${rank} lost` }
    return { de: `Rang ${rank}, ${passed}. Monat`, en: `rank ${rank}, month ${passed}` }
  },
  // A fixed amount is due however small the turnover of that month is.
  bound: () => 'any amount',
  paysWithoutLine: () => true,
  outlastsMonths: true,
  describeKept: (rule, { kept, partner }) => {
    const waiting = rule.ranks.flatMap(({ rank }) => {
      const left = (kept as unknown as Kept)[rank]!
      const isWaiting = left.held[partner]! > 0 && left.paidIn[partner] === 0
      return isWaiting ? [{ rank, months: left.held[partner]! }] : []
    })
    if (waiting.length === 0) return undefined
    const needed = rule['held months'] ?? 1
    const each = (word: string) => waiting.map(({ rank, months }) => `${rank} ${months} ${word} ${needed}`).join(', ')
    return { de: `bisher gehalten: ${each('von')} Monaten`, en: `held so far: ${each('of')} months` }
  },
  ranksPaid: ({ ranks }) => ranks.map(({ rank }) => rank),
  fixedFor: ({ ranks }) => ranks.map(({ rank }, place) => ({ rank, path: ['ranks', place, 'rank'] })),
  unitOf: () => 'money',
  pay: payAll,
} satisfies Bonus<Rule>
