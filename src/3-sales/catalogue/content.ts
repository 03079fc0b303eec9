import { share, type Cents } from '#ground/money'

export const contentUnits = ['g', 'kg', 'ml', 'l', 'm', 'm2'] as const
export type ContentUnit = (typeof contentUnits)[number]

/** As it is written in every language. */
export const unitSymbols = { g: 'g', kg: 'kg', ml: 'ml', l: 'l', m: 'm', m2: 'm²' } as const

/** How much is in a piece, in thousandths of the unit: 250,000 g is a quarter of a kilogram. */
export type Content = { readonly thousandths: number; readonly unit: ContentUnit }

/** What a kilogram, a litre, a metre or a square metre costs, and of how much that was told. */
export type UnitPrice = { readonly gross: Cents; readonly per: 'kg' | 'l' | 'm' | 'm2'; readonly content: Content }

/** In which unit the law wants the price (PAngV § 5), and how many of the unit are one of it. */
const bases = {
  g: { per: 'kg', units: 1_000 },
  kg: { per: 'kg', units: 1 },
  ml: { per: 'l', units: 1_000 },
  l: { per: 'l', units: 1 },
  m: { per: 'm', units: 1 },
  m2: { per: 'm2', units: 1 },
} as const

const leastThousandthsOfBase = 10

/**
 * What must stand beside a price of goods that are sold by weight, volume, length or area. Null where nothing must: of what is sold by the
 * piece, of less than 10 g or 10 ml (PAngV § 4 (3) 1), and of just one of the unit, whose price it is already (§ 4 (1) 2).
 */
export const unitPriceOf = (gross: Cents, content: Content | null): UnitPrice | null => {
  if (content === null) return null
  const { per, units } = bases[content.unit]
  const whole = units * 1_000
  const isSmall = (per === 'kg' || per === 'l') && content.thousandths * 1_000 < leastThousandthsOfBase * whole
  if (isSmall || content.thousandths === whole) return null
  return { gross: share(gross, { numerator: whole, denominator: content.thousandths }), per, content }
}

const most = 1_000_000

/** "0,75" is 750 thousandths; undefined for what is no amount above nothing with at most three decimals. */
export const parseThousandths = (text: string): number | undefined => {
  if (!/^\d{1,7}(?:[.,]\d{1,3})?$/u.test(text)) return undefined
  const thousandths = Math.round(Number(text.replace(',', '.')) * 1_000)
  return thousandths > 0 && thousandths <= most * 1_000 ? thousandths : undefined
}

/** 750 thousandths are "0.75". */
export const decimalOfThousandths = (thousandths: number): string => String(thousandths / 1_000)
