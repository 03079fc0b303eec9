import type { Database } from '#ground/database'
import { quoted } from '#ground/table'
import { dayOf, type Instant, type Zone } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { cyclesIn } from '#people/structure'
import { keepGivers } from '#referral/lead/store.ts'
import { keepNamedPlaces, takenPlaces } from '#earnings/placing/store.ts'
import type { ContactRow } from './contact-file.ts'
import { report, shownCycle, type Placing, type SponsorNamed } from './contact-plan.ts'
import { contactsNow, type Standing } from './kept.ts'

/** Beside his sponsor: who gave a new contact as a lead, and below whom, and where, a place is named for him. */
export type Named = {
  readonly giver: SponsorNamed | undefined
  readonly below: SponsorNamed | undefined
  readonly place: number | null
}

type Finding = Placing & {
  readonly positions: ReadonlyMap<string, number>
  readonly standing: ReadonlyMap<string, Standing>
}

/** What new rows name. Who is not there, is no partner, or has a place already is a problem, and so are circles. */
export const namedIn = async (database: Database, rows: readonly ContactRow[], task: Placing): Promise<Named[]> => {
  const asked = rows.flatMap(({ leadFrom, placedBelow }) => [leadFrom, placedBelow].filter(each => each !== undefined))
  const standing = asked.length === 0 ? new Map<string, Standing>() : await contactsNow(database, [...new Set(asked)])
  const positions = new Map(rows.map((row, position) => [row.reference, position]))
  const finding = { ...task, positions, standing }
  const named = rows.map(row => ({
    giver: giverOf(row, finding),
    below: aboveOf(row, rows, finding),
    place: row.placedAt ?? null,
  }))
  await refuseTaken(database, named, { rows, task })
  const above = Int32Array.from([-1, ...named.map(({ below }) => (typeof below === 'object' ? below.newcomer + 1 : 0))])
  for (const cycle of cyclesIn(above))
    report(task, rows[cycle[0]! - 1]!)('placedBelow', {
      found: shownCycle(cycle, rows),
      expected: 'places below each other that close no circle',
    })
  return named
}

const foundBy = (reference: string, { positions, numbers }: Finding): SponsorNamed | undefined => {
  const newcomer = positions.get(reference)
  return newcomer === undefined ? numbers.get(reference) : { newcomer }
}

const giverOf = (row: ContactRow, finding: Finding): SponsorNamed | undefined => {
  if (row.leadFrom === undefined) return undefined
  const giver = foundBy(row.leadFrom, finding) ?? (row.leadFrom === 'house' ? finding.house.number : undefined)
  if (giver === undefined || row.leadFrom === row.reference)
    report(finding, row)('leadFrom', {
      found: quoted(row.leadFrom),
      expected:
        'the number of another contact who is there already or in this file, or "house" for a lead of the company',
    })
  return giver
}

const aboveOf = (row: ContactRow, rows: readonly ContactRow[], finding: Finding): SponsorNamed | undefined => {
  const { placedBelow } = row
  const tell = report(finding, row)
  if (placedBelow === undefined) {
    if (row.placedAt !== undefined) tell('placedBelow', { found: 'nothing', expected: 'below whom the place is' })
    return undefined
  }
  if (row.role !== 'partner')
    tell('placedBelow', { found: quoted(placedBelow), expected: 'nothing, for only partners have places' })
  const above = foundBy(placedBelow, finding)
  const role = typeof above === 'object' ? rows[above.newcomer]!.role : finding.standing.get(placedBelow)?.role
  if (role !== 'partner' || placedBelow === row.reference)
    tell('placedBelow', {
      found: quoted(placedBelow),
      expected: 'the number of another partner who is there already or in this file',
    })
  return above
}

type Rows = { readonly rows: readonly ContactRow[]; readonly task: Placing }

const keyOf = ({ below, place }: Named): string =>
  `${typeof below === 'object' ? `new ${below.newcomer}` : below} ${place}`

const refuseTaken = async (database: Database, named: readonly Named[], { rows, task }: Rows): Promise<void> => {
  const above = named.flatMap(({ below }) => (typeof below === 'number' ? [below] : []))
  const taken = new Set((await takenPlaces(database, above)).map(({ below, place }) => `${below} ${place}`))
  for (const [position, each] of named.entries()) {
    if (each.below === undefined || each.place === null) continue
    const key = keyOf(each)
    if (taken.has(key))
      report(task, rows[position]!)('placedAt', {
        found: String(each.place + 1),
        expected: 'a place that is nobody else’s',
      })
    taken.add(key)
  }
}

type Keeping = {
  readonly contacts: readonly ContactNumber[]
  readonly rows: readonly ContactRow[]
  readonly by: string
  readonly now: Instant
  readonly joined: Instant
  readonly zone: Zone
}

/** Keeps what new rows named, from the day on which each joined. */
export const keepNamed = async (
  database: Database,
  named: readonly Named[],
  { contacts, rows, by, now, joined, zone }: Keeping,
): Promise<void> => {
  const numberOf = (one: SponsorNamed) => (typeof one === 'object' ? contacts[one.newcomer]! : one)
  const all = named.map((each, position) => ({
    ...each,
    contact: contacts[position]!,
    from: rows[position]!.joined ?? joined,
  }))
  await keepGivers(
    database,
    all.flatMap(({ contact, giver, from }) =>
      giver === undefined ? [] : { contact, giver: numberOf(giver), from, attribution: null, reason: by, at: now, by },
    ),
  )
  await keepNamedPlaces(
    database,
    all.flatMap(({ contact, below, place, from }) =>
      below === undefined
        ? []
        : { contact, below: numberOf(below), place, from: dayOf(from, zone), reason: by, at: now, by },
    ),
  )
}
