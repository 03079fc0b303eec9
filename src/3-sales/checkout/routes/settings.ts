import { answered } from '#ground/http'
import { money, moneyGiven, orNull, z } from '#ground/http/schema.ts'
import { decimalOfCents } from '#ground/money'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { shippingPolicy, type ShippingPolicy } from '#sales/cart'
import { exchangeSetting } from '../pricing.ts'
import type { Routes } from './answers.ts'

const land = z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters, such as DE')
const currency = z.string().regex(/^[A-Z]{3}$/, 'expected three capital letters, such as EUR')

const shippingGiven = z
  .record(
    land,
    z.strictObject({
      cost: moneyGiven("Gross, in the country's currency."),
      freeFrom: orNull(moneyGiven('From which payable sum of goods on nothing is charged; null for never.')),
    }),
  )
  .openapi('NewShippingPolicy', { description: 'By country; where none is told, nothing is delivered.' })

const shippingSchema = z
  .record(
    z.string(),
    z.object({
      cost: money('Gross.', '4.95'),
      freeFrom: orNull(money('From this payable sum of goods on; null for never.', '50.00')),
    }),
  )
  .openapi('ShippingPolicy')

const told = (policy: ShippingPolicy): z.input<typeof shippingSchema> =>
  Object.fromEntries(
    Object.entries(policy).map(([country, { cost, freeFrom }]) => [
      country,
      { cost: decimalOfCents(cost), freeFrom: freeFrom === null ? null : decimalOfCents(freeFrom) },
    ]),
  )

/** GET and POST /settings/shipping */
export const settlingShipping = ({ read, command }: Routes) => {
  const example = { DE: { cost: '4.95', freeFrom: '50.00' }, CH: { cost: '12.90', freeFrom: null } }
  const common = { path: '/settings/shipping', tag: 'orders', reply: shippingSchema } as const
  read({
    ...common,
    name: 'getShippingPolicy',
    summary: 'Get what shipping costs',
    description: 'By country, and from which sum on it is free.',
    example,
    run: async ({ database }) => answered(told(await readSetting(database, shippingPolicy))),
  })
  command({
    ...common,
    name: 'changeShippingPolicy',
    summary: 'Change what shipping costs',
    description: 'All countries at once, for carts from now on. Where none is told, nothing is delivered any more.',
    body: shippingGiven,
    examples: { body: example, reply: example },
    run: async ({ database, body, actor }) => {
      await keepSetting(database, shippingPolicy, { value: body, by: actor.id })
      return answered(told(body))
    },
  })
}

const rates = z
  .record(
    currency,
    z.strictObject({
      numerator: z.int().positive().openapi({ example: 86 }),
      denominator: z.int().positive().openapi({ example: 100 }),
    }),
  )
  .openapi('ExchangeRates', { description: "What one of another currency is worth in the company's, as a fraction." })

/** GET and POST /settings/exchange */
export const settlingExchange = ({ read, command }: Routes) => {
  const example = { CHF: { numerator: 105, denominator: 100 } }
  const common = { path: '/settings/exchange', tag: 'orders', reply: rates } as const
  read({
    ...common,
    name: 'getExchangeRates',
    summary: 'Get what other currencies are worth',
    description: "At these rates orders in other currencies count in the company's ledger.",
    example,
    run: async ({ database }) => answered(await readSetting(database, exchangeSetting)),
  })
  command({
    ...common,
    name: 'changeExchangeRates',
    summary: 'Change what other currencies are worth',
    description:
      'All rates at once, for orders from now on. In a currency without a rate, other than the company’s, nothing can be ordered.',
    body: rates,
    examples: { body: example, reply: example },
    run: async ({ database, body, actor }) => {
      await keepSetting(database, exchangeSetting, { value: body, by: actor.id })
      return answered(body)
    },
  })
}
