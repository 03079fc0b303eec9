import type { Content, Words } from '#sales/catalogue'

/** What the demo sells: an article of the shop's real orders by number and name, with an invented price, text and picture. */
export type Good = {
  readonly name: Words
  readonly text: Words
  /** German gross price for customers, in cents. */
  readonly price: number
  /** The German price it is reduced to. */
  readonly reduced?: number
  /** What it cost until shortly before it was reduced, where that was less than `price`. */
  readonly before?: number
  /** How much is in a piece of what is sold by weight. */
  readonly content?: Content
  /** Books and plants. */
  readonly isLowlyTaxed?: boolean
  /** Drawn; the first stands in lists. */
  readonly pictures: readonly string[]
  /** One or more. */
  readonly variants: readonly GoodVariant[]
}

export type GoodVariant = {
  readonly sku: string
  readonly name?: Words
  readonly stock?: number | null
  /** Where it differs from the product's. */
  readonly price?: number
}

type Told = readonly [german: string, english: string]

const words = ([de, en]: Told): Words => ({ de, en })

type Rest = Omit<Good, 'name' | 'text' | 'variants'>

const one = (sku: string, stock?: number): GoodVariant[] => [stock === undefined ? { sku } : { sku, stock }]

/** A good without variants; its stock is made up unless it is told. */
export const single = (
  sku: string,
  name: Told,
  rest: Rest & { readonly text: Told; readonly stock?: number },
): Good => {
  const { text, stock, ...others } = rest
  return { ...others, name: words(name), text: words(text), variants: one(sku, stock) }
}

type Choice = readonly [sku: string, german: string, english: string, change?: Omit<GoodVariant, 'sku' | 'name'>]

/** A good of which there are several. */
export const several = (name: Told, choices: readonly Choice[], rest: Rest & { readonly text: Told }): Good => {
  const { text, ...others } = rest
  const variants = choices.map(([sku, de, en, change]) => ({ ...change, sku, name: { de, en } }))
  return { ...others, name: words(name), text: words(text), variants }
}
