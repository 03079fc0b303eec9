import { moment, omittable, oneOf, optional, quoted, readTable, text, type Problems, type Source } from '#ground/table'
import { always, type Instant, type Zone } from '#ground/period'
import { fileRoles, germanRoles, type ContactNumber, type Role } from '#people/contact'
import { cyclesIn } from '#people/structure'
import { place, placesOf, type Placed } from './places.ts'

/** The contacts of a file as they joined, by contact number; the house is number 0, and no row of the file. */
export type Contacts = {
  readonly file: string
  readonly ids: readonly string[]
  readonly numbers: ReadonlyMap<string, ContactNumber>
  readonly roles: readonly Role[]
  readonly sponsors: Int32Array
  readonly joinedAt: readonly Instant[]
  readonly lines: readonly number[]
  /** Who gave each as a lead, -1 for whoever came otherwise. */
  readonly leads: Int32Array
  /** Below whom, and at which place, the company placed each in a tree of limited width; -1 where it did not. */
  readonly placedBelow: Int32Array
  readonly placedAt: Int32Array
  /** Whether the file was read without a problem, so that a contact who is not here does not exist. */
  readonly isWhole: boolean
}

export const house = 0 as ContactNumber

/** A contact's role in a file, in English or German. */
export const role = oneOf(fileRoles, germanRoles)

export type Reading = { readonly zone: Zone; readonly problems: Problems }

/** Reads contacts.csv. What is wrong goes to the problems. */
export const readContacts = (source: Source, { zone, problems }: Reading): Contacts => {
  const rows = rowsOf(source, { zone, problems })
  const isUntroubled = () => problems.list().length === 0
  const none = () => new Int32Array(rows.ids.length).fill(-1)
  const places = { placedBelow: none(), placedAt: none() }
  const contacts = { ...rows, ...places, sponsors: none(), leads: none(), isWhole: isUntroubled() }
  if (isUntroubled()) appointSponsors(contacts, rows.sponsorIds, problems)
  if (isUntroubled()) appointLeads(contacts, rows.leadIds, problems)
  if (isUntroubled()) refuseCycles(contacts, problems)
  return isUntroubled() ? { ...contacts, ...placesOf(contacts, rows.placed, problems) } : contacts
}

const appointSponsors = (contacts: Contacts, sponsorIds: readonly (string | undefined)[], problems: Problems): void => {
  for (let contact = 1; contact < sponsorIds.length; contact += 1) {
    const sponsor = sponsorNamed(contacts, sponsorIds[contact])
    if (sponsor !== undefined && sponsor !== contact) contacts.sponsors[contact] = sponsor
    else {
      const expected =
        sponsor === undefined
          ? 'the id of a contact in this file, or nothing for the house'
          : 'another contact than himself'
      problems.add({ ...sponsorCell(contacts, contact), found: quoted(sponsorIds[contact]!), expected })
    }
  }
}

const appointLeads = (contacts: Contacts, leadIds: readonly (string | undefined)[], problems: Problems): void => {
  for (const [contact, id] of leadIds.entries()) {
    if (id === undefined) continue
    const giver = sponsorNamed(contacts, id)
    if (giver !== undefined && giver !== contact) contacts.leads[contact] = giver
    else
      problems.add({
        ...sponsorCell(contacts, contact),
        column: 'lead_from',
        found: quoted(id),
        expected: 'the id of another contact in this file, or "house" for a lead of the company',
      })
  }
}

const refuseCycles = (contacts: Contacts, problems: Problems): void => {
  for (const cycle of cyclesIn(contacts.sponsors)) {
    const found = cycleOf(contacts, cycle)
    problems.add({ ...sponsorCell(contacts, cycle[0]!), found, expected: 'sponsors who lead up to the house' })
  }
}

const sponsorCell = ({ file, lines }: Contacts, contact: number) => ({ file, line: lines[contact]!, column: 'sponsor' })

const columnsIn = (zone: Zone) => ({
  id: text('the id of a contact'),
  role,
  sponsor: optional(text()),
  joined: optional(moment(zone)),
  lead_from: omittable(optional(text())),
  placed_below: omittable(optional(text())),
  placed_at: omittable(optional(place)),
})

const rowsOf = (source: Source, { zone, problems }: Reading) => {
  const numbers = new Map<string, ContactNumber>()
  const placed: Placed[] = [{ below: undefined, at: undefined }]
  const [ids, sponsorIds, leadIds, roles, joinedAt, lines] = [
    [''],
    [undefined] as (string | undefined)[],
    [undefined] as (string | undefined)[],
    ['house'] as Role[],
    [always.from],
    [0],
  ]
  readTable(columnsIn(zone), {
    source,
    problems,
    visit: (row, line) => {
      const earlier = numbers.get(row.id)
      if (earlier !== undefined)
        return { column: 'id', expected: `each contact once (line ${lines[earlier]} has this one)` }
      numbers.set(row.id, ids.length as ContactNumber)
      ids.push(row.id)
      sponsorIds.push(row.sponsor)
      leadIds.push(row.lead_from)
      placed.push({ below: row.placed_below, at: row.placed_at })
      roles.push(row.role)
      joinedAt.push(row.joined ?? always.from)
      lines.push(line)
      return undefined
    },
  })
  return { file: source.file, numbers, ids, sponsorIds, leadIds, placed, roles, joinedAt, lines }
}

/** Whom a cell in the column `sponsor` means: nothing is the house, and so is the word "house" unless a contact has that id. */
export const sponsorNamed = (
  { numbers }: Pick<Contacts, 'numbers'>,
  id: string | undefined,
): ContactNumber | undefined => (id === undefined ? house : (numbers.get(id) ?? (id === 'house' ? house : undefined)))

const shown = 5

/** "a cycle A → B → A", for a long one its beginning. */
export const cycleOf = ({ ids }: Contacts, cycle: readonly number[]): string => {
  const first = cycle.slice(0, shown).map(contact => ids[contact]!)
  const rest = cycle.length > shown ? [`… (${cycle.length} contacts)`] : []
  return `a cycle ${[...first, ...rest, ids[cycle[0]!]!].join(' → ')}`
}
