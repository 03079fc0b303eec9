import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import { periodNumber } from '#volume/ledger'
import type { Plan } from '#earnings/plan'
import type { Terms } from './facts.ts'

/** A text as SQL writes it; queries that fill columns take no parameters. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The product groups a plan names; all others are the same to it. */
export const groupsOfPlan = (plan: Plan): string[] => {
  const filtered = Object.values(plan.volumes).flatMap(volume => [
    ...(volume.groups ?? []),
    ...(volume['without groups'] ?? []),
  ])
  return [...new Set([...Object.keys(plan['product groups']), ...filtered])].sort()
}

/** Of a line's product group its place among those of the plan, -1 for any other. */
export const placeOfGroup = (plan: Plan): string =>
  `coalesce(array_position(array[${groupsOfPlan(plan).map(literal).join(', ')}]::text[], line.product_group), 0) - 1`

/**
 * What counts as the month's turnover for a plan: all its entries but returns whose class takes no commission back, and returns of
 * what a run settled in an earlier month, which are taken back at the rates of then.
 */
export const countedIn = ({ period, since, takesBack }: Pick<Terms, 'period' | 'since' | 'takesBack'>): string =>
  `(entry.return_line_id is null or (${takesCommissionBack(takesBack)} and not exists (
    select from volume.entry sold where sold.order_line_id = entry.order_line_id and sold.return_line_id is null and sold.split_id is null
      and sold.period < ${periodNumber(period)} and sold.period >= ${periodNumber(since)})))`

/** Whether a return takes commissions back: by its class, and where nobody told one. */
export const takesCommissionBack = (classes: readonly string[]): string =>
  `exists (select from sales.return_line back join sales.return as returned on returned.id = back.return_id
    where back.id = entry.return_line_id and coalesce(returned.reason_class = any(array[${classes.map(literal).join(', ')}]::text[]), true))`

/** A month's entries as the ledger has them: how many, and sums that no change of any of them leaves as they are. */
export type Ledger = { readonly entries: number; readonly net: number; readonly check: number }

export const ledgerOf = async (database: Database, period: Period): Promise<Ledger> => {
  const { rows } = await sql<Ledger>`
    select count(*)::int as entries, coalesce(sum(net), 0)::bigint as net,
      coalesce(sum(('x' || left(md5(concat_ws(' ', uuid, contact_id, order_line_id, return_line_id, net, points, direct_owner_id,
        nearest_owner_id, recruited_owner_id)), 8))::bit(32)::bigint), 0)::bigint as check
    from volume.entry where period = ${periodNumber(period)}`.execute(database)
  return rows[0]!
}

type Counting = { readonly isOwn: boolean; readonly group: string | undefined }

/** Whether an entry counts in a volume of the plan, by whose it is and by its product group. */
export const isCounted = (rule: Plan['volumes'][string], { isOwn, group }: Counting): boolean => {
  if ((rule.sum === 'personal' && !isOwn) || (rule.sum === 'customers' && isOwn)) return false
  if (rule.groups !== undefined && (group === undefined || !rule.groups.includes(group))) return false
  return group === undefined || !(rule['without groups']?.includes(group) ?? false)
}
