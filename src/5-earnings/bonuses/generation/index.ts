import { z } from 'zod'
import { printRate, rankName, rate, volumeName, type Language } from '#earnings/scalar'
import { climbingBaseFaults, followsShape, nameShape, type Bonus, type Context, type Pay } from '#earnings/bonus'
import { conditionShape, unknownRank } from '#earnings/rank'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('generation'),
  base: volumeName(),
  follows: followsShape,
  'of rank': rankName(),
  generations: z.array(rate()).min(1),
  needs: conditionShape.optional(),
})

type Rule = z.output<typeof shape>

/** The nearest of the rank, himself included, by position; -1 where there is none. */
const headsOf = (rule: Rule, { standing, lineageOf }: Context): Int32Array => {
  const { above, downward } = lineageOf(rule.follows)
  const least = standing.rankNumbers.get(rule['of rank'])!
  const heads = new Int32Array(above.length).fill(-1)
  for (const contact of downward) {
    const upward = above[contact]! < 0 ? -1 : heads[above[contact]!]!
    heads[contact] = standing.ranks[contact]! >= least ? contact : upward
  }
  return heads
}

const payAll = (rule: Rule, context: Context, pay: Pay): void => {
  const { above } = context.lineageOf(rule.follows)
  const heads = headsOf(rule, context)
  const base = context.columns.get(rule.base)!.values
  const groups = new Float64Array(base.length)
  for (let contact = 0; contact < base.length; contact += 1)
    if (heads[contact]! >= 0) groups[heads[contact]!]! += base[contact]!
  const mayEarn = context.test(rule.needs)
  const nextHead = (head: number) => (above[head]! < 0 ? -1 : heads[above[head]!]!)
  const payFrom = (from: number): void => {
    let partner = nextHead(from)
    for (const [place, rate] of rule.generations.entries()) {
      if (partner < 0) return
      if (mayEarn(partner)) pay({ partner, from, base: groups[from]!, rate, level: place + 1, passed: 0, less: 0 })
      partner = nextHead(partner)
    }
  }
  for (let head = 0; head < groups.length; head += 1) if (groups[head] !== 0) payFrom(head)
}

const listed = ({ generations }: Rule, language: Language) =>
  generations.map(rate => printRate(rate, language)).join(', ')

/** A share of the group of each next one of a rank below, generation by generation. */
export const generation = {
  kind: 'generation',
  shape,
  check: (rule, known) => {
    const expected = unknownRank(rule['of rank'], known)
    return [
      ...climbingBaseFaults(rule.base, known),
      ...(expected === undefined ? [] : [{ path: ['of rank'], expected }]),
    ]
  },
  words: rule => ({
    de: `Wer ${rule['of rank']} ist, erhält auf ${rule.base} der Gruppen, die mit dem nächsten ${rule['of rank']} unter ihm beginnen, nach Generation ${listed(rule, 'de')}.`,
    en: `Who is ${rule['of rank']} gets, on ${rule.base} of the groups that begin with the next ${rule['of rank']} below him, by generation ${listed(rule, 'en')}.`,
  }),
  reason: (_, { level }) => ({ de: `Generation ${level}`, en: `generation ${level}` }),
  bound: ({ base, generations }) => ({
    rate: generations.reduce((total, rate) => total + rate, 0),
    of: { volume: base },
  }),
  paysWithoutLine: () => false,
  ranksPaid: rule => [rule['of rank']],
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<Rule>
