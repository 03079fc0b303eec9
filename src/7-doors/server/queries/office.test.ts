import { beforeEach, describe, expect, test } from 'vitest'
import { period } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { lockStructure } from '#people/structure/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import type { ContactId, OfficeCommands, OfficeQueries, Turnover, Viewer } from '../index.ts'
import { worldFactory } from './world.ts'

const { database } = await testDatabase()
let company: TestCompany
let now = at('2026-04-15 12:00')

const viewer: Viewer = { role: 'company', contactId: null, name: 'Boss', language: null }
const auth = {
  viewerOf: async () => viewer,
  actorOf: async () => ({ id: 'user:boss' }),
  signIn: async () => ({ is: 'refused', because: 'wrong' }) as const,
  signOut: async () => new Headers(),
  personOf: (actor: string) => Promise.resolve(actor),
}
const worldOf = worldFactory({ database, clock: () => now, auth, demoLogins: async () => [] })
const world = () => worldOf(new Request('http://localhost/'))
const office = async (): Promise<OfficeQueries & OfficeCommands> => (await world()).office!

const [february, march, april] = ['2026-02', '2026-03', '2026-04'].map(period) as [never, never, never]

const idOf = async (name: string): Promise<ContactId> => {
  const number = company.of(name)
  return (await contactsByNumber(database, [number])).get(number)!.id
}
const euros = (turnover: Turnover | null) => turnover && turnover.net / 100

beforeEach(async () => {
  await forget(database)
  // Months are kept by their versions, and a forgotten company counts from one again.
  await lockStructure(database)
  now = at('2026-04-15 12:00')
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.customer('Dora', 'Cy', '2026-03-04')
  await company.partner('Ben', 'Anna')
  await company.customer('Emil', 'Ben')
  await company.prospect('Fee', 'Anna')
  await company.customer('Gus')
  await company.buys('Anna', 100, '2026-02-02')
  await company.buys('Anna', 50, '2026-03-02')
  await company.buys('Cy', 60, '2026-03-03')
  await company.buys('Dora', 40, '2026-03-04')
  await company.buys('Emil', 30, '2026-03-05')
  await company.buys('Gus', 20, '2026-03-06')
  await company.books()
})

test('the world knows the company, its months and the running one', async () => {
  const { company: known, periods, currentPeriod, desk, demoLogins } = await world()
  expect(known).toMatchObject({
    name: 'Test',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    houseId: await idOf('house'),
    reading: { whose: 'nearest', moment: 'order' },
    relevantAt: 'paid',
    hasPoints: true,
    demoNotice: null,
  })
  expect(await periods()).toEqual([february, march])
  expect([currentPeriod, desk, demoLogins]).toEqual([april, null, []])
})

test('a company without any order has no months, and empty pages', async () => {
  await forget(database)
  await lockStructure(database)
  company = await openCompany(database)
  const { overview, months, tree } = await office()
  expect(await months()).toEqual([])
  expect(await overview(march)).toMatchObject({ totals: { all: { net: 0 } }, before: null, top: [] })
  expect(await tree({ period: march, root: null, limit: 10 })).toMatchObject({ names: ['house'], total: 0 })
  expect((await world()).company.hasPoints).toBe(false)
})

describe('the overview of a month', () => {
  test('splits the turnover by who bought, and compares with the month before', async () => {
    const { totals, before } = await (await office()).overview(march)
    const print = (of: typeof totals) => [of.all, of.partners, of.customers, of.house].map(euros)
    expect([print(totals), print(before!)]).toEqual([
      [200, 50, 150, 20],
      [100, 100, 0, 0],
    ])
  })

  test('counts contacts by their role at its end, who bought, and who joined', async () => {
    expect((await (await office()).overview(march)).counts).toEqual({
      contacts: 7,
      prospects: 1,
      customers: 4,
      partners: 2,
      activeCustomers: 4,
      activePartners: 1,
      joined: 1,
    })
  })

  test('names the partners with the highest own volume', async () => {
    const { top } = await (await office()).overview(march)
    expect(
      top.map(row => [
        row.contact.name,
        ...[row.own, row.personal, row.customers, row.team].map(euros),
        row.customerCount,
      ]),
    ).toEqual([
      ['Anna', 150, 50, 100, 180, 3],
      ['Ben', 30, 0, 30, 30, 1],
    ])
  })
})

