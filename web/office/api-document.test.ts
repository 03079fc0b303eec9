import { expect, test } from 'vitest'
import { readApiDocument } from './api-document.ts'

const document = {
  openapi: '3.1.0',
  info: { title: 'Stamm', version: '1' },
  paths: {
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        tags: ['Orders'],
        summary: 'One order',
        responses: {
          200: {
            description: 'The order',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['lines'],
        properties: {
          lines: {
            type: 'array',
            items: { type: 'object', properties: { net: { type: 'string', description: 'Two decimals' } } },
          },
          state: { enum: ['placed', 'paid'] },
          again: { $ref: '#/components/schemas/Order' },
        },
      },
    },
  },
}

test('a route is read with its parameters and its answers, references followed', () => {
  const [group] = readApiDocument(document).groups
  const [operation] = group!.operations
  expect(group!.name).toBe('Orders')
  expect(operation).toMatchObject({
    method: 'GET',
    path: '/orders/{id}',
    title: 'One order',
    parameters: [{ name: 'id', place: 'path', isRequired: true }],
  })
  expect(operation!.answers[0]!.fields.slice(0, 3)).toEqual([
    { name: 'lines', type: 'object[]', isRequired: true, note: '', depth: 0 },
    { name: 'net', type: 'string', isRequired: false, note: 'Two decimals', depth: 1 },
    { name: 'state', type: 'placed | paid', isRequired: false, note: '', depth: 0 },
  ])
})

test('a schema that holds itself is not followed for ever', () => {
  expect(readApiDocument(document).groups[0]!.operations[0]!.answers[0]!.fields.length).toBeLessThan(50)
})

test.each([undefined, null, 3, 'x', [], { paths: 7 }])('%j has no routes', value => {
  expect(readApiDocument(value).groups).toEqual([])
})
