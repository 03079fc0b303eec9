import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#ground/period'

export type PlanTable = {
  version: Generated<number>
  name: string
  from_period: number
  text: string
  added_at: ColumnType<Instant, undefined, never>
  added_by: string
}
