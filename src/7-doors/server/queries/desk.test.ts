import { beforeEach, describe, expect, test } from 'vitest'
import { boundsOf, period, type Instant, type Period } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { lockStructure, standingsAt } from '#people/structure/store.ts'
import { readings, type Reading } from '#volume/kinds'
import { periodNumber, periodOfNumber } from '#volume/ledger'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import type { ContactId, DeskQueries, OrderId, Turnover } from '../index.ts'
import { deskQueries } from './desk.ts'
import { officeQueries } from './office.ts'
import { openCompany as readCompany } from './world.ts'

const { database } = await testDatabase()
let company: TestCompany

const [march, april] = [period('2026-03'), period('2026-04')]

const context = async () => (await readCompany(database, at('2026-04-15'))).context
const deskOf = async (name: string): Promise<DeskQueries> =>
  deskQueries({ ...(await context()), viewer: company.of(name) })
const idOf = async (name: string): Promise<ContactId> => {
  const number = company.of(name)
  return (await contactsByNumber(database, [number])).get(number)!.id
}
const orderOf = async (number: number): Promise<OrderId> => {
  const { contact_id } = await database
    .selectFrom('sales.order')
    .select('contact_id')
    .where('id', '=', number)
    .executeTakeFirstOrThrow()
  const contact = (await contactsByNumber(database, [contact_id])).get(contact_id)!
  const { rows } = await officeQueries(await context()).orders(contact.id, { cursor: null })
  const numbers = await database
    .selectFrom('sales.order')
    .select('id')
    .where('contact_id', '=', contact_id)
    .orderBy('placed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows[numbers.findIndex(row => row.id === number)]!.id
}
const euros = (turnover: Turnover | null) => turnover && turnover.net / 100
const whole = { customersFrom: null, linesFrom: null, open: null }

const orders: Record<string, number> = {}

// house ── Anna ─┬─ Cy ── Dora
//                ├─ Ben (partner) ─┬─ Emil
//                │                 └─ Ida (partner) ── Jo
//                └─ Lea (customer) ── Max (partner) ── Nia
// house ── Zoe (partner) ── Yan
beforeEach(async () => {
  await forget(database)
  // Months are kept by their versions, and a forgotten company counts from one again.
  await lockStructure(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.customer('Dora', 'Cy', '2026-03-04')
  await company.partner('Ben', 'Anna')
  await company.customer('Emil', 'Ben')
  await company.partner('Ida', 'Ben')
  await company.customer('Jo', 'Ida')
  await company.customer('Lea', 'Anna')
  await company.partner('Max', 'Lea')
  await company.customer('Nia', 'Max')
  await company.partner('Zoe')
  await company.customer('Yan', 'Zoe')
  const sales: [string, number][] = [
    ...([
      ['Anna', 50],
      ['Cy', 60],
      ['Dora', 40],
      ['Ben', 1],
      ['Emil', 30],
    ] as [string, number][]),
    ...([
      ['Ida', 2],
      ['Jo', 20],
      ['Max', 3],
      ['Nia', 10],
      ['Zoe', 4],
      ['Yan', 70],
    ] as [string, number][]),
  ]
  for (const [name, net] of sales) orders[name] = await company.buys(name, net, '2026-03-05')
  await company.books()
})

test('a partner’s month has his volumes and counts', async () => {
  const month = await (await deskOf('Anna')).month(march)
  expect([month.volumes.own, month.personalAsPartner, month.volumes.customers, month.volumes.team].map(euros)).toEqual([
    150, 50, 100, 216,
  ])
  expect(month.counts).toEqual({ customers: 3, activeCustomers: 2, joinedCustomers: 1, firstLine: 2, downline: 3 })
  expect((await (await deskOf('Anna')).months()).map(({ period, customers }) => [period, euros(customers)])).toEqual([
    [march, 100],
  ])
})

const customers = async (name: string, of = march, q = '') => {
  const { rows, total } = await (await deskOf(name)).customers({ period: of, q, cursor: null })
  return [total, rows.map(row => [row.contact.name, euros(row.turnover), row.via?.name ?? null])]
}

const lastOf = async (name: string) => {
  const placed = database.selectFrom('sales.order').select('placed_at').where('contact_id', '=', company.of(name))
  return (await placed.orderBy('placed_at', 'desc').executeTakeFirstOrThrow()).placed_at
}

describe('a partner’s customers', () => {
  test('are those he owns, highest turnover first, with who recommended them', async () => {
    expect(await customers('Anna')).toEqual([
      3,
      [
        ['Cy', 60, null],
        ['Dora', 40, 'Cy'],
        ['Lea', 0, null],
      ],
    ])
    expect(await customers('Anna', march, 'DO')).toEqual([1, [['Dora', 40, 'Cy']]])
    expect(await customers('Anna', march, 'Emil')).toEqual([0, []])
  })

  test('who are somebody else’s by now stay with the turnover of his month, and no other', async () => {
    await company.moves('Cy', 'Zoe', '2026-04-01')
    await company.buys('Cy', 500, '2026-04-02')
    await company.books()
    expect(await customers('Anna')).toEqual([
      3,
      [
        ['Cy', 60, null],
        ['Dora', 40, null],
        ['Lea', 0, null],
      ],
    ])
    const { rows } = await (await deskOf('Anna')).customers({ period: march, q: '', cursor: null })
    expect(rows[0]).toMatchObject({ lastOrderAt: null, since: at('2026-01-01') })
    expect(await customers('Anna', april)).toEqual([1, [['Lea', 0, null]]])
    expect(await customers('Zoe')).toEqual([
      3,
      [
        ['Yan', 70, null],
        ['Cy', 0, null],
        ['Dora', 0, 'Cy'],
      ],
    ])
  })

  test.each`
    moment          | before
    ${'order'}      | ${null}
    ${'period end'} | ${'2026-04-02'}
  `('have as last order the newest that counts for him, read by the $moment', async ({ moment, before }) => {
    await database.updateTable('company').set({ reading_moment: moment }).execute()
    const last = async (name: string) => {
      const { rows } = await (await deskOf('Zoe')).customers({ period: march, q: name, cursor: null })
      return rows[0]!.lastOrderAt
    }
    await company.moves('Cy', 'Zoe', '2026-04-03')
    expect([await last('Cy'), await last('Yan')]).toEqual([null, await lastOf('Yan')])
    await company.buys('Cy', 5, '2026-04-02')
    await company.books()
    expect(await last('Cy')).toBe(before && at(before))
    await company.buys('Cy', 5, '2026-04-04')
    const back = await company.buys('Cy', 5, '2026-04-05')
    await company.takesBack(back, '2026-04-06')
    await company.books()
    expect(await last('Cy')).toBe(at('2026-04-05'))
  })

  test('are walked by cursors', async () => {
    for (let number = 0; number < 70; number += 1) await company.prospect(`N${number}`, 'Zoe')
    const desk = await deskOf('Zoe')
    const first = await desk.customers({ period: march, q: '', cursor: null })
    const second = await desk.customers({ period: march, q: '', cursor: first.next })
    const names = [...first.rows, ...second.rows].map(row => row.contact.name)
    expect([names.length, new Set(names).size, first.total, second.next]).toEqual([71, 71, 71, null])
  })
})

describe('a partner’s team', () => {
  test('shows partners below with their sums', async () => {
    const team = (await (await deskOf('Anna')).team({ period: march, of: null, cursor: null }))!
    expect([team.of.name, team.path, euros(team.own), euros(team.team), euros(team.firstLine), team.downline]).toEqual([
      'Anna',
      [],
      150,
      216,
      44,
      3,
    ])
    expect(team.rows.rows.map(row => [row.contact.name, euros(row.own), euros(row.team), row.partners])).toEqual([
      ['Ben', 31, 53, 1],
      ['Max', 13, 13, 0],
    ])
    const ida = (await (await deskOf('Anna')).team({ period: march, of: await idOf('Ida'), cursor: null }))!
    expect([ida.of.name, ida.path.map(ref => ref.name), ida.rows.rows]).toEqual(['Ida', ['Anna', 'Ben'], []])
  })

  test.each(['Zoe', 'Anna', 'house', 'Emil', 'Jo', 'Yan'])('of Ben does not have %s', async name => {
    const desk = await deskOf('Ben')
    expect(await desk.team({ period: march, of: await idOf(name), cursor: null })).toBeNull()
    expect(await desk.tree({ period: march, root: await idOf(name), limit: 100 })).toBeNull()
  })

  test('is a tree of partners alone', async () => {
    const tree = (await (await deskOf('Anna')).tree({ period: march, root: null, limit: 100 }))!
    expect(tree.names.map((name, position) => [name, tree.parents[position], tree.below[position]])).toEqual([
      ['Anna', -1, 3],
      ['Ben', 0, 1],
      ['Max', 0, 0],
      ['Ida', 1, 0],
    ])
    expect([tree.own.map(net => net / 100), tree.team.map(net => net / 100), tree.path]).toEqual([
      [150, 31, 13, 22],
      [216, 53, 13, 22],
      [],
    ])
  })

  test('of a month is that of its end, whoever stands there now', async () => {
    await company.moves('Ida', 'Zoe', '2026-04-01')
    const names = async (who: string, of: typeof march) =>
      (await (await deskOf(who)).tree({ period: of, root: null, limit: 9 }))!.names
    expect(await names('Ben', march)).toEqual(['Ben', 'Ida'])
    expect(await names('Ben', april)).toEqual(['Ben'])
    expect(await names('Zoe', march)).toEqual(['Zoe'])
    expect(await names('Zoe', april)).toEqual(['Zoe', 'Ida'])
  })
})

const ordersSeen = async (viewer: string) => {
  const desk = await deskOf(viewer)
  const names = []
  for (const [name, number] of Object.entries(orders))
    if ((await desk.order(await orderOf(number))) !== null) names.push(name)
  return names
}

describe('entries and orders', () => {
  test.each`
    viewer    | of        | rows
    ${'Anna'} | ${'Anna'} | ${[50]}
    ${'Anna'} | ${'Cy'}   | ${[60]}
    ${'Anna'} | ${'Lea'}  | ${[]}
    ${'Anna'} | ${'Emil'} | ${null}
    ${'Anna'} | ${'Ben'}  | ${null}
    ${'Anna'} | ${'Yan'}  | ${null}
    ${'Ben'}  | ${'Cy'}   | ${null}
    ${'Ben'}  | ${'Anna'} | ${null}
    ${'Ben'}  | ${'Emil'} | ${[30]}
  `('$viewer asks for $of and sees $rows', async ({ viewer, of, rows }) => {
    const page = await (await deskOf(viewer)).entries({ period: march, of: await idOf(of), cursor: null })
    expect(page && page.rows.map(row => euros(row.turnover))).toEqual(rows)
  })

  test('an order is there for the partner whose it is, and for nobody else', async () => {
    expect(await ordersSeen('Anna')).toEqual(['Anna', 'Cy', 'Dora'])
    expect(await ordersSeen('Ben')).toEqual(['Ben', 'Emil'])
    expect(await ordersSeen('Max')).toEqual(['Max', 'Nia'])
  })

  test('a customer who moved takes no earlier order along', async () => {
    await company.moves('Cy', 'Zoe', '2026-04-01')
    const later = await company.buys('Cy', 5, '2026-04-02')
    await company.books()
    const [anna, zoe] = [await deskOf('Anna'), await deskOf('Zoe')]
    expect(await zoe.order(await orderOf(orders['Cy']!))).toBeNull()
    expect((await anna.order(await orderOf(orders['Cy']!)))?.contact.name).toBe('Cy')
    expect(await anna.order(await orderOf(later))).toBeNull()
    expect((await zoe.order(await orderOf(later)))?.contact.name).toBe('Cy')
    expect((await zoe.entries({ period: march, of: await idOf('Cy'), cursor: null }))!.rows).toEqual([])
    expect(await anna.entries({ period: april, of: await idOf('Cy'), cursor: null })).toBeNull()
  })

  test('an order not yet booked is there for the buyer and for whose customer he is now, and for nobody else', async () => {
    await database.updateTable('company').set({ volume_when: 'shipped' }).execute()
    const [of, own] = [await company.buys('Cy', 5, '2026-04-02'), await company.buys('Anna', 5, '2026-04-02')]
    await company.books()
    const seenBy = async (viewer: string, order: typeof of) => {
      const found = await (await deskOf(viewer)).order(await orderOf(order))
      return found && [found.contact.name, found.entries.length]
    }
    expect([await seenBy('Anna', of), await seenBy('Anna', own)]).toEqual([
      ['Cy', 0],
      ['Anna', 0],
    ])
    expect([await seenBy('Zoe', of), await seenBy('Ben', own)]).toEqual([null, null])
    await company.moves('Cy', 'Zoe', '2026-04-03')
    expect([await seenBy('Zoe', of), await seenBy('Anna', of)]).toEqual([['Cy', 0], null])
  })
})

describe('an explanation on the desk', () => {
  test('names his customers and their chains up to him', async () => {
    const told = await (await deskOf('Anna')).explanation({ period: march, ...whole })
    expect(told.customers.rows.map(row => [row.contact.name, row.chain.map(step => step.sponsor.name)])).toEqual([
      ['Cy', ['Anna']],
      ['Dora', ['Cy', 'Anna']],
    ])
    expect(told.lines.rows.map(row => [row.contact.name, euros(row.team)])).toEqual([
      ['Ben', 53],
      ['Max', 13],
    ])
    const open = await idOf('Yan')
    expect((await (await deskOf('Anna')).explanation({ period: march, ...whole, open })).opened).toBeNull()
  })

  test('does not name the customer of another who once recommended him', async () => {
    await company.buys('Dora', 11, '2026-04-02')
    await company.becomes('Dora', 'partner', '2026-04-10')
    await company.books()
    const told = await (await deskOf('Dora')).explanation({ period: april, ...whole })
    expect(told.belongsTo.map(part => [part.owner.name, euros(part.turnover), part.chain])).toEqual([['Anna', 11, []]])
  })

  test('shows no chain that leads to somebody else since', async () => {
    await company.moves('Cy', 'Yan', '2026-03-02')
    const told = await (await deskOf('Anna')).explanation({ period: march, ...whole })
    expect(told.customers.rows.map(row => [row.contact.name, row.chain, row.isChangedSince])).toEqual([
      ['Cy', [], true],
      ['Dora', [], true],
    ])
  })
})

// The names in an answer, wherever in it they stand.
const namesIn = (answer: unknown): string[] => {
  if (answer === null || typeof answer !== 'object') return []
  const { name, role } = answer as { name?: unknown; role?: unknown }
  const own = typeof name === 'string' && typeof role === 'string' ? [name] : []
  return [...own, ...Object.values(answer).flatMap(namesIn)]
}

const partners = ['Anna', 'Ben', 'Ida', 'Lea', 'Max', 'Zoe', 'Cy']
const everybody = ['Anna', 'Cy', 'Dora', 'Ben', 'Emil', 'Ida', 'Jo', 'Lea', 'Max', 'Nia', 'Zoe', 'Yan']

const moveAround = async () => {
  await company.moves('Emil', 'Anna', '2026-03-20')
  await company.becomes('Lea', 'partner', '2026-03-20')
  await company.leaves('Ida', 'sponsor', '2026-03-25')
  await company.moves('Dora', 'Jo', '2026-04-05')
  await company.becomes('Cy', 'partner', '2026-04-06')
  for (const name of ['Emil', 'Lea', 'Jo', 'Dora', 'Cy']) await company.buys(name, 9, '2026-04-10')
  await company.books()
}

// Told by the rules of structure and the ledger's own columns, beside everything the desk uses.
const ownersNow = async ({ whose }: Reading) => {
  const questions = everybody.map(name => ({ contact: company.of(name), at: at('2026-04-30 23:00') }))
  const answers = await standingsAt(database, questions)
  return everybody.map((name, position) => ({ name, owner: company.nameOf(answers[position]!.owners[whose]) }))
}

const ownersOfEntries = async (of: Period, { whose, moment }: Reading) => {
  const entries = await database.selectFrom('volume.entry').selectAll().where('period', '=', periodNumber(of)).execute()
  const ends = entries.map(entry => ({
    contact: entry.contact_id,
    at: (boundsOf(periodOfNumber(entry.decided_period), berlin).until - 1) as Instant,
  }))
  const answers = await standingsAt(database, ends)
  return entries.map((entry, position) => {
    const owner = moment === 'order' ? entry[`${whose}_owner_id`] : answers[position]!.owners[whose]
    return { name: company.nameOf(entry.contact_id)!, owner: company.nameOf(owner) }
  })
}

const viewers = ['Anna', 'Ben', 'Lea', 'Cy', 'Zoe']

/** Who is named to a partner though he should not be, and where. */
const strangersTo = async (viewer: string, of: Period, reading: Reading): Promise<string[]> => {
  const desk = await deskOf(viewer)
  const his = [...(await ownersNow(reading)), ...(await ownersOfEntries(of, reading))]
    .filter(({ owner }) => owner === viewer)
    .map(({ name }) => name)
  const ids = await Promise.all(everybody.map(idOf))
  const asked = { period: of, cursor: null }
  const answers = await Promise.all(
    ids.map(async id => ({
      tree: (await desk.tree({ period: of, root: id, limit: 99 }))?.names ?? [],
      team: namesIn(await desk.team({ ...asked, of: id })),
      entries: await desk.entries({ ...asked, of: id }),
    })),
  )
  const rest = [
    await desk.month(of),
    await desk.explanation({ period: of, ...whole }),
    await desk.customers({ ...asked, q: '' }),
  ]
  const inTeams = answers.flatMap(({ tree, team }) => [...tree, ...team]).filter(name => !partners.includes(name))
  const mayBeNamed = new Set([...partners, 'house', ...his])
  const elsewhere = namesIn([rest, answers.map(({ entries }) => entries)]).filter(name => !mayBeNamed.has(name))
  return [...inTeams.map(name => `${name} in a team`), ...elsewhere].map(found => `${viewer} sees ${found} in ${of}`)
}

describe.each(readings)('whatever a partner asks under $whose/$moment', reading => {
  beforeEach(async () => {
    await database
      .updateTable('company')
      .set({ reading_whose: reading.whose, reading_moment: reading.moment })
      .execute()
    await moveAround()
  })

  test('teams and trees name nobody who never was a partner, and the rest nobody’s customers but his', async () => {
    const strangers: string[] = []
    for (const of of [march, april])
      for (const viewer of viewers) strangers.push(...(await strangersTo(viewer, of, reading)))
    expect(strangers).toEqual([])
  })

  test('customers’ turnover adds up to his customer volume', async () => {
    for (const of of [march, april])
      for (const viewer of viewers) {
        const desk = await deskOf(viewer)
        const { rows } = await desk.customers({ period: of, q: '', cursor: null })
        const { volumes } = await desk.month(of)
        const sum = rows.reduce((sum, row) => sum + row.turnover.net, 0)
        expect([of, viewer, sum]).toEqual([of, viewer, volumes.customers?.net ?? 0])
      }
  })
})
