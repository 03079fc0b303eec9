import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { readColumns } from './columns.ts'

const { pool } = await testDatabase()

const shape = { number: 'int4', amount: 'int8' } as const

const read = async (query: string, rows?: number) => {
  const client = await pool.connect()
  try {
    const columns = await readColumns(client, { query, columns: shape, ...(rows === undefined ? {} : { rows }) })
    return { number: [...columns.number], amount: [...columns.amount] }
  } finally {
    client.release()
  }
}

describe('a query is read into columns', () => {
  test.each`
    query                                                              | number                             | amount                                   | why
    ${'select 7, -5::int8'}                                            | ${[7]}                             | ${[-5]}                                  | ${'one row'}
    ${'select 1, 1::int8 where false'}                                 | ${[]}                              | ${[]}                                    | ${'no row'}
    ${'values (2147483647, 9007199254740991), (-2147483648, 0::int8)'} | ${[2_147_483_647, -2_147_483_648]} | ${[Number.MAX_SAFE_INTEGER, 0]}          | ${'the greatest values'}
    ${'values (0, -9007199254740991::int8), (-1, -4294967296)'}        | ${[0, -1]}                         | ${[Number.MIN_SAFE_INTEGER, -(2 ** 32)]} | ${'the smallest values'}
  `('$why', async ({ query, ...expected }) => {
    const { why: _, ...columns } = expected
    expect(await read(query as string)).toEqual(columns)
  })

  test.each([undefined, 10, 100_000, 500_000])('a hundred thousand rows when %s were announced', async announced => {
    const { number, amount } = await read('select n, n * -3000000000 from generate_series(1, 100000) n', announced)
    expect(number).toHaveLength(100_000)
    expect(number.every((value, row) => value === row + 1)).toBe(true)
    expect(amount.every((value, row) => value === (row + 1) * -3_000_000_000)).toBe(true)
  })

  test('inside a transaction it sees what the transaction did', async () => {
    const client = await pool.connect()
    await client.query('begin')
    await client.query('create temporary table t on commit drop as select 1 as number, 2::int8 as amount')
    const { amount } = await readColumns(client, { query: 'select number, amount from t', columns: shape })
    await client.query('rollback')
    client.release()
    expect([...amount]).toEqual([2])
  })
})

describe('what is no such table is refused, and the connection can be used again', () => {
  test.each`
    query                                                                   | says
    ${'select n, nullif(n, 900)::int8 from generate_series(1, 50000) n'}    | ${'column amount is null in a row'}
    ${'select null::int4, 1::int8'}                                         | ${'column number is null in a row'}
    ${'select 1::int8, 1::int8'}                                            | ${'column number is no int4'}
    ${'select 1, 1'}                                                        | ${'column amount is no int8'}
    ${'select 1'}                                                           | ${'the query has 1 columns, asked were 2'}
    ${'select 1, 9007199254740992::int8'}                                   | ${'beyond the safe range'}
    ${'select 1, -9007199254740993::int8'}                                  | ${'beyond the safe range'}
    ${'select 1, x'}                                                        | ${'column "x" does not exist'}
    ${'select n, (1 / (n - 40000))::int8 from generate_series(1, 50000) n'} | ${'division by zero'}
  `('$says: $query', async ({ query, says }) => {
    const client = await pool.connect()
    await expect(readColumns(client, { query: query as string, columns: shape })).rejects.toThrow(says as string)
    expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
    expect((await readColumns(client, { query: 'select 3, 4::int8', columns: shape })).number).toEqual(Int32Array.of(3))
    client.release()
  })

  test('a connection that breaks on the way', async () => {
    const client = await pool.connect()
    client.on('error', () => undefined)
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const reading = readColumns(client, {
      query: 'select n, n::int8 from generate_series(1, 100000) n where pg_sleep(0.001) is not null',
      columns: shape,
    })
    await Promise.all([
      expect(reading).rejects.toThrow(/terminat/iu),
      pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]),
    ])
    client.release(true)
  })
})

const message = (code: string, content: Buffer) => {
  const head = Buffer.alloc(5)
  head.write(code)
  head.writeInt32BE(content.length + 4, 1)
  return Buffer.concat([head, content])
}

const rowOf = ({ number, amount }: { number: number; amount: number }) => {
  const row = Buffer.alloc(22)
  row.writeInt16BE(2, 0)
  row.writeInt32BE(4, 2)
  row.writeInt32BE(number, 6)
  row.writeInt32BE(8, 10)
  row.writeBigInt64BE(BigInt(amount), 14)
  return row
}

// The parts of a whole, cut at these places.
const cut = (whole: Buffer, places: readonly number[]) => {
  const edges = [0, ...places.map(place => place % (whole.length + 1)).toSorted((a, b) => a - b), whole.length]
  return edges.slice(1).map((edge, part) => whole.subarray(edges[part], edge))
}

// Plays the server: the bytes arrive in these pieces, and pg gets what comes after the copy.
const clientHearing = (pieces: readonly Buffer[], after: string[]) => {
  const stream = new EventEmitter()
  stream.on('data', (bytes: Buffer) => after.push(bytes.toString()))
  const query = (copy: {
    submit: (connection: unknown) => void
    handleCommandComplete: () => void
    handleReadyForQuery: () => void
  }) => {
    copy.submit({ stream, query: () => undefined })
    for (const piece of pieces) stream.emit('data', piece)
    copy.handleCommandComplete()
    copy.handleReadyForQuery()
  }
  return { query } as unknown as pg.ClientBase
}

test('however the server packs its rows and the network cuts its bytes, the columns are the same', async () => {
  const rows = fc.array(fc.record({ number: fc.integer(), amount: fc.maxSafeInteger() }), { maxLength: 20 })
  const places = fc.array(fc.nat(), { maxLength: 8 })
  const sendings = fc.record({ told: rows, packed: places, arrived: places, oneEach: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(sendings, async ({ told, packed, arrived, oneEach }) => {
      const header = Buffer.concat([Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'), Buffer.alloc(8)])
      const end = Buffer.from([0xff, 0xff])
      const contents = oneEach
        ? [header, ...told.map(rowOf), end]
        : cut(Buffer.concat([header, ...told.map(rowOf), end]), packed)
      const bytes = Buffer.concat([
        message('H', Buffer.alloc(7)),
        ...contents.map(content => message('d', content)),
        message('N', Buffer.from('by the way')),
        message('c', Buffer.alloc(0)),
        Buffer.from('Cafterwards'),
      ])
      const after: string[] = []
      const columns = await readColumns(clientHearing(cut(bytes, arrived), after), { query: '', columns: shape })
      expect([...columns.number]).toEqual(told.map(({ number }) => number))
      expect([...columns.amount]).toEqual(told.map(({ amount }) => amount))
      expect(after.join('')).toBe('Cafterwards')
    }),
  )
})
