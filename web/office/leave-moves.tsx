import type { Period } from '#ground/period'
import { addresses } from '../ui/addresses.ts'
import { ContactName } from '../ui/contact-name.tsx'
import type { ContactRef, LeavePreview } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { IconArrowRight } from '../ui/icons.ts'
import css from './leave.module.css'

type MoveProps = { readonly title: string; readonly all: LeavePreview['customers']; readonly heir: ContactRef }

const Move = ({ title, all: { count, first }, heir }: MoveProps) => {
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
        {count > first.length && text.andMore(formats.count(count - first.length))}
      </p>
    </li>
  )
}

/** Who goes to whom when the partner leaves, and what stays. */
export const Moves = ({ preview, period }: { readonly preview: LeavePreview; readonly period: Period }) => {
  const { words, formats } = useShell()
  const text = words.office.leave
  const { customers, partners, heir, booked } = preview
  return (
    <>
      {customers.count + partners.count === 0 ? (
        <p>{text.nothing}</p>
      ) : (
        <ul className={css['moves']}>
          <Move title={text.customers(customers.count, formats.count(customers.count))} all={customers} heir={heir} />
          <Move title={text.partners(partners.count, formats.count(partners.count))} all={partners} heir={heir} />
        </ul>
      )}
      {booked.net !== 0 && (
        <p className={css['stays']}>{text.stays(formats.money(booked.net), formats.month(period))}</p>
      )}
    </>
  )
}
