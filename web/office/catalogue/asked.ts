import { parseCents, parsePoints, type Cents } from '#ground/money'
import { parseInstant, type Zone } from '#ground/period'
import { contentUnits, countries, parseThousandths, priceGroups, vatClasses, type Content } from '#sales/catalogue'
import { wordOf } from '../../ui/asked.ts'
import type { NewVariantData, PriceData, ProductData, VariantData } from '../../ui/context.ts'
import type { Words } from '../../ui/words/en.ts'

/** A field of a form that is not as it should be. */
export type Wrong = keyof Words['catalogue']['wrong']

/** The fields of a form, and which of them are wrong. */
export const fieldsOf = (form: FormData) => {
  const wrong: Wrong[] = []
  const text = (name: string) => wordOf(form, name)
  // Whoever looks at `wrong` before he takes the value gets true ones.
  const must = <T>(field: Wrong, value: T | undefined): T => {
    if (value === undefined) wrong.push(field)
    return value as T
  }
  const long = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n').slice(0, 5_000) : ''
  }
  return { form, wrong, text, long, must }
}

export type Fields = ReturnType<typeof fieldsOf>

const filled = (text: string) => (text === '' ? undefined : text)

const matching = (text: string, pattern: RegExp) => (pattern.test(text) ? text : undefined)

const slugPattern = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/u

/** Without a slug where none is told. */
export const productGiven = ({ text, long, must, form }: Fields): ProductData => ({
  name: { de: must('nameDe', filled(text('nameDe'))), en: must('nameEn', filled(text('nameEn'))) },
  description: { de: long('textDe'), en: long('textEn') },
  slug: must('slug', matching(text('slug'), slugPattern)),
  category: filled(text('category')) ?? null,
  group: filled(text('group')) ?? null,
  shown: form.get('shown') === 'yes',
})

export const variantGiven = ({ text, must }: Fields): VariantData => ({
  name: { de: text('variantDe'), en: text('variantEn') || text('variantDe') },
  points: must('points', notNegative(parsePoints(text('points') || '0'))),
  vatClass: vatClasses.find(one => one === text('vatClass')) ?? 'standard',
  content: contentGiven({ text, must }),
})

/** Null where nothing is told: sold by the piece. */
const contentGiven = ({ text, must }: Pick<Fields, 'text' | 'must'>): Content | null =>
  text('content') === ''
    ? null
    : {
        thousandths: must('content', parseThousandths(text('content'))),
        unit: contentUnits.find(one => one === text('contentUnit')) ?? 'g',
      }

const notNegative = <A extends number>(amount: A | undefined): A | undefined =>
  amount !== undefined && amount >= 0 && amount < 1e11 ? amount : undefined

/** Null where nothing is told: no end. */
export const stockGiven = ({ text, must }: Fields, name: string): number | null =>
  text(name) === '' ? null : Number(must('stock', matching(text(name), /^\d{1,6}$/u)))

const countryGiven = ({ text }: Fields) => countries.find(one => one === text('country')) ?? countries[0]!

/** Null where nothing is told. */
const grossGiven = ({ text, must }: Fields): Cents | null =>
  text('gross') === '' ? null : must('gross', notNegative(parseCents(text('gross'))))

export const newVariantGiven = (fields: Fields): NewVariantData => {
  const gross = grossGiven(fields)
  return {
    ...variantGiven(fields),
    sku: fields.must('sku', matching(fields.text('sku'), /^\S{1,60}$/u)),
    stock: stockGiven(fields, 'stock'),
    price: gross === null ? null : { country: countryGiven(fields), gross },
  }
}

const utc = 'UTC' as Zone

const dayGiven = ({ text, must }: Fields, field: 'firstDay' | 'lastDay'): string | null => {
  const day = matching(text(field), /^\d{4}-\d{2}-\d{2}$/u)
  const isDay = day !== undefined && parseInstant(day, utc) !== undefined
  return text(field) === '' ? null : must(field, isDay ? day : undefined)
}

export const priceGiven = (fields: Fields): PriceData => ({
  sku: fields.text('sku'),
  country: countryGiven(fields),
  group: priceGroups.find(one => one === fields.text('group')) ?? 'customer',
  kind: fields.text('kind') === 'reduced' ? 'reduced' : 'regular',
  gross: grossGiven(fields),
  firstDay: dayGiven(fields, 'firstDay'),
  lastDay: dayGiven(fields, 'lastDay'),
})

/** A file that was chosen; wrong where there is none. */
export const fileGiven = ({ form, must }: Fields): File => {
  const file = form.get('file')
  return must('file', file instanceof File && file.size > 0 ? file : undefined)
}

export const altGiven = ({ text, must }: Fields) => ({
  de: must('altDe', filled(text('altDe'))),
  en: must('altEn', filled(text('altEn'))),
})