describe('month by month', () => {
  test.each(['order', 'period end'] as const)('the company and each contact, read by %s', async moment => {
    await database.updateTable('company').set({ reading_moment: moment }).execute()
    await company.buys('Ben', 5, '2026-05-01')
    await company.books()
    const { months, monthsOf } = await office()
    const print = (points: Awaited<ReturnType<typeof months>>) =>
      points.map(point => `${point.period} ${euros(point.personal)} + ${euros(point.customers)}`)
    expect(print(await months())).toEqual(['2026-02 100 + 0', '2026-03 50 + 150', '2026-04 0 + 0', '2026-05 5 + 0'])
    expect(print(await monthsOf(await idOf('Anna')))).toEqual([
      '2026-02 100 + 0',
      '2026-03 50 + 100',
      '2026-04 0 + 0',
      '2026-05 0 + 0',
    ])
    expect(print(await monthsOf(await idOf('Cy')))).toEqual(['2026-03 60 + 0', '2026-04 0 + 0', '2026-05 0 + 0'])
    expect(print(await monthsOf(await idOf('Fee')))).toEqual([])
  })

  test('a later booking into an old month is seen', async () => {
    expect((await (await office()).months()).map(point => euros(point.personal))).toEqual([100, 50])
    await company.buys('Anna', 7, '2026-02-20')
    await company.books()
    expect((await (await office()).months()).map(point => euros(point.personal))).toEqual([107, 50])
  })
})

const found = async (q: string, role: 'partner' | 'prospect' | null = null) => {
  const { rows, total } = await (await office()).contacts({ q, role, period: march, cursor: null })
  return [total, rows.map(row => row.contact.name)]
}

const walk = async (
  page: (cursor: string | null) => Promise<{ rows: readonly { contact: { name: string } }[]; next: string | null }>,
) => {
  const names: string[] = []
  let cursor: string | null = null
  do {
    const { rows, next } = await page(cursor)
    names.push(...rows.map(row => row.contact.name))
    cursor = next
  } while (cursor !== null)
  return names
}

describe('the list of contacts', () => {
  test('is searched by words and role', async () => {
    expect(await found('')).toEqual([8, ['house', 'Anna', 'Cy', 'Dora', 'Ben', 'Emil', 'Fee', 'Gus']])
    expect(await found('', 'partner')).toEqual([2, ['Anna', 'Ben']])
    expect(await found('AN')).toEqual([1, ['Anna']])
    expect(await found('e', 'prospect')).toEqual([1, ['Fee']])
    expect(await found('%')).toEqual([0, []])
  })

  test('shows to whom each belongs and the turnover of the month', async () => {
    const { rows } = await (await office()).contacts({ q: '', role: null, period: march, cursor: null })
    expect(
      rows.slice(1, 4).map(row => [row.contact.name, row.owner?.name, euros(row.personal), euros(row.own)]),
    ).toEqual([
      ['Anna', undefined, 50, 150],
      ['Cy', 'Anna', 60, null],
      ['Dora', 'Anna', 40, null],
    ])
  })

  test('is walked by cursors without losing or repeating anybody', async () => {
    for (let number = 0; number < 120; number += 1) await company.prospect(`N${number}`, 'Gus')
    const { contacts, line } = await office()
    const all = await walk(cursor => contacts({ q: '', role: null, period: march, cursor }))
    expect([all.length, new Set(all).size]).toEqual([128, 128])
    const gus = await idOf('Gus')
    const below = await walk(cursor => line(gus, { period: april, of: 'customers', cursor }))
    expect([below.length, new Set(below).size]).toEqual([120, 120])
  })
})

