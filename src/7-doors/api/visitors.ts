import type { MiddlewareHandler } from 'hono'
import type { Database } from '#ground/database'
import { problem } from '#ground/http'
import { answerProblem, type ApiEnv } from '#ground/http/operation.ts'
import { z } from '#ground/http/schema.ts'
import type { TooMany } from '#doors/attempt'
import { triesOf, type Tries } from '#doors/attempt/store.ts'

const told = z.looseObject({
  visitor: z.string().trim().min(1),
  voucher: z.string().nullish(),
  contact: z.unknown().optional(),
  buyer: z.looseObject({ email: z.string() }),
})

type Told = z.infer<typeof told>

const tooMany = problem(
  429,
  'too many attempts',
  'This visitor has tried too often; Retry-After says when he may again.',
)

const countAll = async (tries: Tries, { voucher, contact, buyer }: Told): Promise<TooMany | undefined> => {
  const guest = contact === undefined ? await tries.count('order', buyer.email) : undefined
  if (guest?.is === 'refused') return guest
  const code = typeof voucher === 'string' ? await tries.count('voucher') : undefined
  return code?.is === 'refused' ? code : undefined
}

const nobodys = new Set(['/problems/voucher-unknown', '/problems/voucher-mistyped'])

const isNobodys = async (answer: Response): Promise<boolean> => {
  if (answer.status !== 409) return false
  const { type } = (await answer.clone().json()) as { readonly type?: string }
  return nobodys.has(type ?? '')
}

/**
 * A shop front's visitors are limited as those of our own pages are, where it tells them apart: what the front itself sends is not,
 * since all its visitors would share it. A request that has not the form is the route's to refuse.
 */
export const limitVisitors =
  (database: Database): MiddlewareHandler<ApiEnv> =>
  async (context, next) => {
    const { success, data } = told.safeParse(await context.req.json().catch(() => undefined))
    if (!success) return next()
    const tries = triesOf(database, `${context.var.actor.id} ${data.visitor}`)
    const refused = await countAll(tries, data)
    if (refused !== undefined) {
      context.header('Retry-After', String(refused.retryAfter))
      return answerProblem(context, tooMany)
    }
    await next()
    if (typeof data.voucher === 'string' && !(await isNobodys(context.res))) await tries.forgive('voucher')
    return undefined
  }
