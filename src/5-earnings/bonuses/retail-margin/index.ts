import { z } from 'zod'
import { printRate, rate, volumeName, type Fault, type Told } from '#earnings/scalar'
import { baseFaults, nameShape, whenShape, type Bonus } from '#earnings/bonus'
import { conditionShape, type Known } from '#earnings/rank'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('retail margin'),
  base: volumeName(),
  rate: rate(),
  when: whenShape,
  needs: conditionShape.optional(),
})

type Rule = z.output<typeof shape>

const ofCustomers: Told = {
  de: 'ein Umsatz mit sum: customers und ohne down to, denn eine Handelsspanne gibt es auf Verkäufe an Kunden',
  en: 'a volume with sum: customers and without down to, for a retail margin is on sales to customers',
}

const check = ({ base }: Rule, known: Known): Fault[] => {
  const volume = known.volumes.get(base)
  const isOdd = volume !== undefined && (volume.sum !== 'customers' || volume['down to'] !== undefined)
  return [...baseFaults(base, known), ...(isOdd ? [{ path: ['base'], expected: ofCustomers }] : [])]
}

/** The share of what a partner's own customers buy that the company pays him as the seller. */
export const retailMargin = {
  kind: 'retail margin',
  shape,
  check,
  words: ({ base, rate }) => ({
    de: `Auf ${base}, was die eigenen Kunden kaufen, ${printRate(rate, 'de')} Handelsspanne.`,
    en: `On ${base}, what a partner's own customers buy, a retail margin of ${printRate(rate, 'en')}.`,
  }),
  reason: () => ({ de: 'Handelsspanne', en: 'retail margin' }),
  bound: ({ base, rate }) => ({ rate, of: { volume: base } }),
  paysWithoutLine: () => true,
  paidEntries: ({ base }, { entriesOf }) => entriesOf(base),
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: ({ base, rate, needs }, { columns, standing, test }, pay) => {
    const { values } = columns.get(base)!
    const mayEarn = test(needs)
    for (const [partner, isPartner] of standing.lineage.partners.entries())
      if (isPartner === 1 && values[partner] !== 0 && mayEarn(partner))
        pay({ partner, from: partner, base: values[partner]!, rate })
  },
} satisfies Bonus<Rule>
