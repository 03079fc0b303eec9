import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Database } from '#ground/database'
import { problem, refused, type Actor, type Problem, type Reply } from './index.ts'
import { checkedParts, commandKeyOf, jsonOf, keyHeader, type Parts } from './request.ts'
import { problemSchema, z } from './schema.ts'
import { once } from './store.ts'

/** What every request carries once it was let in. */
export type ApiEnv = { Variables: { actor: Actor } }
export type Api = OpenAPIHono<ApiEnv>

type Empty = z.ZodObject<z.core.$ZodShape>

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

/**
 * An app for the routes of a room. `read` adds a GET, `command` a POST: checked against its schemas, carried out at most once in
 * one transaction, described in the OpenAPI document. A handler sees only valid, allowed requests.
 */
export const routesOn = (database: Database) => {
  const app: Api = new OpenAPIHono<ApiEnv>()
  return {
    app,
    read: <R extends z.ZodType, P extends z.ZodType = Empty, Q extends z.ZodType = Empty>(operation: Read<P, Q, R>) => {
      app.openAPIRegistry.registerPath(describedRead(operation))
      app.get(routingPath(operation.path), async context => {
        const { actor } = context.var
        if (actor.role === 'partner' && operation.access === undefined) return answerProblem(context, onlyCompany)
        return answer(context, await runRead({ operation, database, actor }, context))
      })
    },
    command: <R extends z.ZodType, B extends z.ZodType, P extends z.ZodType = Empty>(operation: Write<P, B, R>) => {
      app.openAPIRegistry.registerPath(describedWrite(operation))
      app.post(routingPath(operation.path), async context => {
        if (!context.var.actor.mayWrite) return answerProblem(context, mayNotWrite)
        return runCommand(context, database, operation)
      })
    },
  }
}

const onlyCompany = problem(403, 'forbidden', 'Only the company may ask for this.')
const mayNotWrite = problem(403, 'forbidden', 'Changes need an API key of the company that may write.')

const routingPath = (path: string) => path.replaceAll(/\{(\w+)\}/gu, ':$1')

const empty = z.strictObject({})
const nothing = z.undefined()

type Reading<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType> = {
  readonly operation: Read<P, Q, R>
  readonly database: Database
  readonly actor: Actor
}

const runRead = async <P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  { operation, database, actor }: Reading<P, Q, R>,
  context: Context<ApiEnv>,
): Promise<Reply<z.input<R>>> => {
  const parts: Parts = { params: operation.params ?? empty, query: operation.query ?? empty, body: nothing }
  const checked = checkedParts(parts, { params: context.req.param(), query: context.req.query(), body: undefined })
  if (checked.is === 'refused') return checked
  return operation.run({ ...(checked.body as Asked<z.output<P>, z.output<Q>, unknown>), actor, database })
}

const runCommand = async <P extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  context: Context<ApiEnv>,
  database: Database,
  operation: Write<P, B, R>,
): Promise<Response> => {
  const { actor } = context.var
  const key = commandKeyOf(context.req)
  if (key.is === 'refused') return answerProblem(context, key.problem)
  const content = await context.req.text()
  const json = jsonOf(context.req, content)
  if (json.is === 'refused') return answerProblem(context, json.problem)
  const parts: Parts = { params: operation.params ?? empty, query: empty, body: operation.body }
  const checked = checkedParts(parts, { params: context.req.param(), query: context.req.query(), body: json.body })
  if (checked.is === 'refused') return answerProblem(context, checked.problem)
  const asked = checked.body as Asked<z.output<P>, unknown, z.output<B>>
  const command = { actor: actor.id, key: key.body, request: `POST ${context.req.path}`, content }
  const done = await once(database, command, transaction => operation.run({ ...asked, actor, database: transaction }))
  if (done.is === 'refused') return answerProblem(context, keyUsed)
  if (done.is === 'repeated') context.header('Idempotency-Replayed', 'true')
  return answer(context, done.answer, operation.nameOf)
}

const keyUsed = problem(
  422,
  'key used for another request',
  `This ${keyHeader} came with another request before; choose a new one.`,
)

const answer = <T>(context: Context<ApiEnv>, reply: Reply<T>, nameOf?: (body: T) => string): Response => {
  if (reply.is === 'refused') return answerProblem(context, reply.problem)
  if (nameOf !== undefined) context.header('Location', `${context.req.path}/${nameOf(reply.body)}`)
  return context.json(reply.body as object, nameOf === undefined ? 200 : 201)
}

/** Sends a problem as application/problem+json. */
export const answerProblem = (context: Context, problem: Problem): Response =>
  context.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
  })

/** Refuses in the reply what a lookup did not find. */
export const orRefuse = <T>(found: T | undefined, problem: Problem): Reply<T> =>
  found === undefined ? refused(problem) : { is: 'answered', body: found }

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

const described = <P extends z.ZodType, R extends z.ZodType>({
  name,
  path,
  tag,
  summary,
  description,
}: Meaning<P, R>) => ({
  operationId: name,
  path,
  tags: [tag],
  summary,
  description,
})

const describedRead = <P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(operation: Read<P, Q, R>) => ({
  ...described(operation),
  method: 'get' as const,
  security: [{ bearer: [] }, { apiKey: [] }, { session: [] }],
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

const describedWrite = <P extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(operation: Write<P, B, R>) => ({
  ...described(operation),
  method: 'post' as const,
  security: [{ bearer: [] }, { apiKey: [] }],
  request: {
    params: operation.params as Empty | undefined,
    headers: keyParameter,
    body: {
      required: true,
      content: { 'application/json': { schema: operation.body, example: operation.examples.body as unknown } },
    },
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
