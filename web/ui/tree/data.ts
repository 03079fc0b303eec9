import type { Tree, TreeAsked } from '#doors/server'
import { contactIdOf, found } from '../asked.ts'
import { period } from '#ground/period'

/** So many a drawing takes: more would not be seen, and the rest is reached by looking "only from here". */
const mostDrawn = 20_000

/** The columns of the structure as JSON, for the drawing. @throws a 400 or 404 for what cannot be answered. */
export const treeData = async (
  request: Request,
  ask: (asked: TreeAsked) => Promise<Tree | null>,
): Promise<Response> => {
  const asked = new URL(request.url).searchParams
  const root = asked.get('root')
  const month = asked.get('period') ?? ''
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month)) throw new Response(null, { status: 400 })
  return Response.json(
    found(await ask({ period: period(month), root: root === null ? null : contactIdOf(root), limit: mostDrawn })),
  )
}
