import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import type { Contacts } from './contacts.ts'
import type { Unit } from './orders.ts'
import type { Figures } from './volumes.ts'

const header = 'contact,role,personal,customers,own,team\n'
const rowsAtOnce = 1_000

/** The result as CSV, in pieces of many lines, sorted by contact in the order of code units. */
export function* resultOf({ ids, numbers }: Contacts, figures: Figures, unit: Unit): Generator<string> {
  const decimal =
    unit === 'net'
      ? (value: number) => decimalOfCents(value as Cents)
      : (value: number) => decimalOfPoints(value as Points)
  const { volumes, roles, wasPartner } = figures
  const sorted = ids.slice(1).sort()
  yield header
  for (let start = 0; start < sorted.length; start += rowsAtOnce) {
    yield sorted
      .slice(start, start + rowsAtOnce)
      .map(id => {
        const contact = numbers.get(id)!
        const role = roles[contact]
        if (role === undefined) return ''
        const partnerCells = wasPartner[contact]
          ? [volumes.customers, volumes.own, volumes.team].map(column => decimal(column[contact]!))
          : ['', '', '']
        return `${[cell(id), role, decimal(volumes.personal[contact]!), ...partnerCells].join(',')}\n`
      })
      .join('')
  }
}

/** A cell by RFC 4180: in quotes when it holds a comma, a quote or a line break. */
export const cell = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
