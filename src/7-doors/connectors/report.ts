import { decimalOfCents, type Cents } from '#ground/money'
import type { ContactSummary } from './contact-import.ts'
import type { OrderSummary } from './order-summary.ts'

type About = {
  readonly file: string
  readonly mode: 'import' | 'dry run'
  readonly currency: string
  /** Entries of the ledger that came of it; undefined where none was asked to. */
  readonly booked: number | undefined
}

/** What an import did, or would do, for a person to read. */
export const reportOf = (summary: ContactSummary | OrderSummary, about: About): string => {
  const isDry = about.mode === 'dry run'
  const lines = summary.is === 'contacts' ? contactLines(summary) : orderLines(summary, about)
  const head = isDry
    ? `${about.file}: dry run, nothing was changed; this would be the import:`
    : `${about.file}: imported`
  return `${[head, ...lines.map(line => `  ${line}`)].join('\n')}\n`
}

const contactLines = ({ joined, changed, there, similar }: ContactSummary): string[] => {
  const roles = Object.entries(joined)
  const all = roles.reduce((total, [, count]) => total + count, 0)
  const byRole = roles.map(([role, count]) => `${count} ${role}${count === 1 ? '' : 's'}`).sort()
  return [
    `${counted(all, 'contact')} new${all === 0 ? '' : ` (${byRole.join(', ')})`}`,
    ...(changed === 0 ? [] : [`${counted(changed, 'contact')} changed`]),
    `${there} already there`,
    ...(similar.contacts === 0 ? [] : similarNote(similar)),
  ]
}

const similarNote = ({ contacts, partners, first }: ContactSummary['similar']): string[] => {
  const ofPartners = partners === 0 ? '' : `, ${partners} of them like a partner`
  const looks = contacts === 1 ? 'contact looks' : 'contacts look'
  const more = contacts > first.length ? ['  …'] : []
  return [
    `note: ${contacts} new ${looks} like somebody known already${ofPartners}; the office's duplicates show them all`,
    ...first.map(line => `  ${line}`),
    ...more,
  ]
}

const orderLines = ({ orders, steps, returns, customers, early, entries }: OrderSummary, about: About): string[] => {
  const money = (net: Cents) => `net ${decimalOfCents(net)} ${about.currency}`
  const returned = returns.matched + returns.lone + returns.there > 0
  const matched = `${counted(returns.matched, 'return')} taken back of their orders (${money(returns.matchedNet)})`
  const lone = `${counted(returns.lone, 'return')} kept without order, as none with so much left was found (${money(returns.loneNet)})`
  return [
    `${counted(orders.placed, 'order')} new with ${counted(orders.lines, 'line')}, ${money(orders.net)}; ${orders.there} already there`,
    ...(steps.paid + steps.shipped === 0 ? [] : [`${steps.paid} of them now paid, ${steps.shipped} now shipped`]),
    ...(returned ? [matched, lone, `${counted(returns.there, 'return')} already there`] : []),
    ...(customers === 0
      ? []
      : [customers === 1 ? '1 prospect becomes a customer' : `${customers} prospects become customers`]),
    ...(early === 0 ? [] : [earlyNote(early)]),
    about.booked === undefined
      ? `${counted(entries, 'entry', 'entries')} of the ledger would follow`
      : `${counted(about.booked, 'entry', 'entries')} booked in the ledger`,
  ]
}

const earlyNote = (early: number): string =>
  `note: ${counted(early, 'order')} from before the contact had joined: until then his turnover counts below the sponsor he joined with; contacts.csv may say when he joined`

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
