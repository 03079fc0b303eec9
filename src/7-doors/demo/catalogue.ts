import type { Database } from '#ground/database'
import { cents, points, share, type Cents, type Points } from '#ground/money'
import { always, instant, type Instant } from '#ground/period'
import { countries, priceGroups, slugOf, type Country, type PriceGroup, type Words } from '#sales/catalogue'
import { addPicture, addProduct, keepCategory, type NewPrice, type NewProduct } from '#sales/catalogue/store.ts'
import { bags } from './goods/bags.ts'
import type { Good, GoodVariant } from './goods/good.ts'
import { home } from './goods/home.ts'
import { kitchen } from './goods/kitchen.ts'
import { light } from './goods/light.ts'
import { garden, party } from './goods/party.ts'

const shelves: readonly (readonly [slug: string, name: Words, goods: readonly Good[]])[] = [
  ['kueche', { de: 'Küche & Tafel', en: 'Kitchen & table' }, kitchen],
  ['licht', { de: 'Licht & Kerzen', en: 'Lights & candles' }, light],
  ['taschen', { de: 'Taschen', en: 'Bags' }, bags],
  ['wohnen', { de: 'Wohnen', en: 'Home' }, home],
  ['feste', { de: 'Feste & Geschenke', en: 'Parties & presents' }, party],
  ['garten', { de: 'Garten', en: 'Garden' }, garden],
]

/** Puts the demo's goods on the shelves: the same products, prices and pictures every time. */
export const keepDemoCatalogue = async (database: Database): Promise<void> => {
  for (const [slug, name, goods] of shelves) {
    await keepCategory(database, { slug, name })
    for (const good of goods) await keepGood(database, good, slug)
  }
}

const keepGood = async (database: Database, good: Good, category: string): Promise<void> => {
  const { number } = await addProduct(database, productOf(good, category))
  for (const svg of good.pictures)
    await addPicture(database, number, { type: 'image/svg+xml', bytes: Buffer.from(svg), alt: good.name })
}

const productOf = (good: Good, category: string): NewProduct => ({
  slug: slugOf(good.name.de),
  name: good.name,
  description: good.text,
  category,
  group: 'Ware',
  shown: true,
  variants: good.variants.map(variant => ({
    sku: variant.sku,
    ...(variant.name === undefined ? {} : { name: variant.name }),
    stock: variant.stock === undefined ? inventedStock(variant.sku) : variant.stock,
    points: pointsFor(variant.price ?? good.price),
    vatClass: good.isLowlyTaxed ? 'reduced' : 'standard',
    content: good.content,
    prices: countries.flatMap(country => priceGroups.flatMap(group => pricesOf(good, variant, { country, group }))),
  })),
})

// Between 40 and 199 pieces, the same every time.
const inventedStock = (sku: string): number =>
  40 + (sku.split('').reduce((mixed, letter) => mixed * 31 + letter.charCodeAt(0), 7) % 160)

/** A point for a euro of the German net price. */
const pointsFor = (gross: number): Points => points(share(cents(gross * 10), { numerator: 100, denominator: 119 }))

// Before the demo's parties.
const since = instant('2010-09-01')
const raisedAt = instant('2025-10-20')
const reducedAt = instant('2025-11-01')

type For = { readonly country: Country; readonly group: PriceGroup }

const pricesOf = (good: Good, variant: GoodVariant, whose: For): NewPrice[] => {
  const asked = (gross: number, kind: NewPrice['kind'], [from, until]: readonly [Instant, Instant]): NewPrice => ({
    ...whose,
    kind,
    gross: inMarket(gross, whose),
    from,
    until,
  })
  const usual = variant.price ?? good.price
  const regular =
    good.before === undefined
      ? [asked(usual, 'regular', [since, always.until])]
      : [asked(good.before, 'regular', [since, raisedAt]), asked(usual, 'regular', [raisedAt, always.until])]
  return good.reduced === undefined ? regular : [...regular, asked(good.reduced, 'reduced', [reducedAt, always.until])]
}

// In percent of the German price for customers. The pound is worth more; in Switzerland more is asked.
const levels: Readonly<Record<Country, number>> = { DE: 100, AT: 104, CH: 118, GB: 88 }
const discounts: Readonly<Record<PriceGroup, number>> = { customer: 100, partner: 75, reseller: 60 }

/** To five cents, which every coin of these countries can pay. */
const inMarket = (gross: number, { country, group }: For): Cents =>
  cents(share(cents(gross), { numerator: levels[country] * discounts[group], denominator: 50_000 }) * 5)
