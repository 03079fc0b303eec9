import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Database } from '#ground/database'
import {
  describedQuestion,
  describedRead,
  describedWrite,
  type Asked,
  type Empty,
  type Question,
  type Read,
  type Write,
} from './declared.ts'
import { problem, refused, type Actor, type Problem, type Reply } from './index.ts'
import { checkedParts, commandKeyOf, jsonOf, keyHeader, type Parts } from './request.ts'
import { z } from './schema.ts'
import { once } from './store.ts'

export type { Asked } from './declared.ts'

/** What every request carries once it was let in. */
export type ApiEnv = { Variables: { actor: Actor } }
export type Api = OpenAPIHono<ApiEnv>

/**
 * An app for the routes of a room. `read` adds a GET, `command` a POST: checked against its schemas, carried out at most once in
 * one transaction, described in the OpenAPI document. `question` adds a POST that changes nothing, and so needs no key of its own.
 * A handler sees only valid, allowed requests.
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
    question: <R extends z.ZodType, B extends z.ZodType>(operation: Question<B, R>) => {
      app.openAPIRegistry.registerPath(describedQuestion(operation))
      app.post(operation.path, async context => {
        if (context.var.actor.role === 'partner') return answerProblem(context, onlyCompany)
        return answer(context, await runQuestion({ operation, database }, context))
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

type Answering<B extends z.ZodType, R extends z.ZodType> = {
  readonly operation: Question<B, R>
  readonly database: Database
}

const runQuestion = async <B extends z.ZodType, R extends z.ZodType>(
  { operation, database }: Answering<B, R>,
  context: Context<ApiEnv>,
): Promise<Reply<z.input<R>>> => {
  const sent = await sentWith(context, { params: empty, query: empty, body: operation.body })
  if (sent.is === 'refused') return sent
  const asked = sent.body.asked as Asked<unknown, unknown, z.output<B>>
  return operation.run({ ...asked, actor: context.var.actor, database })
}

type Sent = { readonly content: string; readonly asked: Readonly<Record<keyof Parts, unknown>> }

/** What a POST brings, held against its schemas, and its body as it came. */
const sentWith = async (context: Context<ApiEnv>, parts: Parts): Promise<Reply<Sent>> => {
  const content = await context.req.text()
  const json = jsonOf(context.req, content)
  if (json.is === 'refused') return json
  const checked = checkedParts(parts, { params: context.req.param(), query: context.req.query(), body: json.body })
  return checked.is === 'refused' ? checked : { is: 'answered', body: { content, asked: checked.body } }
}

const runCommand = async <P extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  context: Context<ApiEnv>,
  database: Database,
  operation: Write<P, B, R>,
): Promise<Response> => {
  const { actor } = context.var
  const key = commandKeyOf(context.req)
  if (key.is === 'refused') return answerProblem(context, key.problem)
  const sent = await sentWith(context, { params: operation.params ?? empty, query: empty, body: operation.body })
  if (sent.is === 'refused') return answerProblem(context, sent.problem)
  const { content } = sent.body
  const asked = sent.body.asked as Asked<z.output<P>, unknown, z.output<B>>
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
