import type { Period } from '#ground/period'
import { Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { ContactName } from '../ui/contact-name.tsx'
import type { ContactRef, LeavePreview } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { IconArrowRight } from '../ui/icons.ts'
import css from './leave.module.css'

type MoveProps = {
  readonly title: string
  readonly all: LeavePreview['customers']
  readonly heir: ContactRef
  readonly allAt: string
}

const Move = ({ title, all: { count, first }, heir, allAt }: MoveProps) => {
  const { words, formats } = useShell()
  const text = words.office.leave
  if (count === 0) return null
  return (
    <li className={css['move']}>
      <p>
        <strong>{title}</strong>
        <IconArrowRight size={16} stroke={1.75} aria-hidden />
        <span>
          <span className="unseen">{text.to} </span>
          <ContactName contact={heir} to={addresses.contact(heir.id)} />
        </span>
      </p>
      <p className={css['soft']}>
        {first.map(contact => contact.name).join(', ')}{' '}
        {count > first.length && <Link to={allAt}>{text.andMore(formats.count(count - first.length))}</Link>}
      </p>
    </li>
  )
}

/** Who goes to whom when the partner leaves, and what stays. */
export const Moves = ({ preview, period }: { readonly preview: LeavePreview; readonly period: Period }) => {
  const { words, formats, company } = useShell()
  const text = words.office.leave
  const { partner, customers, partners, heir, booked } = preview
  const isDecidedAtEnd = company.reading.moment === 'period end'
  return (
    <>
      {customers.count + partners.count === 0 ? (
        <p>{text.nothing}</p>
      ) : (
        <ul className={css['moves']}>
          <Move
            title={text.customers(customers.count, formats.count(customers.count))}
            all={customers}
            heir={heir}
            allAt={`${addresses.contact(partner.id)}#customers`}
          />
          <Move
            title={text.partners(partners.count, formats.count(partners.count))}
            all={partners}
            heir={heir}
            allAt={`${addresses.contact(partner.id)}#partners`}
          />
        </ul>
      )}
      {booked.net !== 0 && !isDecidedAtEnd && (
        <p className={css['stays']}>{text.stays(formats.money(booked.net), formats.month(period))}</p>
      )}
      {customers.count > 0 && (
        <p className={css['stays']}>
          {isDecidedAtEnd ? text.monthOpen(formats.month(period)) : text.open[company.relevantAt]}
        </p>
      )}
    </>
  )
}
