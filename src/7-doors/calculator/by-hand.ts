import { moment, optional, readTable, text, type RowOf, type Source } from '#ground/table'
import { dayFinder, type Zone } from '#ground/period'
import type { RankByHand } from '#earnings/volume'
import type { Contacts, Reading } from './contacts.ts'

type Task = Reading & { readonly contacts: Contacts; readonly ranks: readonly string[] }

const columnsIn = (zone: Zone) => ({
  partner: text('the id of a contact'),
  rank: text('the name of a rank'),
  from: moment(zone),
  until: optional(moment(zone)),
  reason: text('the reason'),
})

type Row = RowOf<ReturnType<typeof columnsIn>>

/** Reads the ranks that the company gave by hand. What is wrong goes to the problems. */
export const readRanksByHand = (source: Source, task: Task): RankByHand[] => {
  const { contacts, zone, problems } = task
  const dayOf = dayFinder(zone)
  const given: RankByHand[] = []
  const visit = (row: Row) => {
    const refusal = refusalOf(row, task)
    if (refusal !== undefined || !contacts.isWhole) return refusal
    const { rank, reason, from, until } = row
    const days = { from: dayOf(from), until: until === undefined ? undefined : dayOf(until) }
    given.push({ partner: contacts.numbers.get(row.partner)!, rank, reason, ...days })
    return undefined
  }
  readTable(columnsIn(zone), { source, problems, visit })
  return given
}

const refusalOf = (
  row: Row,
  { contacts, ranks }: Task,
): { readonly column: keyof Row; readonly expected: string } | undefined => {
  if (contacts.isWhole && !contacts.numbers.has(row.partner))
    return { column: 'partner', expected: `the id of a contact in ${contacts.file}` }
  if (!ranks.includes(row.rank)) return { column: 'rank', expected: `one of the plan's ranks: ${ranks.join(', ')}` }
  if (row.until !== undefined && row.until < row.from)
    return { column: 'until', expected: 'a day no earlier than from, or nothing while it is open' }
  return undefined
}
