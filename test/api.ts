import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import type { Actor } from '#ground/http'
import type { Api, ApiEnv } from '#ground/http/operation.ts'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers freely; the document checks their form
  readonly body: any
}

type Asking = {
  readonly get: (path: string) => Promise<Answer>
  /** With a new key, unless one is given. */
  readonly post: (path: string, body: unknown, key?: string) => Promise<Answer>
}

/** Puts routes of a room behind a door that lets everybody in as this sender. */
export const openedTo = (actor: Actor, routes: readonly Api[]): Api => {
  const app = new OpenAPIHono<ApiEnv>()
  app.use(async (context, next) => {
    context.set('actor', actor)
    await next()
  })
  for (const each of routes) app.route('/', each)
  return app
}

/** Asks the routes, and holds every answer against their own OpenAPI document. */
export const asking = (
  app: Pick<Hono, 'request'>,
  document: Document,
  headers: Record<string, string> = {},
): Asking => {
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const response = await app.request(path, { ...init, method })
    const text = await response.text()
    const answer = { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
    mustConform(document, { method, path, ...answer })
    return answer
  }
  return {
    get: path => send('GET', path, { headers }),
    post: (path, body, key = crypto.randomUUID()) =>
      send('POST', path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'Idempotency-Key': key, ...headers },
      }),
  }
}

export const documentOf = (app: Api): Document =>
  app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Test', version: '1' } }) as unknown as Document

type Schema = { readonly [key: string]: unknown }
type Described = {
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>
}
export type Operation = {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly security?: readonly Schema[]
  readonly parameters?: readonly (Schema & { readonly name: string; readonly in: string })[]
  readonly requestBody?: Described
  readonly responses: Readonly<Record<string, Described>>
}
export type Document = {
  readonly openapi: string
  readonly tags?: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

// Whole schemas, and nothing beside what they describe: an answer with more than its document says is wrong, too.
const resolved = (document: Document, schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(each => resolved(document, each))
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref, ...rest } = schema as Schema
  if (typeof $ref === 'string')
    return resolved(document, { ...document.components.schemas[$ref.split('/').at(-1)!], ...rest })
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, resolved(document, value)]))
  const isOpen = rest['type'] === 'object' && rest['additionalProperties'] === undefined
  return isOpen ? { ...inner, additionalProperties: false } : inner
}

/** @throws ZodError where the value is not what the document's schema says. */
export const mustMatch = (document: Document, schema: Schema, value: unknown): void => {
  z.fromJSONSchema(resolved(document, schema) as Parameters<typeof z.fromJSONSchema>[0]).parse(value)
}

type Given = Answer & { readonly method: string; readonly path: string }

/** The operation behind a path; undefined where there is none. */
const operationAt = ({ paths }: Document, method: string, path: string): Operation | undefined => {
  const [name] = path.replace(/^\/api\//u, '/').split('?')
  const matches = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(name!)
  return Object.entries(paths).find(([template]) => matches(template))?.[1][method.toLowerCase()]
}

const mustConform = (document: Document, { method, path, status, headers, body }: Given): void => {
  const operation = operationAt(document, method, path)
  if (operation === undefined || status >= 500) return
  const type = headers.get('content-type')?.split(';')[0] ?? ''
  const schema = operation.responses[status]?.content?.[type]?.schema
  if (schema === undefined) throw new Error(`${method} ${path} answered ${status} ${type}, which is not documented`)
  mustMatch(document, schema, body)
}
