import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { lines, openTrial } from './trial.ts'

const opened = await testDatabase()
const { database } = opened
const trial = openTrial(opened)

beforeEach(async () => {
  await forget(database)
  await openCompany(database)
})

const kept = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select contact.reference, role.role, sponsor.reference as sponsor, contact.given_name, contact.family_name, contact.firm_name,
      contact.kind, contact.street, contact.country, contact.language, contact.joined_at
    from people.contact join people.role on role.contact_id = contact.id and role.until_at = 'infinity'
    join people.sponsorship place on place.contact_id = contact.id and place.until_at = 'infinity'
    join people.contact sponsor on sponsor.id = place.sponsor_id
    order by contact.reference`.execute(database)
  return rows
}

const traces = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select (select count(*)::int from people.contact) as contacts, (select count(*)::int from people.role) as roles,
      (select count(*)::int from people.sponsorship) as places,
      (select last_value from pg_sequences where schemaname = 'people' and sequencename = 'contact_id_seq') as number_used`.execute(
    database,
  )
  return rows[0]
}

describe('a file is read', () => {
  const plain = lines('reference,role,sponsor,street', 'A,partner,,Weg 1', 'B,customer,A,Straße 2')

  test.each`
    how                                       | file
    ${'as it is'}                             | ${plain}
    ${'with the columns in another order'}    | ${lines('street,sponsor,role,reference', 'Weg 1,,partner,A', 'Straße 2,A,customer,B')}
    ${'with semicolons and quotes'}           | ${lines('reference;role;sponsor;street', 'A;partner;;"Weg 1"', '"B";customer;A;Straße 2')}
    ${'under German names and words'}         | ${lines('Kundennummer;Rolle;Sponsor;Straße', 'A;Partner;;Weg 1', 'B;Kunde;A;Straße 2')}
    ${'in Windows-1252'}                      | ${Buffer.from(plain, 'latin1')}
    ${'with a byte order mark and CRLF'}      | ${`\uFEFF${plain.replaceAll('\n', '\r\n')}`}
    ${'with columns that nobody asked for'}   | ${lines('x,reference,role,sponsor,street,', ',A,partner,,Weg 1,', '7,B,customer,A,Straße 2,')}
    ${'with the sponsor further down'}        | ${lines('id,role,sponsor,street', 'B,customer,A,Straße 2', 'A,partner,,Weg 1')}
    ${'with the house as a word'}             | ${lines('id,role,sponsor,street', 'B,customer,A,Straße 2', 'A,partner,house,Weg 1')}
    ${'with blank lines and blanks at edges'} | ${lines('', ' id , role ,sponsor,street', '', 'B, customer,A ,Straße 2', ' A,partner,,Weg 1', ',,,')}
  `('$how', async ({ file }) => {
    expect(await trial.contacts(file)).toMatchObject({ code: 0, err: '' })
    expect(await kept()).toMatchObject([
      { reference: 'A', role: 'partner', sponsor: 'house', street: 'Weg 1' },
      { reference: 'B', role: 'customer', sponsor: 'A', street: 'Straße 2' },
    ])
  })

  test('with everything it may tell', async () => {
    const header =
      'reference,role,joined,given name,family name,firm,email,phone,street,postal code,city,country,language'
    await trial.contacts(
      lines(header, 'A,prospect,2026-01-02 12:00,Anna,Berg,,a@b.example,1,S 1,010,Wien,Österreich,en'),
    )
    expect(await kept()).toMatchObject([
      {
        given_name: 'Anna',
        family_name: 'Berg',
        kind: 'person',
        country: 'AT',
        language: 'en',
        joined_at: Date.UTC(2026, 0, 2, 11),
      },
    ])
  })

  test('with moments of another zone', async () => {
    await trial.contacts(lines('id,role,joined', 'A,partner,2026-01-02'), '--zone', 'UTC')
    expect(await kept()).toMatchObject([{ joined_at: Date.UTC(2026, 0, 2) }])
  })

  test('and leaves to the company what it does not say', async () => {
    await trial.contacts(lines('id,role,firm', 'A,partner,Berg GmbH'), '--joined', '2020-01-01')
    expect(await kept()).toMatchObject([
      { kind: 'firm', country: 'DE', language: 'de', sponsor: 'house', joined_at: Date.UTC(2019, 11, 31, 23) },
    ])
  })
})

