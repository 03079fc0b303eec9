import { describe, expect, test } from 'vitest'
import { always, instant } from '#ground/period'
import { testDatabase } from '../../../test/database.ts'
import { parseInt8, parseTimestamp, timestamp } from './index.ts'

describe('without a database', () => {
  test.each`
    text                                  | iso                              | why
    ${'2011-10-31 16:20:00+00'}           | ${'2011-10-31T16:20:00.000Z'}    | ${'Greenwich'}
    ${'2011-10-31 17:20:00.5+01'}         | ${'2011-10-31T16:20:00.500Z'}    | ${'a tenth'}
    ${'2011-10-31 21:50:00.123999+05:30'} | ${'2011-10-31T16:20:00.123Z'}    | ${'microseconds are cut off'}
    ${'2011-10-31 11:20:00-05'}           | ${'2011-10-31T16:20:00.000Z'}    | ${'west of Greenwich'}
    ${'1890-01-01 00:53:28+00:53:28'}     | ${'1890-01-01T00:00:00.000Z'}    | ${'local mean time with seconds'}
    ${'0044-03-15 12:00:00+00 BC'}        | ${'-000043-03-15T12:00:00.000Z'} | ${'before Christ'}
  `('a moment is read: $why', ({ text, iso }) => {
    expect(new Date(parseTimestamp(text)).toISOString()).toBe(iso)
  })

  test('what is no moment throws', () => {
    expect(() => parseTimestamp('yesterday')).toThrow('is not a moment')
  })

  test.each(['9007199254740992', '-9007199254740992', '9223372036854775807', '1.5'])(
    'an int8 of %s throws, because a rounded amount is worse than none',
    text => expect(() => parseInt8(text)).toThrow('beyond the safe range'),
  )

  test('a moment is written as a Date, the end of all time as infinity, and nothing begins before all time', () => {
    const at = instant('2011-10-31T16:20:00Z')
    expect(timestamp(at)).toEqual(new Date(at))
    expect(timestamp(always.until)).toBe('infinity')
    expect(() => timestamp(always.from)).toThrow('before all time')
  })
})

describe('from PostgreSQL', async () => {
  const { pool, libraryPool } = await testDatabase()
  const read = async (expression: string) =>
    (await pool.query<{ value: unknown }>(`select ${expression} as value`)).rows[0]!.value

  test.each`
    expression                                    | value
    ${'9007199254740991::int8'}                   | ${9007199254740991}
    ${'array[1, null, -2]::int8[]'}               | ${[1, null, -2]}
    ${'null::int8'}                               | ${null}
    ${'sum(1::int8)'}                             | ${'1'}
    ${'12.50::numeric'}                           | ${'12.50'}
    ${"date '2011-10-31'"}                        | ${'2011-10-31'}
    ${"timestamptz '2011-10-31 17:20+01'"}        | ${instant('2011-10-31T16:20:00Z')}
    ${"'infinity'::timestamptz"}                  | ${always.until}
    ${"'-infinity'::timestamptz"}                 | ${always.from}
    ${"array['infinity', null]::timestamptz[]"}   | ${[always.until, null]}
    ${"timestamptz '2011-10-31 00:30+01' ::date"} | ${'2011-10-30'}
  `('$expression is read as $value', async ({ expression, value }) => {
    expect(await read(expression)).toEqual(value)
  })

  test('an int8 beyond the safe range throws', async () => {
    await expect(read('9007199254740992::int8')).rejects.toThrow('beyond the safe range')
  })

  test('a moment comes back as it was written', async () => {
    for (const at of [instant('2011-10-31T16:20:00.123Z'), always.until]) {
      const { rows } = await pool.query('select $1::timestamptz as at', [timestamp(at)])
      expect(rows).toEqual([{ at }])
    }
  })

  test('libraries of others get their usual Dates', async () => {
    const { rows } = await libraryPool.query("select timestamptz '2011-10-31 16:20Z' as at, 5::int8 as number")
    expect(rows).toEqual([{ at: new Date('2011-10-31T16:20:00Z'), number: '5' }])
  })
})