describe('a contact', () => {
  test('with his place, his history and who is below him', async () => {
    await company.moves('Ben', 'Cy', '2026-04-02')
    await company.becomes('Dora', 'partner', '2026-04-03')
    const cy = (await (await office()).contact(await idOf('Cy')))!
    expect(cy).toMatchObject({
      contact: { name: 'Cy', role: 'customer' },
      owner: { name: 'Anna' },
      counts: { partners: 2, customers: 0, prospects: 0, downline: 2, owned: 0 },
    })
    expect(cy.path.map(ref => ref.name)).toEqual(['house', 'Anna'])
    const ben = (await (await office()).contact(await idOf('Ben')))!
    expect(ben.sponsors.map(({ sponsor, evidence }) => [sponsor.name, evidence.by, evidence.text])).toEqual([
      ['Anna', 'company', 'told so'],
      ['Cy', 'company', 'told so'],
    ])
    expect(ben.path.map(ref => ref.name)).toEqual(['house', 'Anna', 'Cy'])
    const dora = (await (await office()).contact(await idOf('Dora')))!
    expect([dora.owner, dora.roles.map(({ role }) => role)]).toEqual([null, ['customer', 'partner']])
  })

  test('the house stands above everybody and below nobody', async () => {
    const house = (await (await office()).contact(await idOf('house')))!
    expect(house).toMatchObject({ path: [], sponsors: [], owner: null })
    expect(house.counts).toEqual({ partners: 1, customers: 1, prospects: 0, downline: 2, owned: 1 })
  })

  test('nobody is answered with nothing', async () => {
    const { contact, volumes, monthsOf, orders, explanation, tree } = await office()
    const nobody = 'con_01h2xcejqtf2nbrexx3vqjhp41'
    const from = { customersFrom: null, linesFrom: null, open: null }
    expect(await contact(nobody)).toBeNull()
    expect(await contact('con_rubbish')).toBeNull()
    expect(await explanation(nobody, { period: march, ...from })).toBeNull()
    expect(await tree({ period: march, root: nobody, limit: 5 })).toBeNull()
    expect([await monthsOf(nobody), (await orders(nobody, { cursor: null })).rows]).toEqual([[], []])
    expect((await volumes(nobody, march)).own).toBeNull()
  })

  test('directly below stand partners by team and others by what they bought', async () => {
    const { line } = await office()
    const names = async (of: 'partners' | 'customers') => {
      const { rows } = await line(await idOf('Anna'), { period: march, of, cursor: null })
      return rows.map(row => [row.contact.name, euros(row.volumes.personal), euros(row.volumes.team), row.customers])
    }
    expect(await names('partners')).toEqual([['Ben', 0, 30, 1]])
    expect(await names('customers')).toEqual([
      ['Cy', 60, null, 1],
      ['Fee', 0, null, 0],
    ])
  })
})

describe('orders', () => {
  test('of a contact, newest first, with what came back', async () => {
    const order = await company.buys('Cy', 80, '2026-03-20')
    await company.takesBack(order, '2026-03-25')
    await company.books()
    const { orders, order: details } = await office()
    const { rows } = await orders(await idOf('Cy'), { cursor: null })
    expect(rows.map(row => [row.net / 100, row.returned / 100, row.state])).toEqual([
      [80, -80, 'cancelled'],
      [60, 0, 'paid'],
    ])
    const shown = (await details(rows[0]!.id))!
    expect(shown).toMatchObject({ net: 8_000, vat: 1_520, gross: 9_520, contact: { name: 'Cy' } })
    expect(shown.states.map(({ state }) => state)).toEqual(['placed', 'paid', 'cancelled'])
    expect(shown.lines).toMatchObject([{ quantity: 1, returned: 1, vatRate: 190, article: { number: 'A-1' } }])
    expect(shown.returns).toMatchObject([{ reason: 'did not fit', lines: [{ quantity: 1, turnover: { net: 8_000 } }] }])
    expect(shown.entries.map(entry => [entry.is, euros(entry.turnover), entry.ownerThen.name])).toEqual([
      ['order', 80, 'Anna'],
      ['return', -80, 'Anna'],
    ])
    expect(await details('ord_01h2xcejqtf2nbrexx3vqjhp41')).toBeNull()
  })

  test('are walked by cursors', async () => {
    for (let day = 1; day <= 28; day += 1)
      for (const hour of ['08', '09', '10'])
        await company.buys('Gus', 1, `2026-02-${String(day).padStart(2, '0')} ${hour}:00`)
    const { orders } = await office()
    const gus = await idOf('Gus')
    const first = await orders(gus, { cursor: null })
    const second = await orders(gus, { cursor: first.next })
    const all = [...first.rows, ...second.rows]
    expect([all.length, new Set(all.map(row => row.id)).size, second.next]).toEqual([85, 85, null])
    expect(all.map(row => row.placedAt)).toEqual(all.map(row => row.placedAt).toSorted((a, b) => b - a))
  })
})

