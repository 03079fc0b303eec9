import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { closedUntil } from '#volume/ledger/store.ts'
import { periodNumber } from '#volume/ledger'
import { contentOf, whyNotYet, type ComputedMonth, type Run } from '#earnings/run/store.ts'
import { countSuspicions } from '#referral/voucher/store.ts'
import type { CheckName, RunCheck, RunSums } from '../../runs.ts'
import { highest, type Ranked } from '#volume/explanation'
import { refsOf } from '../refs.ts'
import { amountOf, type Earned } from './earned.ts'

export type Checking = {
  readonly computed: ComputedMonth
  readonly run: Run | undefined
  readonly sums: RunSums
  readonly earned: Earned
  readonly earnedBefore: Earned | undefined
  readonly at: Instant
}

type Found = {
  readonly name: CheckName
  readonly level: 'look' | 'stop'
  readonly count: number
  readonly contacts?: readonly number[]
}

const mostContacts = 8

/** What is looked at before a month is closed. */
export const checksOf = async (database: Database, checking: Checking): Promise<RunCheck[]> => {
  const found: Found[] = [
    ...(await obstacles(database, checking)),
    await returnsWithoutOrder(database, checking),
    payout(checking),
    debtors(checking),
    await withoutAddress(database, checking),
    { name: 'vouchers reviewed', level: 'look', count: await countSuspicions(database) },
    jumps(checking),
  ]
  const shown = found.map(each => ({ ...each, contacts: (each.contacts ?? []).slice(0, mostContacts) }))
  const refs = await refsOf(
    database,
    shown.flatMap(({ contacts }) => contacts as ContactNumber[]),
  )
  return shown.map(({ name, level, count, contacts }) => ({
    name,
    is: count === 0 ? 'fine' : level,
    count,
    contacts: contacts.map(contact => refs(contact as ContactNumber)),
  }))
}

const obstacle = (name: CheckName, is: boolean): Found => ({ name, level: 'stop', count: is ? 1 : 0 })

const obstacles = async (database: Database, { computed, run, at }: Checking): Promise<Found[]> => {
  const { period } = computed.terms
  const because = await whyNotYet(database, { period, at, computed, closed: await closedUntil(database) })
  return [
    obstacle('month over', because.includes('month not over')),
    obstacle('earlier months closed', because.includes('an earlier month is open')),
    obstacle('orders booked', because.includes('orders not booked')),
    // Of a draft that nobody has made nothing can be said.
    ...(run === undefined ? [] : [obstacle('draft up to date', contentOf(computed) !== run.content)]),
  ]
}

const returnsWithoutOrder = async (database: Database, { computed }: Checking): Promise<Found> => {
  const { rows } = await sql<{ contact: number; count: number }>`
    select contact_id as contact, count(*)::int as count from volume.entry
    where period = ${periodNumber(computed.terms.period)} and order_line_id is null group by 1 order by sum(net)`.execute(
    database,
  )
  const count = rows.reduce((total, row) => total + row.count, 0)
  return { name: 'returns without order', level: 'look', count, contacts: rows.map(row => row.contact) }
}

const payout = ({ computed, sums }: Checking): Found => {
  const allowed = computed.terms.plan['payout at most']
  const isTooMuch = sums.total * 1_000_000 > allowed * Math.max(sums.turnover, 0)
  return { name: 'payout within the plan', level: 'look', count: isTooMuch ? 1 : 0 }
}

const rowsThat = ({ contacts, amounts }: Earned, is: (row: number) => boolean): Ranked => ({
  numbers: contacts.filter((_, row) => is(row)),
  amounts: amounts.filter((_, row) => is(row)),
})

const mostOf = ({ numbers, amounts }: Ranked, sign: 1 | -1): number[] => {
  const signed = Float64Array.from(amounts, amount => sign * amount)
  return highest({ numbers, amounts: signed }, { after: undefined, limit: mostContacts }).map(row => numbers[row]!)
}

const debtors = ({ earned }: Checking): Found => {
  const owing = rowsThat(earned, row => earned.amounts[row]! < 0)
  return { name: 'nobody owes', level: 'look', count: owing.numbers.length, contacts: mostOf(owing, -1) }
}

// Read as a column: of a large company many may lack it.
const withoutAddress = async (database: Database, { earned }: Checking): Promise<Found> => {
  const { id } = await selectColumns(database, {
    query: `select id from people.contact
      where coalesce(street, '') = '' or coalesce(postal_code, '') = '' or coalesce(city, '') = '' order by id`,
    columns: { id: 'int4' },
  })
  const paid = id.filter(contact => amountOf(earned, contact) > 0)
  return {
    name: 'addresses of the paid',
    level: 'look',
    count: paid.length,
    contacts: [...paid.subarray(0, mostContacts)],
  }
}

const large = 100_00
const manyTimes = 3

const jumps = ({ earned, earnedBefore }: Checking): Found => {
  const hasJumped = (row: number) => {
    const [now, before] = [
      earned.amounts[row]!,
      earnedBefore === undefined ? 0 : amountOf(earnedBefore, earned.contacts[row]!),
    ]
    return earnedBefore !== undefined && now - before >= large && now >= manyTimes * before
  }
  const jumped = rowsThat(earned, hasJumped)
  return { name: 'jumps', level: 'look', count: jumped.numbers.length, contacts: mostOf(jumped, 1) }
}
