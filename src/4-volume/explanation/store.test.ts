import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import { period, type Period } from '#ground/period'
import { lockStructure } from '#people/structure/store.ts'
import { defaultReading, readings, type Reading } from '#volume/kinds'
import { berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { explain, type Parts } from './index.ts'
import {
  attributionsOf,
  customersAt,
  entriesOf,
  entriesOfOrder,
  explainedMonth,
  ownersIn,
  type Attributed,
} from './store.ts'
import { tellExplanation } from './tell.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  // Months are kept by their versions, and a forgotten company counts from one again.
  await lockStructure(database)
  company = await openCompany(database)
})

const march = period('2026-03')

const monthIn = (of: Period = march, reading: Reading = defaultReading) =>
  explainedMonth(database, { period: of, reading, zone: berlin })

const euros = (parts: Parts) =>
  Object.fromEntries(
    Array.from(parts.numbers, (number, row) => [company.nameOf(number as ContactNumber)!, parts.net[row]! / 100]),
  )

const story = async (name: string, of: Period = march, reading: Reading = defaultReading) => {
  await company.books()
  const { volumes, personalAsPartner, belongsTo, customers, lines } = explain(
    await monthIn(of, reading),
    company.of(name),
  )
  return {
    personal: volumes.personal.net / 100,
    own: volumes.own && volumes.own.net / 100,
    asPartner: personalAsPartner && personalAsPartner.net / 100,
    belongsTo: euros(belongsTo),
    customers: euros(customers),
    lines: euros(lines),
  }
}

const whyOf = async (name: string, of: Period = march, reading: Reading = defaultReading) => {
  const month = await monthIn(of, reading)
  const { customers } = explain(month, company.of(name))
  const pairs = customersAt(customers, [...customers.numbers.keys()], company.of(name))
  return (await attributionsOf(database, month, pairs)).map(({ contact, entries, chain }) => ({
    who: company.nameOf(contact),
    entries,
    chain: chain.steps.map(step => `${company.nameOf(step.contact)} below ${company.nameOf(step.sponsor)}`),
    by: chain.steps.map(step => step.evidence.by),
    leadsToOwner: chain.leadsToOwner,
  }))
}

const team = async () => {
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.customer('Dora', 'Cy')
  await company.partner('Ben', 'Anna')
}

test('the worked example of the README', async () => {
  await team()
  await company.buys('Anna', 100, '2026-03-02 10:00')
  await company.buys('Cy', 60, '2026-03-03 10:00')
  await company.buys('Dora', 40, '2026-03-04 10:00')
  await company.takesBack(await company.buys('Dora', 15, '2026-03-05 10:00'), '2026-03-20 10:00')
  await company.buys('Ben', 30, '2026-03-06 10:00')
  await company.books()
  const readme = await readFile(join(import.meta.dirname, 'README.md'), 'utf8')
  for (const language of ['de', 'en'] as const) {
    const told = await tellExplanation(database, { contact: 'Anna', period: march, language })
    expect(told.is === 'told' && readme.includes(`\`\`\`text\n${told.text}\`\`\``) ? 'in README' : told).toBe(
      'in README',
    )
  }
})

test('who is unknown is not explained', async () => {
  const asked = { contact: 'Nobody', period: march, language: undefined }
  expect(await tellExplanation(database, asked)).toEqual({ is: 'refused', because: 'unknown contact' })
})

