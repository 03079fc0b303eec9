import { answered, pageOf } from '#ground/http'
import { pageOfRows, paging, text, z } from '#ground/http/schema.ts'
import { listCategories, listProducts } from '../store.ts'
import {
  categorySchema,
  describe,
  exampleProduct,
  productAt,
  productPath,
  productSchema,
  type Routes,
} from './answers.ts'

const listQuery = z.strictObject({
  search: text('Words of names, descriptions or article numbers.', 'heart').optional(),
  category: text('Only products of this category, by its slug.', 'licht').optional(),
  ...paging(['number', 'number']),
})

/** GET /products */
export const listing = ({ read }: Routes) =>
  read({
    name: 'listProducts',
    path: '/products',
    tag: 'catalogue',
    summary: 'List products',
    description: 'Products with their variants and prices, in the order of the shop, also those that are not shown.',
    query: listQuery,
    reply: pageOfRows(productSchema),
    example: { rows: [exampleProduct], next: null },
    run: async ({ database, query: { search, category, limit, cursor } }) => {
      const after = cursor === undefined ? undefined : { position: cursor[0], number: cursor[1] }
      const { rows } = await listProducts(database, { search, category, after, limit: limit + 1 })
      const page = pageOf(rows, limit, ({ position, number }) => [position, number])
      return answered({ rows: page.rows.map(describe), next: page.next })
    },
  })

/** GET /products/{id} */
export const reading = ({ read }: Routes) =>
  read({
    name: 'getProduct',
    path: '/products/{id}',
    tag: 'catalogue',
    summary: 'Get a product',
    description: 'A product with its variants and all their prices: those that were, are and will be.',
    params: productPath,
    reply: productSchema,
    example: exampleProduct,
    run: async ({ database, params }) => {
      const product = await productAt(database, params.id)
      return product.is === 'refused' ? product : answered(describe(product.body))
    },
  })

/** GET /categories */
export const categories = ({ read }: Routes) =>
  read({
    name: 'listCategories',
    path: '/categories',
    tag: 'catalogue',
    summary: 'List categories',
    description: 'All categories in the order of the shop, also empty ones.',
    reply: z.object({ rows: z.array(categorySchema) }),
    example: { rows: [exampleProduct.category] },
    run: async ({ database }) => answered({ rows: await listCategories(database) }),
  })
