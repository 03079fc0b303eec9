// Reads an OpenAPI document as far as a page shows it. What is not as expected is left out rather than failing the page.

type Data = Readonly<Record<string, unknown>>

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)
const dataOf = (value: unknown): Data => (isData(value) ? value : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** One line of a body or a parameter: `depth` tells how far inside it stands. */
export type Field = {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  readonly note: string
  readonly depth: number
}
export type Answer = { readonly status: string; readonly note: string; readonly fields: readonly Field[] }
export type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly title: string
  readonly note: string
  readonly parameters: readonly (Field & { readonly place: string })[]
  readonly body: readonly Field[]
  readonly answers: readonly Answer[]
}
export type Group = { readonly name: string; readonly operations: readonly Operation[] }
export type ApiDocument = {
  readonly title: string
  readonly version: string
  readonly note: string
  readonly groups: readonly Group[]
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
const deepest = 4

/** Follows "#/components/schemas/Order" inside the document. */
const resolved = (document: Data, value: unknown): Data => {
  const found = dataOf(value)
  const reference = textOf(found['$ref'])
  if (!reference.startsWith('#/')) return found
  let at: unknown = document
  for (const step of reference.slice(2).split('/')) at = dataOf(at)[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  return dataOf(at)
}

const typeOf = (document: Data, schema: Data): string => {
  if (Array.isArray(schema['enum'])) return schema['enum'].map(String).join(' | ')
  if (schema['const'] !== undefined) return JSON.stringify(schema['const'])
  const either = listOf(schema['anyOf'] ?? schema['oneOf'])
  if (either.length > 0) return [...new Set(either.map(one => typeOf(document, resolved(document, one))))].join(' | ')
  if (schema['type'] === 'array') return `${typeOf(document, resolved(document, schema['items']))}[]`
  const type = Array.isArray(schema['type']) ? schema['type'].join(' | ') : textOf(schema['type'])
  const format = textOf(schema['format'])
  return format === '' ? type : `${type} (${format})`
}

// What is inside: of an object its own properties, of a list those of one of its members.
const insideOf = (document: Data, schema: Data): Data => {
  if (schema['type'] === 'array') return insideOf(document, resolved(document, schema['items']))
  const parts = listOf(schema['allOf']).map(part => insideOf(document, resolved(document, part)))
  return parts.length === 0
    ? schema
    : {
        properties: Object.assign({}, ...parts.map(part => part['properties'])),
        required: parts.flatMap(part => listOf(part['required'])),
      }
}

const fieldsOf = (document: Data, schema: unknown, depth = 0): readonly Field[] => {
  if (depth > deepest) return []
  const inside = insideOf(document, resolved(document, schema))
  const required = new Set(listOf(inside['required']))
  return Object.entries(dataOf(inside['properties'])).flatMap(([name, value]) => {
    const property = resolved(document, value)
    const field = {
      name,
      type: typeOf(document, property),
      isRequired: required.has(name),
      note: textOf(property['description']),
      depth,
    }
    return [field, ...fieldsOf(document, property, depth + 1)]
  })
}

// Of several kinds of content the first: the interface speaks JSON.
const contentOf = (document: Data, holder: Data): readonly Field[] =>
  fieldsOf(document, dataOf(Object.values(dataOf(holder['content']))[0])['schema'])

const parameterOf = (document: Data, value: unknown) => {
  const parameter = resolved(document, value)
  const schema = resolved(document, parameter['schema'])
  return {
    name: textOf(parameter['name']),
    place: textOf(parameter['in']),
    type: typeOf(document, schema),
    isRequired: parameter['required'] === true,
    note: textOf(parameter['description'] ?? schema['description']),
    depth: 0,
  }
}

const operationOf = (
  document: Data,
  {
    path,
    method,
    shared,
    operation,
  }: { readonly path: string; readonly method: string; readonly shared: readonly unknown[]; readonly operation: Data },
): Operation => ({
  id: `${method}${path.replaceAll(/[^a-z0-9]+/giu, '-')}`,
  method: method.toUpperCase(),
  path,
  title: textOf(operation['summary']) || textOf(operation['operationId']),
  note: textOf(operation['description']),
  parameters: [...shared, ...listOf(operation['parameters'])].map(parameter => parameterOf(document, parameter)),
  body: contentOf(document, resolved(document, operation['requestBody'])),
  answers: Object.entries(dataOf(operation['responses'])).map(([status, value]) => {
    const answer = resolved(document, value)
    return { status, note: textOf(answer['description']), fields: contentOf(document, answer) }
  }),
})

type Found = { readonly group: string; readonly operation: Operation }

const operationsAt = (document: Data, path: string, item: Data): readonly Found[] =>
  methods.flatMap(method => {
    const operation = item[method]
    if (!isData(operation)) return []
    const group = textOf(listOf(operation['tags'])[0]) || path.split('/')[1] || path
    return [
      { group, operation: operationOf(document, { path, method, shared: listOf(item['parameters']), operation }) },
    ]
  })

/** The routes of an OpenAPI document in the groups of their first tag, in the document's order. */
export const readApiDocument = (value: unknown): ApiDocument => {
  const document = dataOf(value)
  const info = dataOf(document['info'])
  const found = Object.entries(dataOf(document['paths'])).flatMap(([path, item]) =>
    operationsAt(document, path, dataOf(item)),
  )
  const groups = Map.groupBy(found, ({ group }) => group)
  return {
    title: textOf(info['title']),
    version: textOf(info['version']),
    note: textOf(info['description']),
    groups: [...groups].map(([name, members]) => ({ name, operations: members.map(({ operation }) => operation) })),
  }
}
