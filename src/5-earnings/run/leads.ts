import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import type { Plan } from '#earnings/plan'

/**
 * By contact the house for whoever is a lead of the company: he came alone, and by its rule (in turn, or by postcode) was given to a partner.
 * Undefined where no rule of the plan splits leads.
 */
export const leadsIn = async (
  database: Database,
  { plan, sponsors }: { readonly plan: Plan; readonly sponsors: Int32Array },
): Promise<Int32Array | undefined> => {
  if (!plan.bonuses.some(({ kind }) => kind === 'lead split')) return undefined
  const house = sponsors.indexOf(-1)
  const { contacts } = await selectColumns(database, {
    query: `select contact_id from (
        select distinct on (contact_id) contact_id, decided_by, sponsor_id from referral.attribution order by contact_id, id desc
      ) last where decided_by = 'rule' and sponsor_id <> ${house}`,
    columns: { contacts: 'int4' },
  })
  const leads = new Int32Array(sponsors.length).fill(-1)
  for (const contact of contacts) if (contact < leads.length) leads[contact] = house
  return leads
}