const open = async (name: string, customer: string | null = null) =>
  (await (
    await office()
  ).explanation(await idOf(name), {
    period: march,
    customersFrom: null,
    linesFrom: null,
    open: customer === null ? null : await idOf(customer),
  }))!

describe('an explanation', () => {
  test('opens into customers with their chains, and lines', async () => {
    const { volumes, personalAsPartner, customers, customerCount, lines, lineCount, entries, opened } = await open(
      'Anna',
      'Dora',
    )
    expect([volumes.own, personalAsPartner, volumes.customers, volumes.team].map(v => euros(v))).toEqual([
      150, 50, 100, 180,
    ])
    expect(
      customers.rows.map(row => [
        row.contact.name,
        euros(row.turnover),
        row.entries,
        row.chain.map(step => step.sponsor.name),
      ]),
    ).toEqual([
      ['Cy', 60, 1, ['Anna']],
      ['Dora', 40, 1, ['Cy', 'Anna']],
    ])
    expect([customerCount, lineCount, entries]).toEqual([2, 1, 1])
    expect(lines.rows.map(row => [row.contact.name, euros(row.team), euros(row.own)])).toEqual([['Ben', 30, 30]])
    expect(opened).toMatchObject({ contact: { name: 'Dora' }, entries: 1, turnover: { net: 4_000 } })
    expect((await open('Anna', 'Emil')).opened).toBeNull()
  })

  test('of a customer says to whom his turnover belongs', async () => {
    const { personalAsPartner, belongsTo, customers } = await open('Dora')
    expect([personalAsPartner, customers.rows]).toEqual([null, []])
    expect(belongsTo.map(part => [part.owner.name, euros(part.turnover), part.chain.length])).toEqual([['Anna', 40, 2]])
  })

  test('opens further into entries', async () => {
    const { entries } = await office()
    const of = await idOf('Cy')
    const { rows } = await entries(await idOf('Anna'), { period: march, of, cursor: null })
    expect(rows).toMatchObject([{ contact: { name: 'Cy' }, roleThen: 'customer', ownerThen: { name: 'Anna' } }])
    expect((await entries(await idOf('Ben'), { period: march, of, cursor: null })).rows).toEqual([])
  })
})

