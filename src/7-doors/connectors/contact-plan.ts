import { quoted, shownMoment, type Problems } from '#ground/table'
import type { ContactNumber } from '#ground/identity'
import type { Instant, Zone } from '#ground/period'
import type { Role } from '#people/contact'
import type { MasterData } from '#people/contact/store.ts'
import { cyclesIn } from '#people/structure'
import type { Newcomer } from '#people/structure/store.ts'
import type { PriceGroup } from '#sales/catalogue'
import type { ContactColumn, ContactFile, ContactRow } from './contact-file.ts'

/** What is kept of a contact the file names too. */
export type KnownContact = {
  readonly number: ContactNumber
  readonly joinedAt: Instant
  readonly data: MasterData
  /** The one the company put him into; null where his role decides. */
  readonly priceGroup: PriceGroup | null
  /** All he is or was, the present one last. */
  readonly roles: readonly Role[]
  /** The numbers (references) of all his sponsors, the present one last. */
  readonly sponsors: readonly string[]
  /** Who gave him as a lead, by reference, where that was decided. */
  readonly giver: string | null
  /** Below whom a place is named for him, by reference, and which. */
  readonly placedBelow: string | null
  readonly placedAt: number | null
}

export type House = { readonly number: ContactNumber; readonly reference: string }

export type Task = {
  readonly file: ContactFile
  readonly zone: Zone
  readonly house: House
  readonly problems: Problems
}

export const report =
  ({ file, problems }: Task, row: ContactRow) =>
  (column: ContactColumn, told: { found: string; expected: string }) =>
    problems.add({ file: file.file, line: row.line, column: file.header.get(column) ?? column, ...told })

const masterColumns = [
  'kind',
  'givenName',
  'familyName',
  'firmName',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'country',
  'language',
] as const

const changingColumns = [...masterColumns, 'priceGroup'] as const

/** What happens when the file tells something newer than is kept. */
export type Policy = 'refuse' | 'update'

export type Change = {
  readonly data: MasterData
  /** Only where it becomes another. */
  readonly priceGroup?: PriceGroup
}

/**
 * Compares a row with the contact who is already there; answers his new master data and price group when they change. A role or sponsor he has or
 * had is no contradiction; any other, and another day of joining, is a problem whatever the policy: the past is not rewritten.
 */
export const compare = (
  { row, known }: { readonly row: ContactRow; readonly known: KnownContact },
  policy: Policy,
  task: Task,
): Change | undefined => {
  comparePlace(row, known, task)
  compareNamed(row, known, task)
  const all = { ...known.data, priceGroup: known.priceGroup }
  const differing = changingColumns.filter(column => row[column] !== undefined && row[column] !== all[column])
  if (policy === 'refuse')
    for (const column of differing) {
      const kept = all[column]
      const expected = `${kept === null ? 'nothing' : quoted(kept)} as kept, or --update to change it`
      report(task, row)(column, { found: quoted(row[column]!), expected })
    }
  if (differing.length === 0) return undefined
  const { priceGroup, ...data } = Object.fromEntries(differing.map(column => [column, row[column]]))
  return { data: { ...known.data, ...data }, ...(priceGroup === undefined ? {} : { priceGroup: row.priceGroup! }) }
}

const comparePlace = (row: ContactRow, known: KnownContact, task: Task): void => {
  const { header } = task.file
  const tell = report(task, row)
  if (!known.roles.includes(row.role))
    tell('role', { found: quoted(row.role), expected: `${known.roles.at(-1)} as kept; an import changes no role` })
  if (row.joined !== undefined && row.joined !== known.joinedAt)
    tell('joined', {
      found: shownMoment(row.joined, task.zone),
      expected: `${shownMoment(known.joinedAt, task.zone)} as kept; an import rewrites no past`,
    })
  const told = sponsorOf(row, task.house)
  if (header.has('sponsor') && !known.sponsors.includes(told))
    tell('sponsor', {
      found: quoted(row.sponsor ?? ''),
      expected: `${quoted(known.sponsors.at(-1) ?? '')} as kept; an import moves nobody`,
    })
}