describe('own volume', () => {
  beforeEach(team)

  test('is what he generated as partner and what each customer generated', async () => {
    await company.buys('Anna', 100, '2026-03-02')
    await company.buys('Cy', 60, '2026-03-03')
    await company.buys('Dora', 40, '2026-03-04')
    await company.buys('Ben', 30, '2026-03-06')
    expect(await story('Anna')).toEqual({
      personal: 100,
      own: 200,
      asPartner: 100,
      belongsTo: {},
      customers: { Cy: 60, Dora: 40 },
      lines: { Ben: 30 },
    })
    expect(await whyOf('Anna')).toEqual([
      { who: 'Cy', entries: 1, chain: ['Cy below Anna'], by: ['company'], leadsToOwner: true },
      {
        who: 'Dora',
        entries: 1,
        chain: ['Dora below Cy', 'Cy below Anna'],
        by: ['company', 'company'],
        leadsToOwner: true,
      },
    ])
  })

  test.each`
    whose          | customers               | house
    ${'nearest'}   | ${{ Cy: 60, Dora: 40 }} | ${{}}
    ${'direct'}    | ${{ Cy: 60 }}           | ${{ Dora: 40 }}
    ${'recruited'} | ${{ Cy: 60 }}           | ${{ Dora: 40 }}
  `('read as $whose counts $customers', async ({ whose, customers, house }) => {
    await company.buys('Cy', 60, '2026-03-03')
    await company.buys('Dora', 40, '2026-03-04')
    for (const moment of ['order', 'period end'] as const) {
      expect((await story('Anna', march, { whose, moment })).customers).toEqual(customers)
      expect((await story('house', march, { whose, moment })).customers).toEqual(house)
      const why = await whyOf('house', march, { whose, moment })
      expect(why.map(({ chain, leadsToOwner }) => ({ chain, leadsToOwner }))).toEqual(
        Object.keys(house as object).map(() => ({ chain: ['Dora below Cy'], leadsToOwner: true })),
      )
    }
  })

  test('of who became partner in mid-month begins with that moment; what was before belongs to his owner then', async () => {
    await company.buys('Cy', 60, '2026-03-03')
    await company.becomes('Cy', 'partner', '2026-03-10')
    await company.buys('Cy', 25, '2026-03-12')
    await company.buys('Dora', 40, '2026-03-14')
    expect(await story('Cy')).toEqual({
      personal: 85,
      own: 65,
      asPartner: 25,
      belongsTo: { Anna: 60 },
      customers: { Dora: 40 },
      lines: {},
    })
    expect(await story('Anna')).toMatchObject({ own: 60, customers: { Cy: 60 }, lines: { Cy: 65 } })
    const month = await monthIn()
    const [before] = await attributionsOf(
      database,
      month,
      ownersIn(explain(month, company.of('Cy')).belongsTo, company.of('Cy')),
    )
    expect(before!.chain.steps.map(step => company.nameOf(step.sponsor))).toEqual(['Anna'])
    expect(before!.chain.leadsToOwner).toBe(true)
  })

  test('of a former partner shows a return of what was his, though he is none any more', async () => {
    const order = await company.buys('Cy', 60, '2026-02-03')
    await company.leaves('Anna', 'house', '2026-02-20')
    await company.takesBack(order, '2026-03-05')
    expect(await story('Anna')).toMatchObject({ personal: 0, own: -60, customers: { Cy: -60 } })
    expect(await story('house')).toMatchObject({ customers: {}, lines: { Anna: -60 } })
  })

  test('of a former partner with a team left below him still adds up', async () => {
    await company.becomes('Anna', 'former partner', '2026-03-10')
    await company.buys('Ben', 30, '2026-03-12')
    expect(await story('Anna')).toMatchObject({ own: 0, lines: { Ben: 30 } })
    expect(await story('house')).toMatchObject({ lines: { Ben: 30 } })
  })

  test('of a customer is none, and his turnover belongs to his owner', async () => {
    await company.buys('Dora', 40, '2026-03-04')
    expect(await story('Dora')).toEqual({
      personal: 40,
      own: null,
      asPartner: null,
      belongsTo: { Anna: 40 },
      customers: {},
      lines: {},
    })
  })
})

describe('after a partner has left', () => {
  beforeEach(async () => {
    await team()
    await company.buys('Cy', 60, '2026-03-03')
    await company.leaves('Anna', 'sponsor', '2026-03-10')
    await company.buys('Cy', 25, '2026-03-12')
    await company.books()
  })

  test('earlier entries stay explained at the former owner, later ones at the heir', async () => {
    expect(await story('Anna')).toMatchObject({ own: 60, customers: { Cy: 60 } })
    expect(await whyOf('Anna')).toEqual([
      { who: 'Cy', entries: 1, chain: ['Cy below Anna'], by: ['company'], leadsToOwner: true },
    ])
    expect(await story('house')).toMatchObject({ customers: { Cy: 25 }, lines: { Anna: 60 } })
    expect(await whyOf('house')).toEqual([
      { who: 'Cy', entries: 1, chain: ['Cy below house'], by: ['leaving partner'], leadsToOwner: true },
    ])
  })

  test('the whole month is the heir’s when the period’s end decides', async () => {
    const reading: Reading = { whose: 'nearest', moment: 'period end' }
    expect(await story('Anna', march, reading)).toMatchObject({ own: 0, customers: {} })
    expect(await story('house', march, reading)).toMatchObject({ customers: { Cy: 85 } })
    expect(await whyOf('house', march, reading)).toMatchObject([{ who: 'Cy', entries: 2, by: ['leaving partner'] }])
  })

  test('his entries, and those of an order, say to whom they belong', async () => {
    const month = await monthIn()
    const asked = { contact: company.of('Cy'), after: undefined, limit: 10 }
    const owners = async (owner: string | undefined) => {
      const entries = await entriesOf(database, month, {
        ...asked,
        owner: owner === undefined ? undefined : company.of(owner),
      })
      return entries.map(entry => `${company.nameOf(entry.owner)} ${entry.net / 100}`)
    }
    expect(await owners(undefined)).toEqual(['Anna 60', 'house 25'])
    expect(await owners('Anna')).toEqual(['Anna 60'])
    const [first] = await entriesOf(database, month, { ...asked, owner: undefined })
    const [second] = await entriesOf(database, month, { ...asked, owner: undefined, after: first, limit: 1 })
    expect(second).toMatchObject({ net: 2_500, quantity: 1, article: 'A-1', is: 'order' })
    for (const [moment, owner] of [
      ['order', 'Anna'],
      ['period end', 'house'],
    ] as const) {
      const reading: Reading = { whose: 'nearest', moment }
      const entries = await entriesOfOrder(database, first!.order!.number, { reading, zone: berlin })
      expect(entries.map(entry => company.nameOf(entry.owner))).toEqual([owner])
    }
  })
})