describe('a wrong file changes nothing and is told by line and column:', () => {
  test.each`
    rows                                                | problem
    ${['A,boss,,']}                                     | ${'contacts.csv:2: column "role": found "boss", expected one of prospect, customer, partner, former partner'}
    ${[',partner,,']}                                   | ${'contacts.csv:2: column "reference": found nothing, expected the number of a contact'}
    ${['A,partner,,', 'A,partner,,']}                   | ${'contacts.csv:3: column "reference": found "A", expected each contact once (line 2 has this one)'}
    ${['A,partner,X,']}                                 | ${'contacts.csv:2: column "sponsor": found "X", expected the number of a contact who is there already or in this file, or nothing for the house'}
    ${['A,partner,A,']}                                 | ${'contacts.csv:2: column "sponsor": found "A", expected another contact than himself'}
    ${['A,partner,B,', 'B,partner,C,', 'C,partner,A,']} | ${'contacts.csv:2: column "sponsor": found a cycle A → B → C → A, expected sponsors who lead up to the house'}
    ${['A,partner,,31.1.']}                             | ${'contacts.csv:2: column "joined": found "31.1.", expected a moment such as 2011-10-31 or 2011-10-31 16:20'}
    ${['A,partner,,2026-06-01 12:01']}                  | ${'contacts.csv:2: column "joined": found "2026-06-01 12:01", expected no moment after now (2026-06-01 12:00)'}
    ${['A,partner,,2062-01-01']}                        | ${'contacts.csv:2: column "joined": found "2062-01-01", expected no moment after now (2026-06-01 12:00)'}
    ${['A,partner,']}                                   | ${'contacts.csv:2: found 3 cells, expected 4 cells as in the header'}
    ${['A,partner,,', 'B,partner,,2026-13-01']}         | ${'contacts.csv:3: column "joined": found "2026-13-01", expected a moment such as 2011-10-31 or 2011-10-31 16:20'}
  `('$problem', async ({ rows, problem }) => {
    const before = await traces()
    const answer = await trial.contacts(lines('reference,role,sponsor,joined', ...rows))
    expect(answer).toEqual({ code: 2, out: '', err: lines(problem, 'nothing was changed') })
    expect(await traces()).toEqual(before)
  })

  test('nobody joins after now by the option either', async () => {
    const answer = await trial.contacts(lines('id,role', 'A,partner'), '--joined', '2062-01-01')
    const err = 'stamm import: option --joined: found "2062-01-01", expected no moment after now (2026-06-01 12:00)\n'
    expect(answer).toEqual({ code: 2, out: '', err })
    expect(await kept()).toEqual([])
  })

  test('a column that is lacking, by the name of the file’s own language when it has one', async () => {
    expect((await trial.contacts(lines('Kundennummer;Sponsor', 'A;'))).err).toMatch(
      /^contacts.csv:1: column "role": found no such column, expected the columns Kundennummer, role, Sponsor, /u,
    )
  })

  test('a column under two names', async () => {
    expect((await trial.contacts(lines('id,Kundennummer,role', 'A,B,partner'))).err).toContain(
      'contacts.csv:1: column "reference": found "id" and "Kundennummer", expected it once in the header',
    )
  })

  test('twenty problems at most', async () => {
    const { err } = await trial.contacts(lines('id,role', ...Array.from({ length: 50 }, (_, row) => `A${row},x`)))
    expect(err.split('\n')).toHaveLength(23)
    expect(err).toContain('stopped after 20 problems')
  })
})

