import { moment, optional, quoted, readTable, text, type RowOf, type Source } from '#ground/table'
import type { Instant, Zone } from '#ground/period'
import { mayBecome, roles, type ContactNumber, type Role } from '#people/contact'
import { cut, cycleAbove, forestOf, link, type Forest } from '#people/structure'
import { cycleOf, house, role, sponsorNamed, type Contacts, type Reading } from './contacts.ts'

/** A contact's new role or sponsor from a moment on. */
export type Change<T> = {
  readonly contact: ContactNumber
  readonly at: Instant
  readonly value: T
  readonly line: number
}

/** In the order of time, at most one of each kind per contact and moment. */
export type Changes = { readonly roles: readonly Change<Role>[]; readonly sponsors: readonly Change<ContactNumber>[] }

export const noChanges: Changes = { roles: [], sponsors: [] }

type Task = Reading & { readonly contacts: Contacts; readonly file: string }

/** Reads changes.csv. What is wrong goes to the problems, among it every step to a role or a sponsor that cannot be. */
export const readChanges = (source: Source, reading: Reading & { readonly contacts: Contacts }): Changes => {
  const task = { ...reading, file: source.file }
  const rows = rowsOf(source, task)
  const changes = {
    roles: settled(rows.roles, { ...task, column: 'role', shown: value => quoted(value) }),
    sponsors: settled(rows.sponsors, {
      ...task,
      column: 'sponsor',
      shown: value => shownSponsor(task.contacts, value),
    }),
  }
  if (task.problems.list().length > 0) return changes
  refuseSteps(changes.roles, task)
  refuseCycles(changes.sponsors, task)
  return changes
}

const shownSponsor = ({ ids }: Contacts, sponsor: ContactNumber) =>
  sponsor === house ? 'the house' : quoted(ids[sponsor]!)

const columnsIn = (zone: Zone) => ({
  contact: text('the id of a contact'),
  at: moment(zone),
  role: optional(role),
  sponsor: optional(text()),
})

type Row = RowOf<ReturnType<typeof columnsIn>>

const rowsOf = (source: Source, { contacts, zone, problems }: Task) => {
  const rows = { roles: [] as Change<Role>[], sponsors: [] as Change<ContactNumber>[] }
  const visit = (row: Row, line: number) => {
    const refusal = refusalOf(row, contacts)
    if (refusal !== undefined || !contacts.isWhole) return refusal
    const where = { contact: contacts.numbers.get(row.contact)!, at: row.at, line }
    if (row.role !== undefined) rows.roles.push({ ...where, value: row.role })
    if (row.sponsor !== undefined) rows.sponsors.push({ ...where, value: sponsorNamed(contacts, row.sponsor)! })
    return undefined
  }
  readTable(columnsIn(zone), { source, problems, visit })
  return rows
}

const refusalOf = (
  row: Row,
  contacts: Contacts,
): { readonly column: keyof Row; readonly expected: string } | undefined => {
  if (row.role === undefined && row.sponsor === undefined)
    return { column: 'role', expected: 'a role, or else a sponsor in the column "sponsor"' }
  if (!contacts.isWhole) return undefined
  const contact = contacts.numbers.get(row.contact)
  if (contact === undefined) return { column: 'contact', expected: `the id of a contact in ${contacts.file}` }
  if (row.at < contacts.joinedAt[contact]!) return { column: 'at', expected: notBefore(contacts, contact) }
  const sponsor = row.sponsor === undefined ? undefined : sponsorNamed(contacts, row.sponsor)
  if (row.sponsor !== undefined && sponsor === undefined)
    return { column: 'sponsor', expected: `the id of a contact in ${contacts.file}, or house` }
  return sponsor === contact ? { column: 'sponsor', expected: 'another contact than himself' } : undefined
}

const notBefore = ({ file, lines }: Contacts, contact: ContactNumber): string =>
  `a moment no earlier than the contact joined (${file}:${lines[contact]})`

type Kind<T> = Task & { readonly column: string; readonly shown: (value: T) => string }

// Told twice it is one change; told differently for the same contact and moment it is none.
const settled = <T>(changes: Change<T>[], { problems, file, column, shown }: Kind<T>): Change<T>[] => {
  const sorted = changes.sort((a, b) => a.at - b.at || a.contact - b.contact || a.line - b.line)
  return sorted.filter((change, position) => {
    const before = sorted[position - 1]
    if (before === undefined || before.contact !== change.contact || before.at !== change.at) return true
    if (before.value === change.value) return false
    const expected = `${shown(before.value)} as in line ${before.line} for the same contact and moment`
    problems.add({ file, line: change.line, column, found: shown(change.value), expected })
    return false
  })
}

const refuseSteps = (steps: readonly Change<Role>[], { contacts, problems, file }: Task): void => {
  const current = new Map<ContactNumber, Role>()
  for (const { contact, value, line } of steps) {
    const before = current.get(contact) ?? contacts.roles[contact]!
    if (before === value || mayBecome(before, value)) current.set(contact, value)
    else {
      const possible = roles.filter(next => mayBecome(before, next)).join(' or ')
      problems.add({
        file,
        line,
        column: 'role',
        found: quoted(value),
        expected: `${possible}, for the contact is ${before} until then`,
      })
    }
  }
}

const refuseCycles = (moves: readonly Change<ContactNumber>[], task: Task): void => {
  if (moves.length === 0) return
  const structure = { forest: forestOf(task.contacts.sponsors), sponsors: task.contacts.sponsors.slice() }
  for (let start = 0, end = 0; start < moves.length; start = end) {
    while (moves[end]?.at === moves[start]!.at) end += 1
    moveTogether(moves.slice(start, end), structure, task)
  }
}

type Standing = { readonly forest: Forest; readonly sponsors: Int32Array }

// Moves of the same moment happen together: all are cut before one is linked.
const moveTogether = (moves: readonly Change<ContactNumber>[], { forest, sponsors }: Standing, task: Task): void => {
  for (const { contact } of moves) cut(forest, contact)
  for (const { contact, value, line } of moves) {
    sponsors[contact] = value
    if (link(forest, { contact, sponsor: value })) continue
    const found = cycleOf(task.contacts, cycleAbove(sponsors, contact))
    task.problems.add({
      file: task.file,
      line,
      column: 'sponsor',
      found,
      expected: 'sponsors who lead up to the house',
    })
    sponsors[contact] = house
    link(forest, { contact, sponsor: house })
  }
}
