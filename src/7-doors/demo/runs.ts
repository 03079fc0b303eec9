import type { Database } from '#ground/database'
import { boundsOf, zone, type Period } from '#ground/period'
import { approveRun, closeRun, draftRun } from '#earnings/run/store.ts'
import type { Progress } from '#doors/connectors'

const office = 'office@demo.example'
const audit = 'revision@demo.example'

const months = [
  '2010-12',
  '2011-01',
  '2011-02',
  '2011-03',
  '2011-04',
  '2011-05',
  '2011-06',
  '2011-07',
  '2011-08',
] as const
const drafted = '2011-09' as Period

/** Closes the demo's first months, each drafted and approved on the days after it, and drafts the next: two people of the company. */
export const closeDemoMonths = async (database: Database, progress: Progress): Promise<void> => {
  for (const [done, period] of (months as readonly string[] as readonly Period[]).entries()) {
    const { until: at } = boundsOf(period, zone('Europe/London'))
    await draftRun(database, { period, by: office, at })
    await approveRun(database, { period, by: audit, at })
    const closed = await closeRun(database, { period, by: office, at, progress: () => undefined })
    if (closed.is === 'refused') throw new Error(`the demo's month ${period} is not closed: ${closed.because}`)
    progress.tell({ what: 'closed months', done, of: months.length })
  }
  await draftRun(database, { period: drafted, by: office, at: boundsOf(drafted, zone('Europe/London')).until })
}