describe('a contact who is there already', () => {
  const file = lines('id,role,sponsor,joined,given name', 'A,partner,,2026-01-01,Anna', 'B,prospect,A,2026-01-02,Ben')

  beforeEach(async () => {
    await trial.contacts(file)
  })

  test('is passed over when the file comes again', async () => {
    const before = await kept()
    expect((await trial.contacts(file)).out).toBe(
      lines('contacts.csv: imported', '  0 contacts new', '  2 already there'),
    )
    expect(await kept()).toEqual(before)
  })

  test('is passed over when he has become a customer since', async () => {
    await trial.orders(lines('order,contact,at,net', '1,B,2026-02-01,10'))
    expect(await kept()).toMatchObject([{}, { reference: 'B', role: 'customer' }])
    expect(await trial.contacts(file)).toMatchObject({ code: 0 })
  })

  test.each`
    row                                | problem
    ${'B,prospect,A,2026-01-02,Berta'} | ${'column "given name": found "Berta", expected "Ben" as kept, or --update to change it'}
    ${'B,partner,A,2026-01-02,Ben'}    | ${'column "role": found "partner", expected prospect as kept; an import changes no role'}
    ${'B,prospect,,2026-01-02,Ben'}    | ${'column "sponsor": found nothing, expected "A" as kept; an import moves nobody'}
    ${'B,prospect,A,2026-01-03,Ben'}   | ${'column "joined": found 2026-01-03 00:00, expected 2026-01-02 00:00 as kept; an import rewrites no past'}
  `('and is told differently is an error: $problem', async ({ row, problem }) => {
    const { err } = await trial.contacts(lines('id,role,sponsor,joined,given name', row, 'C,customer,A,,'))
    expect(err).toBe(lines(`contacts.csv:2: ${problem}`, 'nothing was changed'))
    expect(await kept()).toHaveLength(2)
  })

  test('gets new master data with --update, and nothing else', async () => {
    const news = lines('id,role,given name,street', 'A,partner,Anne,', 'B,prospect,Ben,Weg 1', 'C,customer,,')
    expect((await trial.contacts(news, '--update')).out).toBe(
      lines('contacts.csv: imported', '  1 contact new (1 customer)', '  2 contacts changed', '  0 already there'),
    )
    expect(await kept()).toMatchObject([
      { reference: 'A', given_name: 'Anne', role: 'partner', street: null },
      { reference: 'B', given_name: 'Ben', sponsor: 'A', street: 'Weg 1' },
      { reference: 'C' },
    ])
    const moved = lines('id,role,sponsor', 'B,prospect,house')
    expect(await trial.contacts(moved, '--update')).toMatchObject({ code: 2 })
  })

  test('is put into another price group with --update, as a new one is at once', async () => {
    const told = lines('id,role,Preisgruppe', 'A,partner,', 'B,prospect,Wiederverkäufer', 'C,customer,reseller')
    expect((await trial.contacts(told)).err).toContain(
      'contacts.csv:3: column "Preisgruppe": found "reseller", expected nothing as kept, or --update to change it',
    )
    expect((await trial.contacts(told, '--update')).out).toContain('  1 contact changed')
    const groups = async () => {
      const { rows } = await sql<{ row: string }>`
        select reference || ' ' || price_group || ' ' || given_by as row from sales.contact_price_group
        join people.contact on contact.id = contact_id where until_at = 'infinity' order by reference`.execute(database)
      return rows.map(({ row }) => row)
    }
    const both = ['B reseller import of contacts.csv', 'C reseller import of contacts.csv']
    expect(await groups()).toEqual(both)
    expect((await trial.contacts(told)).out).toContain('3 already there')
    expect(await groups()).toEqual(both)
  })

  test('may be the sponsor of a new one', async () => {
    await trial.contacts(lines('id,role,sponsor', 'C,customer,B'))
    expect(await kept()).toMatchObject([{}, {}, { reference: 'C', sponsor: 'B' }])
  })
})

test('a dry run says the same words and uses up not even a number', async () => {
  const file = lines('id,role,sponsor', 'B,customer,A', 'A,partner,', 'C,partner,A')
  const before = await traces()
  const dry = await trial.contacts(file, '--dry-run')
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect(await traces()).toEqual(before)
  const real = await trial.contacts(file)
  expect(real.out).toBe(
    lines('contacts.csv: imported', '  3 contacts new (1 customer, 2 partners)', '  0 already there'),
  )
  expect(dry.out.split('\n').slice(1)).toEqual(real.out.split('\n').slice(1))
})

test('a line of sponsors as deep as it is long, from the last to the first', async () => {
  const rows = Array.from({ length: 3_000 }, (_, depth) => `P${depth},partner,${depth === 0 ? '' : `P${depth - 1}`}`)
  expect(await trial.contacts(lines('id,role,sponsor', ...rows.reverse()))).toMatchObject({ code: 0 })
  const { rows: deep } = await sql<{ depth: number }>`
    with recursive line (id, depth) as (
      select contact_id, 0 from people.role where role = 'house'
      union all select contact_id, depth + 1 from line join people.sponsorship on sponsor_id = id
    ) select max(depth) as depth from line`.execute(database)
  expect(deep[0]!.depth).toBe(3_000)
})

test('two imports of the same file at once make each contact once', async () => {
  const path = trial.fileOf(
    'race.csv',
    lines('id,role', ...Array.from({ length: 500 }, (_, row) => `R${row},customer`)),
  )
  const answers = await Promise.all(Array.from({ length: 4 }, () => trial.run('contacts', path)))
  expect(answers.map(answer => answer.code)).toEqual([0, 0, 0, 0])
  expect(answers.filter(answer => answer.out.includes('500 contacts new'))).toHaveLength(1)
  expect(answers.filter(answer => answer.out.includes('500 already there'))).toHaveLength(3)
  expect(await kept()).toHaveLength(500)
})
