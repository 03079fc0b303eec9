import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayBecome, roles, type Role } from '#people/contact'
import { plainVolumes, roleThen, sponsorThen, type PlainFiles, type PlainQuestion } from './plain.ts'
import { volumesOf } from './trial.ts'

// The months of Berlin in 2011, written down and not computed: September to December begin here.
const monthStarts = ['2011-08-31T22:00Z', '2011-09-30T22:00Z', '2011-10-31T23:00Z', '2011-11-30T23:00Z'].map(Date.parse)
const monthEnds = [...monthStarts, Date.parse('2012-01-01')]
const [, octoberFrom, octoberUntil] = monthStarts as [number, number, number]

const day = 86_400_000
// Bounds of months, the millisecond before, and days between them: few moments, so that they meet.
const moments = [
  ...monthStarts.slice(0, 3).flatMap(start => [start, start + day, start + 9 * day]),
  ...monthStarts.slice(1, 3).map(start => start - 1),
]
const afterAll = octoberUntil + 20 * day

const draw = fc.nat({ max: 9_999 })
const drawn = {
  contacts: fc.array(fc.tuple(draw, draw, draw, draw), { minLength: 1, maxLength: 9 }),
  changes: fc.array(fc.tuple(draw, draw, draw, draw), { maxLength: 12 }),
  orders: fc.array(fc.tuple(draw, draw, draw, fc.integer({ min: -50_000, max: 50_000 })), { maxLength: 25 }),
}
type Drawn = { [Name in keyof typeof drawn]: (typeof drawn)[Name] extends fc.Arbitrary<infer T> ? T : never }

const pick = <T>(among: readonly T[], number: number): T => among[number % among.length]!

const names = 'anna bert cora dora emil fred gina hugo ida'.split(' ')

/** Makes numbers drawn at random into files without a mistake in them. */
const filesFrom = ({ contacts, changes, orders }: Drawn): PlainFiles => {
  const files: PlainFiles = { contacts: [], changes: [], orders: [] }
  contacts.forEach(([role, sponsor, joined], position) =>
    files.contacts.push({
      id: names[position]!,
      role: pick(['prospect', 'customer', 'partner', 'partner', 'former partner'], role),
      sponsor: position === 0 ? '' : pick(['', ...names.slice(0, position)], sponsor),
      joined: pick([-Infinity, -Infinity, ...moments], joined),
    }),
  )
  const times = changes.map(([, at]) => pick(moments, at)).sort((a, b) => a - b)
  times.forEach((at, position) => addChange(files, at, changes[position]!))
  orders.forEach(([order, contact, at, amount], position) => {
    files.orders.push({
      order: String(order % 6),
      contact: pick(files.contacts, contact).id,
      // Also from before he joined.
      at: pick([...moments, afterAll], at),
      kind: position % 3 === 0 ? 'return' : 'order',
      amount,
    })
  })
  return files
}

const addChange = (files: PlainFiles, at: number, [contact, , role, sponsor]: Drawn['changes'][number]) => {
  const { id, joined } = pick(files.contacts, contact)
  if (at < joined || files.changes.some(change => change.contact === id && change.at === at)) return
  const steps = roles.filter(next => mayBecome(roleThen(files, id, at) as Role, next))
  const others = ['', 'house', ...files.contacts.map(other => other.id).filter(other => other !== id)]
  const change = { contact: id, at, role: pick(['', ...steps], role), sponsor: pick(others, sponsor) }
  if (change.role === '' && change.sponsor === '') return
  files.changes.push(change)
  if (isCyclic(files, id, at)) files.changes.pop()
}

const isCyclic = (files: PlainFiles, start: string, at: number): boolean => {
  for (let next = sponsorThen(files, start, at); next !== ''; next = sponsorThen(files, next, at))
    if (next === start) return true
  return false
}

const decimals = (amount: number, digits: number) => (amount / 10 ** digits).toFixed(digits)
const iso = (at: number) => new Date(at).toISOString()

/** The files as CSV rows, the amount as money in cents and, in another column, as points in thousandths. */
const written = ({ contacts, changes, orders }: PlainFiles) => ({
  contacts: contacts.map(({ id, role, sponsor, joined }) =>
    [id, role, sponsor, joined === -Infinity ? '' : iso(joined)].join(','),
  ),
  changes: changes.map(({ contact, at, role, sponsor }) => [contact, iso(at), role, sponsor].join(',')),
  orders: orders.map(({ order, contact, at, kind, amount }) =>
    [order, contact, iso(at), kind, decimals(amount, 2), decimals(amount, 3)].join(','),
  ),
})

const expectedOf = (files: PlainFiles, question: PlainQuestion, digits: number): string => {
  const rows = [...plainVolumes(files, question)].sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = rows.map(([id, row]) => {
    const cells = [row.customers, row.own, row.team].map(value => (row.isPartner ? decimals(value, digits) : ''))
    return [id, row.role, decimals(row.personal, digits), ...cells].join(',')
  })
  return ['contact,role,personal,customers,own,team', ...lines, ''].join('\n')
}

const readings = fc.record({
  whose: fc.constantFrom('nearest', 'direct', 'recruited'),
  moment: fc.constantFrom('order', 'period-end'),
  digits: fc.constantFrom(2, 3),
})

const patient = { timeout: 60_000 }

test('the calculator agrees to the cent with a plain evaluation of the words', patient, async () => {
  const property = fc.asyncProperty(fc.record(drawn), readings, async (numbers, { whose, moment, digits }) => {
    const files = filesFrom(numbers)
    const args = ['--customers', whose, '--moment', moment, ...(digits === 3 ? ['--points'] : [])]
    const { code, out, err } = await volumesOf(written(files), ...args)
    const question = { from: octoberFrom, until: octoberUntil, monthEnds, whose, moment }
    expect({ code, out, errors: err.split('\n').filter(line => line !== '' && !line.startsWith('warning: ')) }).toEqual(
      {
        code: 0,
        out: expectedOf(files, question, digits),
        errors: [],
      },
    )
  })
  await fc.assert(property, { numRuns: 300 })
})

const shuffled = <T>(rows: readonly T[], seed: number): T[] =>
  rows
    .map((row, position) => ({ row, key: Math.imul(position + 1, seed * 2 + 1) % 1009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row)

test('the order of the rows does not matter', patient, async () => {
  const property = fc.asyncProperty(fc.record(drawn), draw, readings, async (numbers, seed, { whose, moment }) => {
    const { contacts, changes, orders } = written(filesFrom(numbers))
    const other = {
      contacts: shuffled(contacts, seed),
      changes: shuffled(changes, seed),
      orders: shuffled(orders, seed),
    }
    const args = ['--customers', whose, '--moment', moment]
    const [one, two] = await Promise.all([volumesOf({ contacts, changes, orders }, ...args), volumesOf(other, ...args)])
    expect(two.out).toBe(one.out)
    expect(one.code).toBe(0)
  })
  await fc.assert(property, { numRuns: 60 })
})
