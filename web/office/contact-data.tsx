import { Link } from 'react-router'
import type { Instant, Period } from '#ground/period'
import { addresses } from '../ui/addresses.ts'
import { ContactName } from '../ui/contact-name.tsx'
import type { Contact } from '../ui/context.ts'
import { evidenceText } from '../ui/evidence.ts'
import { IconChevronRight } from '../ui/icons.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './contact.module.css'

const Owner = ({ contact, period }: { readonly contact: Contact; readonly period: Period }) => {
  const { words } = useShell()
  const text = words.office.contact
  if (contact.owner === null) return null
  return (
    <p className={css['owner']}>
      {contact.owner.role === 'house' ? (
        text.belongsToHouse
      ) : (
        <>
          {text.belongsTo}: <ContactName contact={contact.owner} to={addresses.contact(contact.owner.id, { period })} />
          . {text.belongsToNote}
        </>
      )}
    </p>
  )
}

/** Everybody above, from the house down to the sponsor. */
export const PathUp = ({ contact, period }: { readonly contact: Contact; readonly period: Period }) => {
  const { words } = useShell()
  if (contact.path.length === 0) return null
  return (
    <div>
      <nav aria-label={words.office.contact.path}>
        <ol className={css['path']}>
          {contact.path.map(above => (
            <li key={above.id}>
              <ContactName contact={above} to={addresses.contact(above.id, { period })} />
              <IconChevronRight size={14} stroke={2} aria-hidden />
            </li>
          ))}
          <li aria-current="true">{contact.contact.name}</li>
        </ol>
      </nav>
      <Owner contact={contact} period={period} />
    </div>
  )
}

const addressLine = ({ street, postalCode, city, country }: Contact) =>
  [street, [postalCode, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ')

export const MasterData = ({ contact }: { readonly contact: Contact }) => {
  const { words } = useShell()
  const text = words.office.contact
  const rows = [
    [
      text.email,
      contact.email && (
        <a key="email" href={`mailto:${contact.email}`}>
          {contact.email}
        </a>
      ),
    ],
    [
      text.phone,
      contact.phone && (
        <a key="phone" href={`tel:${contact.phone}`}>
          {contact.phone}
        </a>
      ),
    ],
    [text.address, addressLine(contact)],
    [text.language, contact.language && (text.languages[contact.language] ?? contact.language)],
  ] as const
  return (
    <Sheet title={text.data}>
      <dl className={css['data']}>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value || <span className={css['soft']}>{text.unknown}</span>}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

type Event = { readonly from: Instant; readonly key: string; readonly what: React.ReactNode; readonly note?: string }

/** His roles and sponsors through time, oldest first. */
export const ContactHistory = ({ contact }: { readonly contact: Contact }) => {
  const { words, formats } = useShell()
  const text = words.office.contact
  const events: Event[] = [
    ...contact.sponsors.map(({ from, sponsor, evidence }) => ({
      from,
      key: `sponsor ${from}`,
      what: <Link to={addresses.contact(sponsor.id)}>{text.cameUnder(sponsor.name)}</Link>,
      note: evidenceText(words, evidence),
    })),
    ...contact.roles.map(({ from, role }) => ({
      from,
      key: `role ${from} ${role}`,
      what: text.becameRole(words.roles[role]),
    })),
  ].sort((a, b) => a.from - b.from)
  return (
    <Sheet title={text.history}>
      <ol className={css['history']}>
        {events.map(event => (
          <li key={event.key}>
            <span className={css['soft']}>{formats.moment(event.from)}</span>
            <span>{event.what}</span>
            {event.note !== undefined && <span className={css['soft']}>{event.note}</span>}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
