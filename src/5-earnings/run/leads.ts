import type { Database } from '#ground/database'
import type { Instant } from '#ground/period'
import { leadGivers } from '#referral/lead/store.ts'
import type { Plan } from '#earnings/plan'

type Asked = { readonly plan: Plan; readonly until: Instant; readonly size: number }

/** By contact who gave him as a lead, as it held at the month's end. Undefined where no rule of the plan splits leads. */
export const leadsIn = (database: Database, { plan, ...asked }: Asked): Promise<Int32Array> | undefined =>
  plan.bonuses.some(({ kind }) => kind === 'lead split') ? leadGivers(database, asked) : undefined
