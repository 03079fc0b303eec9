import { sql } from 'kysely'

const escaped = (text: string) => text.replaceAll(/[\\%_]/gu, found => `\\${found}`)

/** Of a row called `product`: whether a word is found in its names, descriptions or article numbers. */
export const hasWord = (word: string) => {
  const pattern = `%${escaped(word.toLowerCase())}%`
  return sql<boolean>`(product.search like ${pattern} or exists (
    select from sales.variant variant where variant.product_id = product.id and lower(variant.sku) like ${pattern}))`
}

const mostWords = 8

export const wordsIn = (search: string | undefined): string[] =>
  (search ?? '')
    .split(/\s+/u)
    .filter(word => word !== '')
    .slice(0, mostWords)
