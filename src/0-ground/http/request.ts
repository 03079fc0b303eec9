import type { HonoRequest } from 'hono'
import { invalid, problem, refused, type Fault, type Place, type Problem, type Reply } from './index.ts'
import type { z } from './schema.ts'

const escaped = (key: PropertyKey) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')

type PlaceOf = (path: readonly PropertyKey[]) => Place

const inBody: PlaceOf = path => ({ pointer: ['#', ...path.map(escaped)].join('/') })
const inParameters: PlaceOf = path => ({ parameter: String(path[0] ?? '') })

const isMissing = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_type' && issue.message.endsWith('received undefined')

const faultsOf = (error: z.ZodError, placeOf: PlaceOf): Fault[] =>
  error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({ ...placeOf([...issue.path, key]), detail: 'this field is unknown' }))
      : [{ ...placeOf(issue.path), detail: isMissing(issue) ? 'this field is missing' : issue.message }],
  )

export type Parts = { readonly params: z.ZodType; readonly query: z.ZodType; readonly body: z.ZodType }

type Given = { readonly [part in keyof Parts]: unknown }

// PostgreSQL keeps no NUL and no half of a surrogate pair in a text.
const isKeepable = (text: string) => text.isWellFormed() && !text.includes('\0')

const unkeepable = (given: unknown): Fault[] =>
  Object.entries(given ?? {}).flatMap(([parameter, value]) =>
    typeof value === 'string' && !isKeepable(value) ? [{ parameter, detail: 'this text cannot be kept' }] : [],
  )

/** Holds every part of a request against its schema; all that is wrong is told at once. */
export const checkedParts = (parts: Parts, given: Given): Reply<Given> => {
  const faults = [...unkeepable(given.params), ...unkeepable(given.query)]
  if (faults.length > 0) return refused(invalid(...faults))
  const params = parts.params.safeParse(given.params)
  const query = parts.query.safeParse(given.query)
  const body = parts.body.safeParse(given.body)
  if (params.success && query.success && body.success)
    return { is: 'answered', body: { params: params.data, query: query.data, body: body.data } }
  return refused(
    invalid(
      ...(params.error === undefined ? [] : faultsOf(params.error, inParameters)),
      ...(query.error === undefined ? [] : faultsOf(query.error, inParameters)),
      ...(body.error === undefined ? [] : faultsOf(body.error, inBody)),
    ),
  )
}

const keyPattern = /^[\x21-\x7e]{1,200}$/u

export const keyHeader = 'Idempotency-Key'

/** The key that the sender chose for this command. */
export const commandKeyOf = (request: HonoRequest): Reply<string> => {
  const key = request.header(keyHeader)
  if (key !== undefined && keyPattern.test(key)) return { is: 'answered', body: key }
  const detail =
    key === undefined
      ? `every POST needs the header ${keyHeader}: a text you choose, such as a UUID, and send again with the same request when you repeat it`
      : 'expected 1 to 200 visible ASCII characters'
  return refused(invalid({ header: keyHeader, detail }))
}

const isJson = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/iu

const unsupported: Problem = problem(415, 'unsupported media type', 'The body must be sent as application/json.')

const nothing = { is: 'answered', body: undefined } as const

const keepable = (_key: string, value: unknown): unknown => {
  if (typeof value === 'string' && !isKeepable(value)) throw new SyntaxError('a text holds NUL or half a character')
  return value
}

/** The body as JSON; an empty body is undefined. */
export const jsonOf = (request: HonoRequest, content: string): Reply<unknown> => {
  if (content === '') return nothing
  if (!isJson.test(request.header('content-type') ?? '')) return refused(unsupported)
  try {
    return { is: 'answered', body: JSON.parse(content, keepable) as unknown }
  } catch (error) {
    return refused(
      invalid({ pointer: '#', detail: `the body cannot be read as JSON: ${(error as SyntaxError).message}` }),
    )
  }
}
