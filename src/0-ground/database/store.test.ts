import { expect, test } from 'vitest'
import { always, instant } from '#ground/period'
import { temporaryFolder } from '../../../test/database.processes.ts'
import { DatabaseUnavailable, timestamp } from './index.ts'
import { inTransaction, openDatabase } from './store.ts'

test("the README's example: one owner, one guest, and a stranger who is refused", async () => {
  const dataFolder = await temporaryFolder()
  const owner = await openDatabase({ dataFolder, durability: 'none' })
  await owner.pool.query('create table visit (at timestamptz, until timestamptz, cents int8)')

  const [at, until] = [timestamp(instant('2011-10-31T16:20:00Z')), timestamp(always.until)]
  await inTransaction(owner.database, transaction =>
    transaction
      .insertInto('visit' as never)
      .values({ at, until, cents: 1250 })
      .execute(),
  )

  const guest = await openDatabase({ dataFolder, role: 'guest-if-running' })
  const { rows } = await guest.pool.query('select at, until, sum(cents)::int8 as cents from visit group by at, until')
  expect(rows).toEqual([{ at: instant('2011-10-31T16:20:00Z'), until: always.until, cents: 1250 }])

  await expect(openDatabase({ dataFolder })).rejects.toThrow(DatabaseUnavailable)
  await guest.close()
  await owner.close()
  await owner.close()
})
