import { Writable } from 'node:stream'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents, decimalOfCents, negative, parseCents, sum, type Cents } from '#ground/money'
import { period } from '#ground/period'
import { contactsNow } from './kept.ts'
import { monthOf, volumesAt } from '#volume/rollup/store.ts'
import { volumesCommand } from '#doors/calculator'
import { berlin, forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { lines, openTrial } from './trial.ts'

const opened = await testDatabase()
const { database } = opened
const trial = openTrial(opened)

const day = fc.integer({ min: 1, max: 28 }).map(number => String(number).padStart(2, '0'))
const net = fc.integer({ min: 1, max: 50_000 }).map(amount => decimalOfCents(amount as Cents))
const size = 12

const files = fc.record({
  contacts: fc.array(
    fc.record({
      role: fc.constantFrom('partner', 'partner', 'customer', 'prospect', 'former partner'),
      above: fc.nat(size - 1),
      // Before all orders, amid them, after them.
      joined: fc.constantFrom('2026-01-01', '2026-01-01', '2026-02-14', '2026-03-20'),
    }),
    { minLength: size, maxLength: size },
  ),
  orders: fc.array(fc.record({ contact: fc.nat(size - 1), day, net }), { minLength: 1, maxLength: 25 }),
  returns: fc.array(fc.record({ order: fc.nat(30), month: fc.constantFrom('02', '03'), net }), { maxLength: 12 }),
})

type Files = typeof files extends fc.Arbitrary<infer T> ? T : never

// What exceeds its order the database keeps as a return without order, for the owner of its own moment; the calculator does not add up.
const withinOrders = (orders: Files['orders'], returns: Files['returns']): Files['returns'] => {
  const left = new Map(orders.map(({ net }, order) => [order, parseCents(net)!]))
  return returns.filter(({ order, net }) => {
    const rest = sum([left.get(order) ?? cents(100_000), negative(parseCents(net)!)])
    if (rest >= 0) left.set(order, rest)
    return rest >= 0
  })
}

const written = ({ contacts, orders, returns }: Files) => ({
  contacts: lines(
    'id,role,sponsor,joined',
    // Sponsors stand anywhere above: number 0 is the house's.
    ...contacts.map(
      ({ role, above, joined }, index) => `P${index},${role},${index === 0 ? '' : `P${above % index}`},${joined}`,
    ),
  ),
  orders: lines(
    'order,contact,at,kind,net,points',
    ...orders.map(({ contact, day, net }, index) => `${index},P${contact},2026-02-${day},order,${net},`),
    ...withinOrders(orders, returns).map(({ order, month, net }) => {
      const contact = orders[order]?.contact ?? 0
      return `${order},P${contact},2026-${month}-28 12:00,return,-${net},`
    }),
  ),
})

test(
  'what the calculator says of two files, the company’s database says after it has imported them',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(files, async asked => {
        await forget(database)
        await openCompany(database)
        const { contacts, orders } = written(asked)
        const paths = [trial.fileOf('c.csv', contacts), trial.fileOf('o.csv', orders)] as const
        const calculated = await calculatedFrom(paths)
        expect(await trial.run('contacts', paths[0])).toMatchObject({ code: 0 })
        expect(await trial.run('orders', paths[1])).toMatchObject({ code: 0 })
        expect(await figures(calculated.map(row => row.split(',')[0]!))).toEqual(calculated.map(withoutRole))
      }),
      { numRuns: 20 },
    )
  },
)

/** The calculator's rows. */
const calculatedFrom = async ([contacts, orders]: readonly [string, string]): Promise<string[]> => {
  const told: string[] = []
  const stdout = new Writable({ write: (chunk, _, done) => done(void told.push(String(chunk))) })
  const stderr = new Writable({ write: (_chunk, _, done) => done() })
  const args = ['--contacts', contacts, '--orders', orders, '--period', '2026-02']
  expect(await volumesCommand(args, { stdout, stderr })).toBe(0)
  return told.join('').trim().split('\n').slice(1)
}

const withoutRole = (row: string): string =>
  row
    .split(',')
    .filter((_, column) => column !== 1)
    .join(',')

const figures = async (asked: readonly string[]): Promise<string[]> => {
  const reading = { whose: 'nearest', moment: 'order' } as const
  // Another handle, for months are kept by it and a forgotten company counts from the beginning.
  const month = await monthOf(database.withoutPlugins(), { period: period('2026-02'), reading, zone: berlin })
  const contacts = await contactsNow(database, asked)
  return [...contacts]
    .map(([reference, { number }]) => {
      const volumes = volumesAt(month.net, number)
      const own = [volumes.customers, volumes.own, volumes.team].map(amount => decimalOfCents(amount as Cents))
      const cells = month.hasVolumes[number] === 1 ? own : ['', '', '']
      return [reference, decimalOfCents(volumes.personal as Cents), ...cells].join(',')
    })
    .sort()
}
