import { conflict, invalid, notFound, refused } from '#ground/http'
import { orNull, parsed, z } from '#ground/http/schema.ts'
import { parseInstant, type Instant, type Zone } from '#ground/period'
import { keepPrice, setStock } from '../store.ts'
import {
  articlePath,
  country,
  describedArticle,
  examplePrice,
  exampleProduct,
  grossGiven,
  group,
  priceKind,
  productSchema,
  stockGiven,
  type Routes,
} from './answers.ts'

export const noArticle = notFound('article')

const stockBody = z
  .strictObject({
    stock: stockGiven,
    seen: stockGiven.optional().openapi({
      description:
        'What the stock was when you looked; refused where it has changed since. Left out where pieces were just counted.',
    }),
  })
  .openapi('Stock')

/** POST /articles/{sku}/stock */
export const settingStock = ({ command }: Routes) =>
  command({
    name: 'setStock',
    path: '/articles/{sku}/stock',
    tag: 'catalogue',
    summary: 'Set the stock of an article',
    description: 'Orders take from it and cancellations put back by themselves.',
    params: articlePath,
    body: stockBody,
    reply: productSchema,
    examples: { body: { stock: 120, seen: 3 }, reply: exampleProduct },
    run: async ({ database, params: { sku }, body: { stock, seen } }) => {
      const set = await setStock(database, { sku, to: stock, ...(seen === undefined ? {} : { seen }) })
      if (set.is === 'set') return describedArticle(database, sku)
      if (set.because === 'unknown article') return refused(noArticle)
      const now = set.stock === null ? 'without end' : `${set.stock} pieces`
      return refused(conflict(set.because, `The stock is ${now}.`))
    },
  })

const momentGiven = (description: string) =>
  parsed(
    text => (/(?:Z|[+-]\d{2}:?\d{2})$/u.test(text) ? parseInstant(text, 'UTC' as Zone) : undefined),
    'a moment with its offset, such as 2026-03-01T00:00:00+01:00',
    { description, example: '2026-03-01T00:00:00+01:00', format: 'date-time' },
  )

const priceBody = z
  .strictObject({
    country,
    group: group.default('customer'),
    kind: priceKind.default('regular'),
    gross: orNull(grossGiven).openapi({ description: 'Null ends the price; without a regular one it is not sold.' }),
    from: momentGiven('From when on; now, where it is left out. Not in the past.').optional(),
    until: momentGiven('Until when; without end, where it is left out.').optional(),
  })
  .openapi('NewPrice')

const whyNot = {
  'in the past': { pointer: '#/from', detail: 'what was asked in the past does not change' },
  'ends before it begins': { pointer: '#/until', detail: 'expected a moment after `from`' },
  'not below the regular price': { pointer: '#/gross', detail: 'expected less than the regular price of that moment' },
} as const

/** POST /articles/{sku}/prices */
export const pricing = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'keepPrice',
    path: '/articles/{sku}/prices',
    tag: 'catalogue',
    summary: 'Set a price',
    description:
      'Takes the place of all prices of the same country, group and kind that were planned from then on. What was asked before stays: the lowest price of 30 days is told from it.',
    params: articlePath,
    body: priceBody,
    reply: productSchema,
    examples: { body: { ...examplePrice, from: '2026-03-01T00:00:00+01:00' }, reply: exampleProduct },
    run: async ({ database, params: { sku }, body: { from, ...price } }) => {
      const at = now()
      const kept = await keepPrice(database, { ...price, sku, from: from ?? at }, at)
      if (kept.is === 'kept') return describedArticle(database, sku)
      return refused(kept.because === 'unknown article' ? noArticle : invalid(whyNot[kept.because]))
    },
  })