test('under the reading “period end” a return belongs to the owner at the end of the order’s month', async () => {
  await team()
  const order = await company.buys('Cy', 60, '2026-02-03')
  await company.moves('Cy', 'Ben', '2026-03-10')
  await company.buys('Cy', 10, '2026-03-12')
  await company.takesBack(order, '2026-03-15')
  const reading: Reading = { whose: 'nearest', moment: 'period end' }
  expect((await story('Anna', march, reading)).customers).toEqual({ Cy: -60 })
  expect((await story('Ben', march, reading)).customers).toEqual({ Cy: 10 })
  expect(await whyOf('Anna', march, reading)).toMatchObject([
    { entries: 1, chain: ['Cy below Anna'], leadsToOwner: true },
  ])
  const entries = await entriesOf(database, await monthIn(march, reading), {
    contact: company.of('Cy'),
    owner: company.of('Anna'),
    after: undefined,
    limit: 10,
  })
  expect(entries).toMatchObject([{ is: 'return', net: -6_000, quantity: -1 }])
})

test('what is booked stays, and says so, when the structure is changed backwards', async () => {
  await team()
  await company.buys('Cy', 60, '2026-03-12')
  await company.books()
  await company.moves('Cy', 'Ben', '2026-03-10')
  expect((await story('Anna')).customers).toEqual({ Cy: 60 })
  expect(await whyOf('Anna')).toEqual([
    { who: 'Cy', entries: 1, chain: ['Cy below Ben'], by: ['company'], leadsToOwner: false },
  ])
})

const randomCompany = async () => {
  const [rolls] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed: 11 })
  const roll = (sides: number) => rolls!.next().value! % sides
  const names = Array.from({ length: 24 }, (_, position) => `P${position}`)
  const day = (month: number) => `2026-0${month}-${String(roll(27) + 1).padStart(2, '0')} 0${roll(9)}:00`
  const anybody = () => names[roll(24)]!
  const change = async (month: number) => {
    if (roll(2) === 0) await company.moves(anybody(), anybody(), day(month))
    else await company.becomes(anybody(), (['partner', 'former partner'] as const)[roll(2)]!, day(month))
  }
  for (const [position, name] of names.entries()) {
    const sponsor = position === 0 ? 'house' : (names[roll(position + 1) - 1] ?? 'house')
    await [company.partner, company.customer, company.customer][roll(3)]!(name, sponsor, day(1))
  }
  const orders = []
  for (const month of [2, 3]) {
    // Changes of a month come before its orders are booked: nothing is changed backwards.
    for (let turn = 0; turn < 15; turn += 1) await change(month)
    for (let turn = 0; turn < 40; turn += 1) orders.push(await company.buys(anybody(), roll(90) + 1, day(month)))
    await company.books()
  }
  for (const order of orders.filter(() => roll(4) === 0)) await company.takesBack(order, day(4))
  await company.books()
}

// Explanations check their own sums and throw; here every one of them is asked for.
test.each(readings)(
  'in random companies explanations add up and chains lead to the owner: $whose/$moment',
  async reading => {
    await randomCompany()
    for (const of of ['2026-02', '2026-03', '2026-04'].map(period)) {
      const { booked, astray } = await everyExplanation(of, reading)
      expect(astray).toEqual([])
      expect(booked).toBe((await monthIn(of, reading)).shares.net.reduce((sum, net) => sum + net, 0))
    }
  },
)

/** What all explanations of a month book in all, and whose chain leads astray. */
const everyExplanation = async (of: Period, reading: Reading) => {
  const month = await monthIn(of, reading)
  let booked = 0
  const astray: Attributed[] = []
  for (const contact of month.structure.sponsors.keys()) {
    const { customers, belongsTo, personalAsPartner } = explain(month, contact as ContactNumber)
    const pairs = [
      ...customersAt(customers, [...customers.numbers.keys()], contact as ContactNumber),
      ...ownersIn(belongsTo, contact as ContactNumber),
    ]
    const attributed = await attributionsOf(database, month, pairs)
    astray.push(...attributed.filter(({ chain }) => !chain.leadsToOwner))
    booked += (personalAsPartner?.net ?? 0) + customers.net.reduce((sum, net) => sum + net, 0)
    for (const { contact, owner, turnover, entries } of attributed) {
      const found = await entriesOf(database, month, { contact, owner, after: undefined, limit: 1_000 })
      expect(found.length).toBe(entries)
      expect(found.reduce((sum, entry) => sum + entry.net, 0)).toBe(turnover.net)
    }
  }
  return { booked, astray }
}