describe('the tree', () => {
  test('holds everybody, nearest first, with sums', async () => {
    const tree = (await (await office()).tree({ period: march, root: null, limit: 100 }))!
    expect(
      tree.names.map((name, position) => [name, tree.names[tree.parents[position]!] ?? null, tree.below[position]]),
    ).toEqual([
      ['house', null, 7],
      ['Anna', 'house', 5],
      ['Gus', 'house', 0],
      ['Cy', 'Anna', 1],
      ['Ben', 'Anna', 1],
      ['Fee', 'Anna', 0],
      ['Dora', 'Cy', 0],
      ['Emil', 'Ben', 0],
    ])
    expect(tree.team.map(net => net / 100)).toEqual([200, 180, 20, 60, 30, 0, 40, 30])
    expect([tree.total, tree.path]).toEqual([7, []])
  })

  test('is cut at the limit and begins where asked', async () => {
    const tree = (await (await office()).tree({ period: march, root: await idOf('Anna'), limit: 3 }))!
    expect([tree.names, tree.parents, tree.total, tree.path.map(ref => ref.name)]).toEqual([
      ['Anna', 'Cy', 'Ben'],
      [-1, 0, 0],
      5,
      ['house'],
    ])
  })

  test('of an earlier month has nobody who joined later', async () => {
    const tree = (await (await office()).tree({ period: february, root: null, limit: 100 }))!
    expect(tree.names).not.toContain('Dora')
    expect(await (await office()).tree({ period: february, root: await idOf('Dora'), limit: 9 })).toBeNull()
  })
})

describe('a partner leaves', () => {
  test('after a preview of what moves and what stays', async () => {
    await company.buys('Anna', 5, '2026-04-02')
    await company.books()
    const preview = await (await office()).leavePreview(await idOf('Anna'), { successor: await idOf('Ben') })
    expect(preview).toMatchObject({
      partner: { name: 'Anna' },
      sponsor: { name: 'house' },
      heir: { name: 'Ben' },
      customers: { count: 2, first: [{ name: 'Cy' }, { name: 'Fee' }] },
      partners: { count: 1, first: [{ name: 'Ben' }] },
      booked: { net: 500 },
    })
  })

  test.each`
    partner   | heir      | because
    ${'Anna'} | ${'Cy'}   | ${'successor is no partner'}
    ${'Anna'} | ${'Anna'} | ${'successor is himself'}
    ${'Anna'} | ${null}   | ${'successor unknown'}
  `('and $heir may not follow $partner: $because', async ({ partner, heir, because }) => {
    const successor: ContactId = heir === null ? 'con_01h2xcejqtf2nbrexx3vqjhp41' : await idOf(heir)
    const { leavePreview, leave } = await office()
    const id = await idOf(partner)
    expect(await leavePreview(id, { successor })).toEqual({ is: 'refused', because })
    expect(await leave({ commandId: 'c1', partner: id, heir: { successor } })).toEqual({ is: 'refused', because })
  })

  test('once, however often and at once the page sends it', async () => {
    const { leave, leavePreview, contact } = await office()
    const command = { commandId: 'c1', partner: await idOf('Anna'), heir: 'sponsor' } as const
    const answers = await Promise.all([leave(command), leave(command), leave(command)])
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ is: 'left', moved: 3 })))
    expect(await leave({ ...command, commandId: 'c2' })).toEqual({ is: 'refused', because: 'not a partner' })
    expect(await leavePreview(command.partner, 'house')).toBeNull()
    expect(await contact(command.partner)).toMatchObject({ contact: { role: 'former partner' } })
    expect((await contact(await idOf('Cy')))!.sponsors.at(-1)).toMatchObject({
      from: now,
      sponsor: { name: 'house' },
      evidence: { by: 'leaving partner', leaver: { name: 'Anna' }, text: null },
    })
  })

  test('and his months stay explained', async () => {
    const { leave, explanation } = await office()
    await leave({ commandId: 'c1', partner: await idOf('Anna'), heir: 'house' })
    const from = { customersFrom: null, linesFrom: null, open: null }
    const told = (await explanation(await idOf('Anna'), { period: march, ...from }))!
    expect(told.customers.rows.map(row => [row.contact.name, row.isChangedSince])).toEqual([
      ['Cy', false],
      ['Dora', false],
    ])
  })
})

test('settings change once for each command, and figures are read anew', async () => {
  const change = { reading: { whose: 'direct', moment: 'period end' }, relevantAt: 'shipped' } as const
  await (await office()).changeSettings({ commandId: 's1', ...change })
  const changed = await world()
  expect(changed.company).toMatchObject(change)
  expect(euros((await changed.office!.volumes(await idOf('Anna'), march)).own)).toBe(110)
})
