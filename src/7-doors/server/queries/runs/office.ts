import type { ContactNumber } from '#ground/identity'
import { cursorOf } from '#ground/http'
import type { Period } from '#ground/period'
import { approveRun, askToClose, draftRun } from '#earnings/run/store.ts'
import type { RunsOffice } from '../../runs.ts'
import { carryOut, type PersonalNeeds } from '../carry-out.ts'
import type { Context } from '../month.ts'
import { pageSize, placeOf } from '../pages.ts'
import { numberOf, refsOf } from '../refs.ts'
import { openedLine, partnerEarnings } from './earnings.ts'
import { earnedBy, listedRuns, monthAndRun } from './rows.ts'
import { runView } from './view.ts'

/** What the company's pages about commission runs ask. */
export const runsOffice = (context: Context, needs: PersonalNeeds): RunsOffice => {
  const { database, currentPeriod } = context
  const person = async () => needs.personOf(await needs.actor())
  return {
    runs: () => listedRuns(database, currentPeriod),
    run: async period => runView(database, period, { currentPeriod, at: needs.clock(), person: await person() }),
    partners: (period, asked) => partnersPage(context, period, asked),
    partner: async (period, id) => {
      const number = await numberOf(database, id)
      return number === undefined ? null : partnerEarnings(database, period, number)
    },
    line: (period, place) => openedLine(database, period, place),
    ...runCommands(needs),
  }
}

const runCommands = ({
  database,
  clock,
  actor,
  personOf,
}: PersonalNeeds): Pick<RunsOffice, 'draft' | 'approve' | 'close'> => {
  const doing =
    <T extends { readonly is: string }>(
      request: string,
      act: (asked: { period: Period; by: string; at: ReturnType<typeof clock> }) => Promise<T>,
    ) =>
    async ({ commandId, period }: { readonly commandId: string; readonly period: Period }): Promise<T> => {
      const by = await actor()
      const person = await personOf(by)
      // A month is read on connections of its own. Told again before it was remembered, it does the same.
      return carryOut(database, { actor: by, commandId, request, content: { period } }, () =>
        act({ period, by: person, at: clock() }),
      )
    }
  return {
    draft: doing('draft run', async asked => {
      const drafted = await draftRun(database, asked)
      return drafted.is === 'drafted' ? { is: 'drafted' as const } : drafted
    }),
    approve: doing('approve run', asked => approveRun(database, asked)),
    close: doing('close run', asked => askToClose(database, asked)),
  }
}

const partnersPage: (
  context: Context,
  period: Period,
  asked: Parameters<RunsOffice['partners']>[1],
) => ReturnType<RunsOffice['partners']> = async ({ database }, period, { q, cursor }) => {
  const found = await monthAndRun(database, period)
  if (found === null) return null
  const { standing } = found.computed.month
  const earned = [...earnedBy(found.computed)].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const refs = await refsOf(
    database,
    earned.map(([contact]) => contact as ContactNumber),
  )
  const wanted = q.toLowerCase()
  const matching = earned.filter(([contact]) =>
    refs(contact as ContactNumber)
      .name.toLowerCase()
      .includes(wanted),
  )
  const after = placeOf(cursor, ['number', 'contact'])
  const start = after === undefined ? 0 : matching.findIndex(([contact]) => contact === after[1]) + 1
  const rows = matching.slice(start, start + pageSize)
  const last = rows.at(-1)
  return {
    total: matching.length,
    rows: rows.map(([contact, amount]) => ({
      contact: refs(contact as ContactNumber),
      rank: found.computed.terms.plan.ranks[standing.ranks[contact] ?? -1]?.name ?? null,
      amount,
    })),
    next: last === undefined || matching.length <= start + pageSize ? null : cursorOf([last[1], last[0]]),
  }
}
