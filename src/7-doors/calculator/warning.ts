import type { Changes } from './changes.ts'
import type { Contacts } from './contacts.ts'

/** Sponsors who were not there yet when they became somebody's sponsor: until then turnover passes on upward. */
export const lateSponsors = (contacts: Contacts, { changes, file }: { changes: Changes; file: string }): string[] => {
  const { joinedAt, ids } = contacts
  const warnings: string[] = []
  const warn = (place: string, contact: number, sponsor: number) =>
    warnings.push(
      `${place}: sponsor "${ids[sponsor]}" joined later than he became sponsor of "${ids[contact]}"; until then turnover passes on upward`,
    )
  for (let contact = 1; contact < ids.length; contact += 1) {
    const sponsor = contacts.sponsors[contact]!
    if (joinedAt[sponsor]! > joinedAt[contact]!) warn(`${contacts.file}:${contacts.lines[contact]}`, contact, sponsor)
  }
  for (const { contact, at, value, line } of changes.sponsors)
    if (joinedAt[value]! > at) warn(`${file}:${line}`, contact, value)
  return warnings
}
