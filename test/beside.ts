import { sql } from 'kysely'
import { besides } from '#ground/thread/store.ts'

// Work that tests of the thread beside a database give to it.

export const double = besides('double', (_, number: number) => Promise.resolve(2 * number))

/** Holds the processor until somebody opens the gate, and answers whether somebody did. */
export const standStill = besides('stand still', (_, gate: Int32Array) =>
  Promise.resolve(Atomics.wait(gate, 0, 0, 5_000) === 'timed-out' ? 'nobody came' : 'opened'),
)

export const addOne = besides('add one', (_, column: Int32Array) => {
  column[0]! += 1
  return Promise.resolve(column)
})

export const fail = besides('fail', async (database, how: 'range' | 'division' | 'function') => {
  if (how === 'range') throw new RangeError('too large')
  if (how === 'division') await sql`select 1 / 0`.execute(database)
  return () => undefined
})

export const die = besides('die', async (_, how: 'exit' | 'memory') => {
  if (how === 'exit') process.exit(3)
  const all: string[][] = []
  for (;;) all.push(Array.from({ length: 1_000_000 }, String))
})
