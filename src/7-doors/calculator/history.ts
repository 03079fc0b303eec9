import { always } from '#ground/period'
import { owns, type ContactNumber, type Role } from '#people/contact'
import type { History, Timeline } from '#people/structure'
import { house, type Contacts } from './contacts.ts'
import type { Change, Changes } from './changes.ts'

/** Everybody's roles and sponsors through time: how he joined, and what changed. */
export const historyOf = (contacts: Contacts, changes: Changes): History => {
  const roles = timelinesOf(changes.roles, contact => ({
    from: contacts.joinedAt[contact]!,
    value: contacts.roles[contact]!,
  }))
  const sponsors = timelinesOf(changes.sponsors, contact => ({
    from: contacts.joinedAt[contact]!,
    value: contacts.sponsors[contact] as ContactNumber,
  }))
  return { rolesOf: roles, sponsorsOf: contact => (contact === house ? [] : sponsors(contact)) }
}

type Start<T> = (contact: ContactNumber) => Timeline<T>[number]

// Only who changed keeps a timeline; the others' are made when asked for, which saves a gigabyte for ten million contacts.
const timelinesOf = <T>(changes: readonly Change<T>[], start: Start<T>): ((contact: ContactNumber) => Timeline<T>) => {
  const changed = new Map<ContactNumber, Timeline<T>[number][]>()
  for (const { contact, at, value } of changes) {
    const timeline = changed.get(contact) ?? [start(contact)]
    timeline.push({ from: at, value })
    changed.set(contact, timeline)
  }
  return contact => changed.get(contact) ?? [start(contact)]
}

/**
 * The same history for whoever asks for the owner of one contact after the other, without the long way: above the contact asked for
 * it passes over whoever never owned anything and never had another sponsor. So a line of a million customers costs each one step.
 */
export const shortened = (history: History, size: number): ((asked: ContactNumber) => History) => {
  const nextAbove = nextOwnersOrMoved(history, size)
  return asked => ({
    rolesOf: history.rolesOf,
    sponsorsOf: contact =>
      contact === asked || nextAbove[contact] === -1
        ? history.sponsorsOf(contact)
        : [{ from: always.from, value: nextAbove[contact] as ContactNumber }],
  })
}

// By contact: the nearest one upward who once owned or moved; -1 for those themselves.
const nextOwnersOrMoved = (history: History, size: number): Int32Array => {
  const unknown = -2
  const next = new Int32Array(size).fill(unknown)
  const isStop = (contact: ContactNumber) =>
    contact === house ||
    history.sponsorsOf(contact).length > 1 ||
    history.rolesOf(contact).some(({ value }: { value: Role }) => owns(value))
  for (let contact = 0; contact < size; contact += 1) if (isStop(contact as ContactNumber)) next[contact] = -1
  const sponsorOf = (contact: number) => history.sponsorsOf(contact as ContactNumber)[0]!.value
  for (let contact = 0; contact < size; contact += 1) {
    let stop = contact
    while (next[stop] === unknown) stop = sponsorOf(stop)
    // A way that ends at somebody who is solved already goes on where his ends.
    const end = next[stop] === -1 ? stop : next[stop]!
    for (let passed = contact; next[passed] === unknown; passed = sponsorOf(passed)) next[passed] = end
  }
  return next
}
