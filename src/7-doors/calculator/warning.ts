import { quoted } from '#ground/table'
import type { ContactNumber } from '#people/contact'
import type { Changes } from './changes.ts'
import type { Contacts } from './contacts.ts'

/** What is allowed and still worth a look. A line is made only while there is room for it: a file may give a million reasons. */
export type Warnings = { readonly add: (line: () => string) => void; readonly list: () => readonly string[] }

export const collectWarnings = (limit = 20): Warnings => {
  const lines: string[] = []
  let count = 0
  return {
    add: line => {
      count += 1
      if (count <= limit) lines.push(`warning: ${line()}`)
    },
    list: () => (count > limit ? [...lines, `warning: and ${count - limit} more`] : lines),
  }
}

type Early = {
  readonly order: string
  readonly kind: 'order' | 'return'
  readonly contact: ContactNumber
  readonly file: string
  readonly line: number
}

/** Warns of turnover from before its contact joined: he has no role yet, so it is whoever's he then joined, also a later partner's. */
export const warnOfEarlyOrder = (
  { order, kind, contact, file, line }: Early,
  { ids, lines, file: contactsFile }: Contacts,
  warnings: Warnings,
): void =>
  warnings.add(
    () =>
      `${file}:${line}: ${kind} ${quoted(order)} is from before ${quoted(ids[contact]!)} joined (${contactsFile}:${lines[contact]}); ` +
      'until then his turnover counts below the sponsor he joined with',
  )

type Structure = { readonly contacts: Contacts; readonly changes: Changes; readonly file: string }

/** Warns of sponsors who were not there yet when they became somebody's sponsor: until then turnover passes on upward. */
export const warnOfLateSponsors = ({ contacts, changes, file }: Structure, warnings: Warnings): void => {
  const { joinedAt, sponsors, ids, lines } = contacts
  const told = (contact: number, sponsor: number) =>
    `sponsor "${ids[sponsor]}" joined later than he became sponsor of "${ids[contact]}"; until then turnover passes on upward`
  for (let contact = 1; contact < ids.length; contact += 1) {
    const sponsor = sponsors[contact]!
    if (joinedAt[sponsor]! > joinedAt[contact]!)
      warnings.add(() => `${contacts.file}:${lines[contact]}: ${told(contact, sponsor)}`)
  }
  for (const { contact, at, value, line } of changes.sponsors)
    if (joinedAt[value]! > at) warnings.add(() => `${file}:${line}: ${told(contact, value)}`)
}
