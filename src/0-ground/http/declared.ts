import type { Database } from '#ground/database'
import type { Actor, Reply } from './index.ts'
import { keyHeader } from './request.ts'
import { problemSchema, z } from './schema.ts'

export type Empty = z.ZodObject<z.core.$ZodShape>

type Meaning<P extends z.ZodType, R extends z.ZodType> = {
  /** The operation's id in the document, a verb and a noun: "registerContact". */
  readonly name: string
  readonly path: `/${string}`
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly params?: P
  readonly reply: R
}

export type Asked<P, Q, B> = {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly actor: Actor
  /** For a command the transaction it happens in. */
  readonly database: Database
}

type Run<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = (
  asked: Asked<z.output<P>, z.output<Q>, z.output<B>>,
) => Promise<Reply<z.input<R>>>

export type Read<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType> = Meaning<P, R> & {
  readonly query?: Q
  readonly example: z.input<R>
  /** Statuses of problems beyond those that any read may answer. */
  readonly problems?: readonly number[]
  /** Partners may ask it too, and `run` looks what they may see. Without it only the company may. */
  readonly access?: 'partners too'
  readonly run: Run<P, Q, z.ZodType, R>
}

export type Write<P extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Meaning<P, R> & {
  readonly body: B
  readonly examples: { readonly body: z.input<B>; readonly reply: z.input<R> }
  /** The name, below the path, of the thing that was made; makes the answer a 201 with its Location. */
  readonly nameOf?: (body: z.input<R>) => string
  /** Statuses of problems beyond those that any command may answer. */
  readonly problems?: readonly number[]
  readonly run: Run<P, z.ZodType, B, R>
}

/** A question too long for an address: a body in, and nothing changes. Whoever of the company may read may ask it. */
export type Question<B extends z.ZodType, R extends z.ZodType> = Omit<Meaning<z.ZodType, R>, 'params'> & {
  readonly body: B
  readonly examples: { readonly body: z.input<B>; readonly reply: z.input<R> }
  readonly run: Run<z.ZodType, z.ZodType, B, R>
}

const problems: Readonly<Record<number, string>> = {
  400: 'The request has not the form described here; `errors` names each field.',
  401: 'No key, or none that is known.',
  403: 'The sender may not do this.',
  404: 'There is no such thing, or the sender may not know of it.',
  409: 'The state of things does not allow it; `type` says why.',
  413: 'The body is too large.',
  415: 'The body is not sent as application/json.',
  422: `The ${keyHeader} came with another request before.`,
  429: 'It was tried too often; `Retry-After` says after how many seconds it may be tried again.',
}

const problemResponses = (statuses: readonly number[]) =>
  Object.fromEntries(
    statuses.map(status => [
      status,
      { description: problems[status]!, content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  )

type Said = Pick<Meaning<z.ZodType, z.ZodType>, 'name' | 'path' | 'tag' | 'summary' | 'description'>

const meant = ({ name, path, tag, summary, description }: Said) => ({
  operationId: name,
  path,
  tags: [tag],
  summary,
  description,
})

const readers = [{ bearer: [] }, { apiKey: [] }, { session: [] }]

export const describedRead = <P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  operation: Read<P, Q, R>,
) => ({
  ...meant(operation),
  method: 'get' as const,
  security: readers,
  request: { params: operation.params as Empty | undefined, query: operation.query as Empty | undefined },
  responses: {
    200: {
      description: 'The answer.',
      content: { 'application/json': { schema: operation.reply, example: operation.example as unknown } },
    },
    ...problemResponses([400, 401, 403, 404, ...(operation.problems ?? [])]),
  },
})

const keyParameter = z.object({
  [keyHeader]: z.string().min(1).max(200).openapi({
    description:
      'A text you choose for this command, such as a UUID. Send the same again when you repeat the request: it happens once and is answered the same.',
    example: '018f6b1e-7c5a-7e9b-9a51-0f6f3c1d2b4a',
  }),
})

const bodyWith = (schema: z.ZodType, example: unknown) => ({
  required: true,
  content: { 'application/json': { schema, example } },
})

export const describedQuestion = <B extends z.ZodType, R extends z.ZodType>({
  body,
  reply,
  examples,
  ...operation
}: Question<B, R>) => ({
  ...meant(operation),
  method: 'post' as const,
  security: readers,
  request: { body: bodyWith(body, examples.body) },
  responses: {
    200: {
      description: 'The answer; nothing has changed.',
      content: { 'application/json': { schema: reply, example: examples.reply as unknown } },
    },
    ...problemResponses([400, 401, 403, 413, 415]),
  },
})

export const describedWrite = <P extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  operation: Write<P, B, R>,
) => ({
  ...meant(operation),
  method: 'post' as const,
  security: [{ bearer: [] }, { apiKey: [] }],
  request: {
    params: operation.params as Empty | undefined,
    headers: keyParameter,
    body: bodyWith(operation.body, operation.examples.body),
  },
  responses: {
    [operation.nameOf === undefined ? 200 : 201]: {
      description: operation.nameOf === undefined ? 'It is done.' : 'It is made; Location says where it can be read.',
      headers: z.object({
        'Idempotency-Replayed': z
          .literal('true')
          .optional()
          .openapi({ description: 'Present when this answer was given before.' }),
      }),
      content: { 'application/json': { schema: operation.reply, example: operation.examples.reply as unknown } },
    },
    ...problemResponses([400, 401, 403, 404, 409, 413, 415, 422, ...(operation.problems ?? [])]),
  },
})
