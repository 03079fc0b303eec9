import type { ActionFunctionArgs } from 'react-router'
import { idOf } from '../../ui/asked.ts'
import { deskWorld } from '../../ui/context.ts'
import { readSlip } from './slip-given.ts'

const problem = (status: number, title: string, more: Readonly<Record<string, string>> = {}) =>
  Response.json({ title, status, ...more }, { status, headers: { 'content-type': 'application/problem+json' } })

/** Takes one order that a phone took down. Sent twice it is taken once; what stands in its way is in the answer. */
export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const party = idOf('party', params['id'])
  const read = readSlip(await request.json().catch(() => undefined))
  if (read.is === 'refused') return problem(400, `${read.field} is wrong`, { field: read.field })
  const taken = await parties.take({ ...read.given, party })
  if (taken.is === 'taken') return Response.json({ slip: taken.slip })
  return problem(taken.because === 'no such party' ? 404 : 422, taken.because)
}
