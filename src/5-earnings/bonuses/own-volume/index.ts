import { z } from 'zod'
import { printQuantity, printRate, volumeName, type Language } from '#earnings/scalar'
import { baseFaults, bracketsShape, nameShape, stepsFaults, type Bonus, type Bracket, type Pay } from '#earnings/bonus'
import { conditionShape } from '#earnings/rank'
import { atLeast, type Unit } from '#earnings/volume'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('own volume'),
  base: volumeName(),
  method: z.enum(['slab', 'marginal']).meta({
    description: 'slab: the bracket reached holds for the whole volume; marginal: each part is paid by its own bracket',
  }),
  brackets: bracketsShape,
  needs: conditionShape.optional(),
})

type Rule = z.output<typeof shape>

/** A part of a volume and the bracket that pays it. Of a negative volume the mirror image, so that a reversal cancels its booking. */
export type Part = { readonly amount: number; readonly bracket: Bracket }

/** How a volume falls into brackets, the lowest first. Below the first bracket nothing is paid. */
export const partsOf = (
  volume: number,
  { brackets, method }: Pick<Rule, 'brackets' | 'method'>,
  unit: Unit,
): Part[] => {
  const size = Math.abs(volume)
  const reached = brackets.filter(({ from }) => size > 0 && size >= atLeast(from, unit))
  if (method === 'slab') return reached.slice(-1).map(bracket => ({ amount: volume, bracket }))
  return reached.map((bracket, place) => {
    const until = place + 1 < reached.length ? atLeast(reached[place + 1]!.from, unit) : size
    return { amount: Math.sign(volume) * (until - atLeast(bracket.from, unit)), bracket }
  })
}

const payAll = (rule: Rule, { columns, standing, test }: Parameters<Bonus<Rule>['pay']>[1], pay: Pay): void => {
  const { values, unit } = columns.get(rule.base)!
  const { partners } = standing.lineage
  const mayEarn = test(rule.needs)
  for (let partner = 0; partner < values.length; partner += 1) {
    if (partners[partner] !== 1 || values[partner] === 0 || !mayEarn(partner)) continue
    for (const { amount, bracket } of partsOf(values[partner]!, rule, unit))
      pay({ partner, from: partner, base: amount, rate: bracket.rate })
  }
}

const listed = ({ brackets }: Rule, language: Language): string =>
  brackets
    .map(
      ({ from, rate }) => `${language === 'de' ? 'ab' : 'from'} ${printQuantity(from)}: ${printRate(rate, language)}`,
    )
    .join(', ')

/** Commission on a partner's own volume by brackets. */
export const ownVolume = {
  kind: 'own volume',
  shape,
  check: (rule, known) => [...baseFaults(rule.base, known), ...stepsFaults(rule.brackets, 'brackets')],
  words: rule => ({
    de: `Auf ${rule.base} ${listed(rule, 'de')}; ${rule.method === 'slab' ? 'die erreichte Stufe gilt für alles' : 'jede Stufe gilt für ihren Teil'}.`,
    en: `On ${rule.base} ${listed(rule, 'en')}; ${rule.method === 'slab' ? 'the bracket reached holds for all of it' : 'each bracket holds for its part'}.`,
  }),
  reason: (rule, { rate }) => {
    const from = printQuantity(rule.brackets.findLast(bracket => bracket.rate === rate)!.from)
    return { de: `Stufe ab ${from}`, en: `bracket from ${from}` }
  },
  bound: ({ base, brackets }) => ({ rate: Math.max(...brackets.map(({ rate }) => rate)), of: { volume: base } }),
  paysWithoutLine: () => true,
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<Rule>
