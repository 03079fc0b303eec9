import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { lines, openTrial } from './trial.ts'

const opened = await testDatabase()
const { database } = opened
const trial = openTrial(opened)
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.prospect('Dora', 'Cy')
})

const entries = async () => {
  const rows = await database.selectFrom('volume.entry').selectAll().orderBy('id').execute()
  return rows.map(row => `${company.nameOf(row.contact_id)} ${row.net / 100} ${row.points / 1000} ${row.role}`)
}

const kept = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select sold.reference, placed_at, paid_at, shipped_at, position, article, description, quantity, net::int, vat_rate as vat, points::int
    from sales."order" sold join sales.order_line on order_id = sold.id order by sold.reference, position`.execute(
    database,
  )
  return rows
}

const returned = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select back.reference, sold.reference as order, kind, reason, line.position, order_line.position as of, line.article, line.quantity,
      line.net::int, line.points::int
    from sales.return back join sales.return_line line on return_id = back.id left join sales."order" sold on sold.id = back.order_id
    left join sales.order_line on order_line.id = order_line_id order by back.happened_at, back.reference, line.position`.execute(
    database,
  )
  return rows
}

const counts = async () => {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from sales."order") as orders, (select count(*)::int from sales.order_line) as lines,
      (select count(*)::int from sales.return) as returns, (select count(*)::int from sales.event) as news,
      (select count(*)::int from volume.entry) as entries,
      (select last_value from pg_sequences where schemaname = 'sales' and sequencename = 'order_id_seq') as number_used`.execute(
    database,
  )
  return rows[0]
}

describe('a file is read', () => {
  const plain = lines(
    'order,contact,at,article,quantity,net,vat,points',
    '1,Cy,2026-02-01 10:00,Öl,2,10.50,19,1.5',
    '2,Cy,2026-02-02,B,1,3.00,7 %,',
    '1,Cy,2026-02-01 10:00,C,3,4.00,19,',
  )
  const german = lines(
    'Menge;Netto;MwSt;Punkte;Artikel;Datum;Kundennummer;Auftrag',
    '2;10,50;19 %;1,5;"Öl";2026-02-01 10:00;Cy;1',
    '1;3,00;7;;B;2026-02-02;Cy;2',
    '3;4,00;19,0;;C;2026-02-01 10:00;Cy;1',
  )

  test.each`
    how                                    | file
    ${'as it is'}                          | ${plain}
    ${'in German, with its decimal comma'} | ${german}
    ${'in Windows-1252'}                   | ${Buffer.from(german, 'latin1')}
    ${'with CRLF'}                         | ${german.replaceAll('\n', '\r\n')}
  `('$how', async ({ file }) => {
    expect(await trial.orders(file)).toEqual({
      code: 0,
      err: '',
      out: lines(
        'orders.csv: imported',
        '  2 orders new with 3 lines, net 17.50 EUR; 0 already there',
        '  3 entries booked in the ledger',
      ),
    })
    const at = Date.UTC(2026, 1, 1, 9)
    expect(await kept()).toMatchObject([
      {
        reference: '1',
        placed_at: at,
        paid_at: at,
        shipped_at: null,
        article: 'Öl',
        quantity: 2,
        net: 1050,
        vat: 1900,
        points: 1500,
      },
      { reference: '1', position: 2, article: 'C', quantity: 3, net: 400, points: 0 },
      { reference: '2', article: 'B', description: 'B', vat: 700 },
    ])
  })

  test('in the calculator’s form: a row is a line of one piece, whose article is the order', async () => {
    await trial.orders(
      lines('order,contact,at,kind,net,points', '1,Cy,2026-02-01,order,10,4', '1,Cy,2026-01-31,order,5,'),
    )
    expect(await kept()).toMatchObject([
      { article: '1', description: '1', quantity: 1, net: 1000, placed_at: Date.UTC(2026, 0, 30, 23) },
      { article: '1', quantity: 1, net: 500, placed_at: Date.UTC(2026, 0, 30, 23) },
    ])
  })

  test('with orders that are not paid yet: they are not turnover', async () => {
    await trial.orders(
      lines('order,contact,at,net,paid,shipped', '1,Cy,2026-02-01,10,2026-02-03,', '2,Cy,2026-02-01,20,,2026-02-02'),
    )
    expect(await kept()).toMatchObject([
      { paid_at: Date.UTC(2026, 1, 2, 23), shipped_at: null },
      { paid_at: null, shipped_at: Date.UTC(2026, 1, 1, 23) },
    ])
    expect(await entries()).toEqual(['Cy 10 0 customer'])
  })

  test('and a prospect is a customer from his first paid order on, wherever it stands', async () => {
    const { out } = await trial.orders(lines('order,contact,at,net', '2,Dora,2026-03-01,20', '1,Dora,2026-02-01,10'))
    expect(out).toContain('  1 prospect becomes a customer\n')
    expect(await entries()).toEqual(['Dora 10 0 customer', 'Dora 20 0 customer'])
  })

  test('and orders from before the contact joined are said so', async () => {
    const { out } = await trial.orders(lines('order,contact,at,net', '1,Cy,2025-12-01,10'))
    expect(out).toContain('note: 1 order from before the contact had joined')
    expect(await entries()).toEqual(['Cy 10 0 prospect'])
  })
})

describe('a wrong file changes nothing and is told by line and column:', () => {
  test.each`
    rows                                                                      | problem
    ${['1,Xy,2026-02-01,,1,10,,,']}                                           | ${'orders.csv:2: column "contact": found "Xy", expected the number of a contact who is there already; contacts are imported first'}
    ${['1,Cy,2026-02-01,,1,10,,,', 'X,Xy,2026-02-01,return,1,10,,,']}         | ${'orders.csv:3: column "contact": found "Xy", expected the number of a contact who is there already; contacts are imported first'}
    ${['1,Cy,1/2/2026,,1,10,,,']}                                             | ${'orders.csv:2: column "at": found "1/2/2026", expected a moment such as 2011-10-31 or 2011-10-31 16:20'}
    ${['1,Cy,2026-02-01,sale,1,10,,,']}                                       | ${'orders.csv:2: column "kind": found "sale", expected one of order, return'}
    ${['1,Cy,2026-02-01,,0,10,,,']}                                           | ${'orders.csv:2: column "quantity": found "0", expected at least 1 in an order'}
    ${['1,Cy,2026-02-01,,1.5,10,,,']}                                         | ${'orders.csv:2: column "quantity": found "1.5", expected a whole number such as 2'}
    ${['1,Cy,2026-02-01,,1,10.005,,,']}                                       | ${'orders.csv:2: column "net": found "10.005", expected an amount such as 12.50: this may be 10005.00 or 10.005, so write it without a thousands separator and with two decimals'}
    ${['1,Cy,2026-02-01,,1,10,0.19,,']}                                       | ${'orders.csv:2: column "vat": found "0.19", expected a rate such as 19 or 19 %'}
    ${['1,Cy,2026-02-01,return,,0,,,']}                                       | ${'orders.csv:2: column "net": found "0", expected an amount other than 0, or else a quantity'}
    ${['1,Cy,2026-02-02,,1,10,,2026-02-01,']}                                 | ${'orders.csv:2: column "paid": found 2026-02-01 00:00, expected a moment no earlier than the order was placed (2026-02-02 00:00)'}
    ${['1,Cy,2026-02-01,,1,10,,,', '1,Anna,2026-02-01,,1,10,,,']}             | ${'orders.csv:3: column "contact": found "Anna", expected "Cy" as in line 2 for the same order'}
    ${['1,Cy,2026-02-01,,1,10,,,', '1,Cy,2026-02-01,,1,10,,2026-02-01,']}     | ${'orders.csv:3: column "paid": found "2026-02-01", expected nothing as in line 2 for the same order'}
    ${['1,Cy,2026-02-02,,1,10,,,', '1,Cy,2026-02-01,return,1,10,,,']}         | ${'orders.csv:3: column "at": found 2026-02-01 00:00, expected a moment no earlier than the order was placed (2026-02-02 00:00)'}
    ${['1,Cy,2026-02-01,return,1,10,,,R', '2,Cy,2026-02-01,return,1,10,,,R']} | ${'orders.csv:3: column "order": found "2", expected "1" as in line 2 for the same return'}
  `('$problem', async ({ rows, problem }) => {
    const before = await counts()
    const answer = await trial.orders(lines('order,contact,at,kind,quantity,net,vat,paid,return', ...rows))
    expect(answer).toEqual({ code: 2, out: '', err: lines(problem, 'nothing was changed') })
    expect(await counts()).toEqual(before)
  })

  test.each`
    row                                                 | column       | found
    ${'1,Cy,2062-02-01,10,order,2062-02-01,'}           | ${'at'}      | ${'2062-02-01'}
    ${'1,Cy,2026-06-01 12:01,10,return,,'}              | ${'at'}      | ${'2026-06-01 12:01'}
    ${'1,Cy,2026-02-01,10,order,2062-02-01,'}           | ${'paid'}    | ${'2062-02-01'}
    ${'1,Cy,2026-02-01,10,order,2026-02-01,2026-07-01'} | ${'shipped'} | ${'2026-07-01'}
  `('what happens after now: $column $found', async ({ row, column, found }) => {
    const { code, err } = await trial.orders(lines('order,contact,at,net,kind,paid,shipped', row))
    expect(code).toBe(2)
    expect(err).toContain(
      `orders.csv:2: column "${column}": found "${found}", expected no moment after now (2026-06-01 12:00)`,
    )
  })

  test('also in the last line of many', async () => {
    const rows = Array.from({ length: 5_000 }, (_, row) => `N${row},Cy,2026-02-01,10`)
    expect(await trial.orders(lines('order,contact,at,net', ...rows, 'N,Nobody,2026-02-01,10'))).toMatchObject({
      code: 2,
    })
    expect(await counts()).toMatchObject({ orders: 0, news: 0 })
  })

  test.each`
    args                                 | problem
    ${['orders']}                        | ${'stamm import: found no "contacts FILE.csv" or "orders FILE.csv"; stamm import --help tells how it is used'}
    ${['people', 'x.csv']}               | ${'stamm import: found no "contacts FILE.csv" or "orders FILE.csv"; stamm import --help tells how it is used'}
    ${['orders', 'none.csv']}            | ${'none.csv: found no such file, expected a CSV file'}
    ${['orders', 'x.csv', '--zone=Rom']} | ${'stamm import: option --zone: found "Rom", expected a time zone such as Europe/Berlin'}
    ${['orders', 'x.csv', '--dry']}      | ${"stamm import: Unknown option '--dry'; stamm import --help tells how it is used"}
    ${['contacts', 'x.csv', '--joined']} | ${"stamm import: Option '--joined <value>' argument missing; stamm import --help tells how it is used"}
  `('asked wrongly: $args', async ({ args, problem }) => {
    expect(await trial.run(...args)).toEqual({ code: 2, out: '', err: `${problem}\n` })
  })
})

describe('an order that is there already', () => {
  const header = 'order,contact,at,article,description,quantity,net,vat,points,paid,shipped'
  const file = lines(
    header,
    '1,Cy,2026-02-01,A,Apple,2,10,19,1,2026-02-02,',
    '1,Cy,2026-02-01,B,Pear,1,5,19,2,2026-02-02,',
    '2,Cy,2026-02-01,A,Apple,2,10,19,1,,',
  )

  beforeEach(async () => {
    await trial.orders(file)
  })

  test('is passed over when the file comes again, its rows in another order and its articles renamed', async () => {
    const before = await counts()
    const again = lines(
      header,
      '2,Cy,2026-02-01,A,Apfel,2,10,19,1,,',
      '1,Cy,2026-02-01,B,Birne,1,5,19,2,2026-02-02,',
      '1,Cy,2026-02-01,A,Apfel,2,10,19,1,2026-02-02,',
    )
    expect((await trial.orders(again)).out).toBe(
      lines(
        'orders.csv: imported',
        '  0 orders new with 0 lines, net 0.00 EUR; 2 already there',
        '  0 entries booked in the ledger',
      ),
    )
    expect(await counts()).toEqual(before)
  })

  test('is compared only in the columns the file has', async () => {
    const { out } = await trial.orders(lines('order,contact,at,net', '1,Cy,2026-02-01,10', '1,Cy,2026-02-01,5'))
    expect(out).toContain('1 already there')
  })

  test.each`
    row                                                | problem
    ${'2,Anna,2026-02-01,A,Apple,2,10,19,1,,'}         | ${'column "contact": found "Anna", expected "Cy" as kept of order 2'}
    ${'2,Cy,2026-02-02,A,Apple,2,10,19,1,,'}           | ${'column "at": found 2026-02-02 00:00, expected 2026-02-01 00:00 as kept of order 2'}
    ${'2,Cy,2026-02-01,X,Apple,2,10,19,1,,'}           | ${'column "article": found "X", expected "A" as kept of order 2'}
    ${'2,Cy,2026-02-01,A,Apple,3,10,19,1,,'}           | ${'column "quantity": found 3, expected 2 as kept of order 2'}
    ${'2,Cy,2026-02-01,A,Apple,2,11,19,1,,'}           | ${'column "net": found 11.00, expected 10.00 as kept of order 2'}
    ${'2,Cy,2026-02-01,A,Apple,2,10,7,1,,'}            | ${'column "vat": found 7.00 %, expected 19.00 % as kept of order 2'}
    ${'2,Cy,2026-02-01,A,Apple,2,10,19,2,,'}           | ${'column "points": found 2.000, expected 1.000 as kept of order 2'}
    ${'2,Cy,2026-02-01,A,Apple,2,10,19,1,2026-02-02,'} | ${'column "paid": found 2026-02-02 00:00, expected nothing as kept of order 2'}
    ${'1,Cy,2026-02-01,A,Apple,2,10,19,1,2026-02-02,'} | ${'column "order": found 1 row, expected 2 rows as kept of order 1'}
  `('and is told differently is an error: $problem', async ({ row, problem }) => {
    const before = await counts()
    const answer = await trial.orders(lines(header, row, '3,Cy,2026-02-01,A,Apple,2,10,19,1,,'))
    expect(answer).toEqual({ code: 2, out: '', err: lines(`orders.csv:2: ${problem}`, 'nothing was changed') })
    expect(await counts()).toEqual(before)
  })

  test('is now paid and shipped with --update', async () => {
    const news = lines(header, '2,Cy,2026-02-01,A,Apple,2,10,19,1,2026-02-03,2026-02-04')
    const dry = await trial.orders(news, '--update', '--dry-run')
    expect(dry.out).toContain('  1 of them now paid, 1 now shipped\n  1 entry of the ledger would follow\n')
    const { out } = await trial.orders(news, '--update')
    expect(out).toContain('  1 of them now paid, 1 now shipped\n  1 entry booked in the ledger\n')
    expect(await entries()).toEqual(['Cy 10 1 customer', 'Cy 5 2 customer', 'Cy 10 1 customer'])
    expect((await trial.orders(news)).out).toContain('1 already there')
  })

  test('and was wholly taken back cannot be paid any more', async () => {
    await trial.orders(lines('order,contact,at,kind,net', '2,Cy,2026-02-02,return,10'))
    const { err } = await trial.orders(lines(header, '2,Cy,2026-02-01,A,Apple,2,10,19,1,2026-02-03,'), '--update')
    expect(err).toContain('column "paid": found 2026-02-03 00:00, expected nothing, for order 2 was wholly taken back')
  })
})

// What a dry run and an import say alike.
const words = (out: string) =>
  out
    .replace(/ of the ledger would follow| booked in the ledger/u, '')
    .split('\n')
    .slice(1)

describe('returns', () => {
  const header = 'order,contact,at,kind,article,quantity,net,points,return,reason'
  const sold = [
    '1,Cy,2026-02-01,order,A,4,40,4,,',
    '1,Cy,2026-02-01,order,B,1,12.50,2,,',
    '1,Cy,2026-02-01,order,A,2,10,1,,',
    '2,Cy,2026-02-01,order,C,1,100,,,',
    '2,Cy,2026-02-01,order,DISCOUNT,1,-10,,,',
  ]

  test.each`
    why                                                                                      | row                                         | pieces
    ${'so many pieces of the line whose price fits'}                                         | ${'1,Cy,2026-02-10,return,A,2,10,1,,'}      | ${[{ of: 3, quantity: 2, net: 1000 }]}
    ${'of the first one otherwise, at the price told'}                                       | ${'1,Cy,2026-02-10,return,A,2,18,1,,'}      | ${[{ of: 1, quantity: 2, net: 1800 }]}
    ${'of several lines, if one has not so much'}                                            | ${'1,Cy,2026-02-10,return,A,6,50,5,,'}      | ${[{ of: 1, quantity: 4 }, { of: 3, quantity: 2 }]}
    ${'whatever sign it carries'}                                                            | ${'1,Cy,2026-02-10,return,B,-1,-12.5,-2,,'} | ${[{ of: 2, quantity: 1, net: 1250, points: 2000 }]}
    ${'points as sold where none are told'}                                                  | ${'1,Cy,2026-02-10,return,B,1,12.5,,,'}     | ${[{ of: 2, points: 2000 }]}
    ${'without quantity the line of that amount'}                                            | ${'1,Cy,2026-02-10,return,,,12.50,,,'}      | ${[{ of: 2, quantity: 1, net: 1250, points: 2000 }]}
    ${'without quantity all, if it is the amount of all'}                                    | ${'1,Cy,2026-02-10,return,,,62.50,,,'}      | ${[{ of: 1, quantity: 4 }, { of: 2 }, { of: 3, quantity: 2 }]}
    ${'without quantity money alone, if it is less'}                                         | ${'1,Cy,2026-02-10,return,B,,2.50,,,'}      | ${[{ of: 2, quantity: 0, net: 250, points: 400 }]}
    ${'money of all lines by what is left of each'}                                          | ${'1,Cy,2026-02-10,return,,,6.25,,,'}       | ${[{ of: 1, net: 400 }, { of: 2, net: 125 }, { of: 3, net: 100 }]}
    ${'nothing of another contact’s order'}                                                  | ${'1,Anna,2026-02-10,return,A,2,10,1,,'}    | ${[{ order: null, of: null, quantity: 2, net: 1000, article: 'A' }]}
    ${'nothing of an order nobody knows'}                                                    | ${'9,Cy,2026-02-10,return,,,10,1,,'}        | ${[{ order: null, of: null, quantity: 1, net: 1000, article: '9' }]}
    ${'nothing of an article the order has not'}                                             | ${'1,Cy,2026-02-10,return,X,1,10,1,,'}      | ${[{ order: null, of: null, article: 'X' }]}
    ${'nothing where more comes back than was sold'}                                         | ${'1,Cy,2026-02-10,return,A,7,10,1,,'}      | ${[{ order: null, of: null, quantity: 7 }]}
    ${'of several lines for more than the pieces cost, but no more than each line has left'} | ${'1,Cy,2026-02-10,return,A,5,48,5,,'}      | ${[{ of: 1, quantity: 4, net: 3840 }, { of: 3, quantity: 1, net: 960 }]}
    ${'all with its discount, if it is the amount of all'}                                   | ${'2,Cy,2026-02-10,return,,,90,,,'}         | ${[{ of: 1, net: 10_000 }, { of: 2, net: -1000 }]}
    ${'nothing where the discount would not be taken back'}                                  | ${'2,Cy,2026-02-10,return,,,95,,,'}         | ${[{ order: null, of: null, net: 9500 }]}
    ${'nothing where the pieces come back for more than they were sold for'}                 | ${'1,Cy,2026-02-10,return,B,1,25,2,,'}      | ${[{ order: null, of: null, quantity: 1, net: 2500, article: 'B' }]}
    ${'nothing where the pieces come back with more points than they brought'}               | ${'1,Cy,2026-02-10,return,B,1,12.50,3,,'}   | ${[{ order: null, of: null, net: 1250, points: 3000 }]}
    ${'money alone, if the line of that amount brought fewer points'}                        | ${'1,Cy,2026-02-10,return,,,10,2,,'}        | ${[{ of: 1, quantity: 0, net: 640 }, { of: 2, quantity: 0, net: 200 }, { of: 3, quantity: 0, net: 160 }]}
    ${'nothing where the amount comes back with more points than it brought'}                | ${'1,Cy,2026-02-10,return,,,10,9,,'}        | ${[{ order: null, of: null, net: 1000, points: 9000 }]}
    ${'nothing where more money comes back than was paid'}                                   | ${'1,Cy,2026-02-10,return,B,,13,,,'}        | ${[{ order: null, of: null, net: 1300 }]}
  `('take back $why', async ({ row, pieces }) => {
    // The return stands first in the file: orders count before it all the same.
    const file = lines(header, row, ...sold)
    const dry = await trial.orders(file, '--dry-run')
    const real = await trial.orders(file)
    expect(real.code).toBe(0)
    expect(await returned()).toMatchObject(pieces)
    expect(words(dry.out)).toEqual(words(real.out))
    const before = await counts()
    const again = await trial.orders(file)
    expect(again.out).toContain('2 already there\n')
    expect(again.out).toContain('  1 return already there\n')
    expect(await counts()).toEqual(before)
  })

  test('take back of orders that came in another file, and what is left decides', async () => {
    await trial.orders(lines(header, ...sold))
    const rows = [
      '1,Cy,2026-02-10,return,B,1,12.50,2,R1,broken',
      '1,Cy,2026-02-11,return,B,1,12.50,2,R2,',
      '1,Cy,2026-02-12,return,A,1,10,1,R3,',
    ]
    const { out } = await trial.orders(lines(header, ...rows))
    expect(out).toBe(
      lines(
        'orders.csv: imported',
        '  0 orders new with 0 lines, net 0.00 EUR; 0 already there',
        '  2 returns taken back of their orders (net 22.50 EUR)',
        '  1 return kept without order, as none with so much left was found (net 12.50 EUR)',
        '  0 returns already there',
        '  3 entries booked in the ledger',
      ),
    )
    expect(await returned()).toMatchObject([
      { reference: 'R1', order: '1', reason: 'broken', kind: 'cancellation' },
      { reference: 'R2', order: null, reason: 'no reason given', kind: 'return' },
      { reference: 'R3', order: '1' },
    ])
  })

  test('of which one row finds its line and another does not are two', async () => {
    const rows = ['1,Cy,2026-02-10,return,B,1,12.50,2,R1,', '1,Cy,2026-02-10,return,POST,1,3,0,R1,']
    await trial.orders(lines(header, ...sold, ...rows))
    expect(await returned()).toMatchObject([
      { reference: 'R1', order: '1', article: 'B' },
      { reference: 'R1 without order', order: null, article: 'POST' },
    ])
    const again = await trial.orders(lines(header, ...sold, ...rows))
    expect(again.out).toContain('1 return already there')
    expect(await returned()).toHaveLength(2)
  })

  test('in part, one after the other, leave nothing', async () => {
    const minimal = 'order,contact,at,kind,net,points'
    const rows = [
      '1,Cy,2026-02-05,return,30,',
      '1,Cy,2026-02-06,return,-50,',
      '1,Cy,2026-02-07,return,20,',
      '1,Cy,2026-02-08,return,1,',
    ]
    await trial.orders(lines(minimal, '1,Cy,2026-02-01,order,100,10', ...rows))
    expect(await returned()).toMatchObject([
      { order: '1', quantity: 0, net: 3000, points: 3000 },
      { order: '1', quantity: 0, net: 5000, points: 5000 },
      { order: '1', quantity: 1, net: 2000, points: 2000 },
      { order: null, net: 100 },
    ])
  })

  test('that are there already and told differently are errors', async () => {
    const row = '1,Cy,2026-02-10,return,B,1,12.50,2,R1,'
    await trial.orders(lines(header, ...sold, row))
    const told = async (changed: string) => (await trial.orders(lines(header, changed))).err.split('\n')[0]
    expect(await told(row.replace('12.50', '12.00'))).toBe(
      'orders.csv:2: column "net": found 12.00, expected 12.50 in all as kept of return R1',
    )
    expect(await told(row.replace('-10', '-11'))).toContain('column "at": found 2026-02-11 00:00')
    expect(await told(row.replace('Cy', 'Anna'))).toContain('column "contact": found "Anna", expected "Cy"')
    expect(await told(row.replace('1,Cy', '2,Cy'))).toContain('column "order": found "2", expected "1"')
    expect(await told(row.replace(',2,R1', ',3,R1'))).toContain('column "points": found 3.000, expected 2.000 in all')
  })
})

test('the README’s worked example', async () => {
  const file = lines(
    'Bestellung;Kunde;Datum;Art;Artikel;Menge;Netto;Punkte',
    'A-1;Cy;2026-02-10;Bestellung;Seife;4;40,00;40',
    'A-1;Cy;2026-02-10;Bestellung;Öl;1;12,50;12,5',
    'A-1;Cy;2026-02-20;Retoure;Seife;1;10,00;10',
    'B-7;Cy;2026-02-21;Retoure;Creme;1;8,00;8',
  )
  expect((await trial.orders(file)).out).toBe(
    lines(
      'orders.csv: imported',
      '  1 order new with 2 lines, net 52.50 EUR; 0 already there',
      '  1 return taken back of their orders (net 10.00 EUR)',
      '  1 return kept without order, as none with so much left was found (net 8.00 EUR)',
      '  0 returns already there',
      '  4 entries booked in the ledger',
    ),
  )
  expect(await entries()).toEqual([
    'Cy 40 40 customer',
    'Cy 12.5 12.5 customer',
    'Cy -10 -10 customer',
    'Cy -8 -8 customer',
  ])
})

test('without a company nothing is imported, and it says so', async () => {
  await forget(database)
  expect(await trial.orders(lines('order,contact,at,net', '1,Cy,2026-02-01,10'))).toEqual({
    code: 1,
    out: '',
    err: 'stamm import: there is no company yet; "npm start" makes one\n',
  })
})
