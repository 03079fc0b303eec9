import type { ContactNumber } from '#ground/identity'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { approveRun, askToClose, draftRun } from '#earnings/run/store.ts'
import type { RunsOffice } from '../../runs.ts'
import { carryOut, type PersonalNeeds } from '../carry-out.ts'
import type { Context } from '../month.ts'
import { highestPage } from '../pages.ts'
import { isFound } from '#people/contact/store.ts'
import { numberOf, refsOf } from '../refs.ts'
import { openedLine, partnerEarnings } from './earnings.ts'
import { allSight, ruleLines } from './lines.ts'
import { amountOf, earnedIn, hasLine, type Earned } from './earned.ts'
import { listedRuns, monthAndRun } from './rows.ts'
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
      return number === undefined ? null : partnerEarnings(database, number, { period, sightOf: allSight })
    },
    lines: async (period, { partner, ...asked }) => {
      const number = await numberOf(database, partner)
      return number === undefined ? null : ruleLines(database, number, { period, sightOf: allSight, ...asked })
    },
    line: (period, place) => openedLine(database, place, { period, sightOf: allSight }),
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
) => ReturnType<RunsOffice['partners']> = async ({ database }, period, { q, of, cursor }) => {
  const found = await monthAndRun(database, period)
  if (found === null) return null
  const { standing } = found.computed.month
  const matching = await ofName(database, earnedIn(found.computed, of ?? 'all'), q)
  const { positions, next } = highestPage({ numbers: matching.contacts, amounts: matching.amounts }, cursor)
  const contacts = positions.map(position => matching.contacts[position] as ContactNumber)
  const refs = await refsOf(database, contacts)
  return {
    total: matching.contacts.length,
    rows: contacts.map((contact, row) => ({
      contact: refs(contact),
      rank: found.computed.terms.plan.ranks[standing.ranks[contact] ?? -1]?.name ?? null,
      amount: matching.amounts[positions[row]!] as Cents,
    })),
    next,
  }
}

// Found as contacts are found everywhere, by index.
const ofName = async (database: Database, earned: Earned, q: string): Promise<Earned> => {
  if (q.trim() === '') return earned
  const { rows } = await sql<{ id: number }>`
    select id from people.contact where ${isFound({ search: q, merged: 'listed' })} order by id`.execute(database)
  const contacts = Int32Array.from(rows, ({ id }) => id).filter(contact => hasLine(earned, contact))
  return { contacts, amounts: Float64Array.from(contacts, contact => amountOf(earned, contact)) }
}
