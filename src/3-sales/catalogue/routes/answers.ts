import type { Database } from '#ground/database'
import { answered, invalid, notFound, refused, type Reply } from '#ground/http'
import { orRefuse, type routesOn } from '#ground/http/operation.ts'
import { moment, money, moneyGiven, orNull, parsed, points, pointsGiven, text, z } from '#ground/http/schema.ts'
import { decimalOfCents, decimalOfPoints } from '#ground/money'
import { always, isoOf } from '#ground/period'
import {
  contentUnits,
  countries,
  decimalOfThousandths,
  markets,
  parseThousandths,
  priceGroups,
  unitPriceOf,
  vatClasses,
  type Content,
  type Price,
  type UnitPrice,
} from '../index.ts'
import { listCategories, productById, productOfArticle, type KeptProduct } from '../store.ts'

export type Routes = ReturnType<typeof routesOn>

export const country = z
  .enum(countries)
  .openapi({ description: 'Where it is sold; the price is in its money.', example: 'DE' })
export const group = z
  .enum(priceGroups)
  .openapi({ description: 'For whom. A group without a price pays the customers’.' })
export const priceKind = z
  .enum(['regular', 'reduced'])
  .openapi({ description: 'A reduced price goes before the regular one.' })
const vatClass = z.enum(vatClasses).openapi({ description: 'Which of the VAT rates of a country it bears.' })

const name = (german: string, english: string) =>
  z.object({ de: z.string().openapi({ example: german }), en: z.string().openapi({ example: english }) })

export const nameGiven = (german: string, english: string) =>
  z.strictObject({ de: text('In German.', german), en: text('In English.', english) })

export const categorySchema = z
  .object({ slug: z.string().openapi({ example: 'licht' }), name: name('Licht & Kerzen', 'Lights & candles') })
  .openapi('Category')

const priceSchema = z.object({
  country,
  currency: z.string().openapi({ description: 'ISO 4217.', example: 'EUR' }),
  group,
  kind: priceKind,
  gross: money('Of one piece, with VAT.', '6.90'),
  from: moment('When it begins.'),
  until: moment('When it ends; null without end.').nullable(),
  unitPrice: orNull(
    z.object({ gross: money('With VAT.', '27.60'), per: z.enum(['kg', 'l', 'm', 'm2']) }).openapi({
      description:
        'What must stand beside it (PAngV § 4): the price of a kilogram, litre, metre or square metre. Null where nothing must.',
    }),
  ),
})

const contentUnit = z.enum(contentUnits).openapi({ description: 'm2: square metre.' })

const contentSchema = z
  .object({ amount: z.string().openapi({ example: '250' }), unit: contentUnit })
  .openapi({ description: 'How much is in a piece; null where it is sold by the piece alone.' })

const variantSchema = z.object({
  sku: z.string().openapi({ description: "The article's number.", example: '85123A' }),
  name: name('Weiß', 'White'),
  stock: z.int().nullable().openapi({ description: 'Pieces left; null where there is no end of them.', example: 120 }),
  points: points('For one piece.', '5.798'),
  vatClass,
  content: orNull(contentSchema),
  prices: z.array(priceSchema).openapi({ description: 'Those that were, are and will be, oldest first.' }),
})