const compareNamed = (row: ContactRow, known: KnownContact, task: Task): void => {
  const isOfHouse = known.giver === task.house.reference
  const kept = { leadFrom: isOfHouse ? 'house' : known.giver, placedBelow: known.placedBelow }
  for (const column of ['leadFrom', 'placedBelow'] as const)
    if (row[column] !== undefined && row[column] !== kept[column])
      report(task, row)(column, {
        found: quoted(row[column]),
        expected: `${kept[column] === null ? 'nothing' : quoted(kept[column])} as kept; an import rewrites no past`,
      })
  if (row.placedAt !== undefined && row.placedAt !== known.placedAt)
    report(task, row)('placedAt', {
      found: String(row.placedAt + 1),
      expected: `${known.placedAt === null ? 'nothing' : String(known.placedAt + 1)} as kept; an import rewrites no past`,
    })
}

/** Nothing is the house, and so is the word "house". */
const sponsorOf = ({ sponsor }: ContactRow, house: House): string =>
  sponsor === undefined || sponsor === 'house' ? house.reference : sponsor

/** Whom rows name beside themselves, by reference, and who has to be looked up among those already there. */
export const othersToFind = (rows: readonly ContactRow[], house: House): string[] => {
  const newcomers = new Set(rows.map(row => row.reference))
  const named = rows.flatMap(row => [sponsorOf(row, house), row.leadFrom, row.placedBelow])
  return [...new Set(named)].filter(each => each !== undefined && !newcomers.has(each)) as string[]
}

export type Placing = Task & {
  /** The numbers of the sponsors who are already there. */
  readonly numbers: ReadonlyMap<string, ContactNumber>
}

export type SponsorNamed = ContactNumber | { readonly newcomer: number }

/** The sponsor of each new row: somebody already there, or another new row wherever it stands. Unknown ones and cycles are problems. */
export const sponsorsOf = (rows: readonly ContactRow[], task: Placing): (SponsorNamed | undefined)[] => {
  const positions = new Map(rows.map((row, position) => [row.reference, position]))
  const sponsors = rows.map(row => {
    const reference = sponsorOf(row, task.house)
    const newcomer = positions.get(reference)
    const sponsor = newcomer === undefined ? task.numbers.get(reference) : { newcomer }
    if (reference === row.reference)
      report(task, row)('sponsor', { found: quoted(reference), expected: 'another contact than himself' })
    else if (sponsor === undefined)
      report(task, row)('sponsor', {
        found: quoted(reference),
        expected: 'the number of a contact who is there already or in this file, or nothing for the house',
      })
    return reference === row.reference ? undefined : sponsor
  })
  refuseCycles(rows, sponsors, task)
  return sponsors
}

const refuseCycles = (
  rows: readonly ContactRow[],
  sponsors: readonly (SponsorNamed | undefined)[],
  task: Task,
): void => {
  // Number 0 ends every chain: whoever is there already stands above no newcomer.
  const above = Int32Array.from([
    -1,
    ...sponsors.map(sponsor => (typeof sponsor === 'object' ? sponsor.newcomer + 1 : 0)),
  ])
  for (const cycle of cyclesIn(above)) {
    const row = rows[cycle[0]! - 1]!
    report(task, row)('sponsor', { found: shownCycle(cycle, rows), expected: 'sponsors who lead up to the house' })
  }
}

const shown = 5

export const shownCycle = (cycle: readonly number[], rows: readonly ContactRow[]): string => {
  const references = [...cycle.slice(0, shown), ...(cycle.length > shown ? [] : [cycle[0]!])].map(
    number => rows[number - 1]!.reference,
  )
  const rest = cycle.length > shown ? [`… (${cycle.length} contacts)`, rows[cycle[0]! - 1]!.reference] : []
  return `a cycle ${[...references, ...rest].join(' → ')}`
}

type Presets = {
  readonly country: string
  readonly language: 'de' | 'en'
  readonly joined: Instant
  readonly file: string
}

/** A new row as a newcomer of the structure; what the file leaves open is preset. */
export const newcomerOf = (row: ContactRow, sponsor: SponsorNamed | undefined, presets: Presets): Newcomer => ({
  contact: {
    reference: row.reference,
    kind: row.kind ?? (row.firmName === undefined ? 'person' : 'firm'),
    givenName: row.givenName ?? null,
    familyName: row.familyName ?? null,
    firmName: row.firmName ?? null,
    email: row.email ?? null,
    phone: row.phone ?? null,
    street: row.street ?? null,
    postalCode: row.postalCode ?? null,
    city: row.city ?? null,
    country: row.country ?? presets.country,
    language: row.language ?? presets.language,
    joinedAt: row.joined ?? presets.joined,
  },
  role: row.role,
  sponsor,
  because: { reason: `import of ${presets.file}`, facts: { by: 'import', file: presets.file, line: row.line } },
})