export const productSchema = z
  .object({
    id: z.string().openapi({ description: "The product's public id.", example: 'prd_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
    slug: z.string().openapi({ description: 'Its name in addresses.', example: 'haengendes-herz' }),
    name: name('Hängendes Herz', 'Hanging heart'),
    description: z.object({ de: z.string(), en: z.string() }),
    category: orNull(categorySchema),
    group: z
      .string()
      .nullable()
      .openapi({ description: 'The product group, by which compensation plans tell goods apart.' }),
    shown: z.boolean().openapi({ description: 'Only what is shown can be bought.' }),
    pictures: z.array(z.string().openapi({ description: 'Where the picture is, below the address of the shop.' })),
    variants: z.array(variantSchema),
  })
  .openapi('Product')

export const examplePrice = { country: 'DE', group: 'customer', kind: 'regular', gross: '6.90' } as const

export const exampleProduct = {
  id: 'prd_01hzx4m2n3p4q5r6s7t8v9w0xy',
  slug: 'haengendes-herz',
  name: { de: 'Hängendes Herz', en: 'Hanging heart' },
  description: { de: 'Für Teelichter.', en: 'For tea lights.' },
  category: { slug: 'licht', name: { de: 'Licht & Kerzen', en: 'Lights & candles' } },
  group: 'Ware',
  shown: true,
  pictures: [],
  variants: [
    {
      sku: '85123A',
      name: { de: 'Weiß', en: 'White' },
      stock: 120,
      points: '5.798',
      vatClass: 'standard' as const,
      content: { amount: '250', unit: 'g' as const },
      prices: [
        {
          ...examplePrice,
          currency: 'EUR',
          from: '2026-01-01T00:00:00.000Z',
          until: null,
          unitPrice: { gross: '27.60', per: 'kg' as const },
        },
      ],
    },
  ],
}

export const stockGiven = orNull(z.int().min(0).max(1_000_000)).openapi({
  description: 'Pieces there are; null: as many as anybody wants.',
  example: 120,
})

/** What everybody tells of a variant, whoever makes or changes it. */
export const variantGiven = {
  name: z
    .strictObject({ de: z.string().trim().max(200), en: z.string().trim().max(200) })
    .default({ de: '', en: '' })
    .openapi({ description: 'What tells it from the others of its product; empty where it is the only one.' }),
  points: pointsGiven('For one piece.'),
  vatClass: vatClass.default('standard'),
  content: z
    .strictObject({
      amount: parsed(parseThousandths, 'an amount above nothing with at most three decimals, such as 0.75', {
        description: 'In the unit.',
        example: '250',
      }),
      unit: contentUnit,
    })
    .transform(({ amount, unit }) => ({ thousandths: amount, unit }))
    .nullable()
    .default(null)
    .openapi({ description: 'How much is in a piece, where it is sold by weight, volume, length or area.' }),
}

export const grossGiven = moneyGiven('Of one piece, with VAT, in the money of the country.')

export const productPath = z.object({
  id: z.string().openapi({ description: "The product's public id.", example: exampleProduct.id }),
})

export const articlePath = z.object({
  sku: z.string().openapi({ description: "The article's number.", example: '85123A' }),
})

export const productAt = async (database: Database, id: string): Promise<Reply<KeptProduct>> =>
  orRefuse(await productById(database, id), notFound('product'))

/** Refused where the category that is named is not there. */
export const knownCategory = async (database: Database, slug: string | null): Promise<Reply<string | null>> => {
  const isKnown = slug === null || (await listCategories(database)).some(category => category.slug === slug)
  return isKnown ? answered(slug) : refused(invalid({ pointer: '#/category', detail: 'there is no such category' }))
}

const describeUnitPrice = (unitPrice: UnitPrice | null) =>
  unitPrice && { gross: decimalOfCents(unitPrice.gross), per: unitPrice.per }

const describePrice = ({ gross, from, until, ...price }: Price, content: Content | null) => ({
  ...price,
  currency: markets[price.country].currency,
  gross: decimalOfCents(gross),
  unitPrice: describeUnitPrice(unitPriceOf(gross, content)),
  from: isoOf(from),
  until: until === always.until ? null : isoOf(until),
})

/** A product as the interface tells it. */
export const describe = ({
  number: _number,
  position: _position,
  pictures,
  variants,
  ...product
}: KeptProduct): z.input<typeof productSchema> => ({
  ...product,
  pictures: pictures.map(({ path }) => path),
  variants: variants.map(({ points: earned, content, prices, ...variant }) => ({
    ...variant,
    points: decimalOfPoints(earned),
    content: content && { amount: decimalOfThousandths(content.thousandths), unit: content.unit },
    prices: prices.map(price => describePrice(price, content)),
  })),
})

/** A product that is there, as it is after a change. */
export const described = async (database: Database, id: string): Promise<Reply<z.input<typeof productSchema>>> =>
  answered(describe((await productById(database, id))!))

/** The product of an article, as it is after a change. */
export const describedArticle = async (database: Database, sku: string) =>
  described(database, (await productOfArticle(database, sku))!)
