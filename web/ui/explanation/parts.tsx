import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ContactId, CustomerShare, Explanation, LineShare } from '#doors/server'
import { Amount } from '../amount.tsx'
import { evidenceText } from '../evidence.ts'
import { ContactName } from '../contact-name.tsx'
import { EntriesTable } from '../entries-table.tsx'
import { IconChevronDown, IconChevronRight } from '../icons.ts'
import { useShell } from '../shell-data.ts'
import { Pager } from '../sheet.tsx'
import type { Explained, Places } from './places.ts'
import { Why } from './why.tsx'
import css from './explanation.module.css'

type PartProps = Explained & { readonly places: Places }

type OpenerProps = {
  readonly isOpen: boolean
  readonly to: string
  readonly label: string
  readonly children: ReactNode
}

// A link, so that it opens without JavaScript and can be sent to somebody.
const Opener = ({ isOpen, to, label, children }: OpenerProps) => (
  <Link to={to} preventScrollReset className={css['opener']} aria-expanded={isOpen}>
    {isOpen ? (
      <IconChevronDown size={18} stroke={1.75} aria-hidden />
    ) : (
      <IconChevronRight size={18} stroke={1.75} aria-hidden />
    )}
    <span>
      {children}
      <span className="unseen">. {label}</span>
    </span>
  </Link>
)

/** The entries that are opened, page by page. */
const Entries = ({
  opened,
  places,
  name,
  part,
}: PartProps & { readonly name: string; readonly part: 'personal' | 'customers' }) => {
  const { words } = useShell()
  if (opened === null) return null
  const { of, entries, isFirst } = opened
  return (
    <>
      <EntriesTable rows={entries.rows} orderTo={places.order} caption={words.office.explanation.entriesOf(name)} />
      <Pager isFirst={isFirst} next={entries.next} to={cursor => places.self({ open: of, entries: cursor }, part)} />
    </>
  )
}

const isOpen = ({ opened }: Explained, id: ContactId) => opened?.of === id

/** His own orders: how many entries, and each of them when opened. */
export const PersonalPart = (props: PartProps) => {
  const { words, formats } = useShell()
  const text = words.office.explanation
  const { explanation, places } = props
  const { contact, entries } = explanation
  const open = isOpen(props, contact.id)
  if (entries === 0) return <p className={css['soft']}>{text.noEntries}</p>
  return (
    <>
      <Opener
        isOpen={open}
        to={places.self(open ? {} : { open: contact.id }, 'personal')}
        label={open ? text.close : text.open(contact.name)}
      >
        {text.entries(entries, formats.count(entries))}
      </Opener>
      {open && <Entries {...props} name={contact.name} part="personal" />}
    </>
  )
}

/** By whom the customer came: for a direct one also since when, and what decided it. */
const CameBy = ({ share: { chain } }: { readonly share: CustomerShare }) => {
  const { words, formats } = useShell()
  const text = words.office.explanation
  const step = chain[0]
  if (step === undefined) return null
  const { name } = step.sponsor
  if (chain.length > 1) return ` · ${text.via(name)}`
  const [day, evidence] = [formats.dayShort(step.since), evidenceText(words, step.evidence)]
  return ` · ${text.directSince({ sponsor: name, day, evidence })}`
}

const Customer = ({ share, ...props }: PartProps & { readonly share: CustomerShare }) => {
  const { words, formats } = useShell()
  const text = words.office.explanation
  const { explanation, places } = props
  const open = isOpen(props, share.contact.id)
  const self = places.self(open ? {} : { open: share.contact.id }, 'customers')
  return (
    <li className={css['share']} data-open={open || undefined}>
      <div className={css['row']}>
        <Opener isOpen={open} to={self} label={open ? text.close : text.open(share.contact.name)}>
          <strong>{share.contact.name}</strong>
          <span className={css['soft']}>
            {text.entries(share.entries, formats.count(share.entries))}
            <CameBy share={share} />
          </span>
        </Opener>
        <Amount of={share.turnover} to={self} what={share.contact.name} />
      </div>
      {open && (
        <div className={css['opened']}>
          <Why share={share} reading={explanation.reading} />
          <Entries {...props} name={share.contact.name} part="customers" />
          {places.contact(share.contact) !== undefined && (
            <p className={css['soft']}>
              <Link to={places.contact(share.contact)!}>
                {words.office.structure.openContact}
                <span className="unseen">: {share.contact.name}</span>
              </Link>
            </p>
          )}
        </div>
      )}
    </li>
  )
}

/** Every customer's part, each opening into its entries and why it counts here. */
export const CustomersPart = (props: PartProps) => {
  const { words } = useShell()
  const text = words.office.explanation
  const { explanation, places, isFirst } = props
  const { customers, opened } = explanation
  const isElsewhere = opened !== null && customers.rows.every(({ contact }) => contact.id !== opened.contact.id)
  if (customers.rows.length === 0) return <p className={css['soft']}>{text.noCustomers}</p>
  return (
    <>
      <ol className={css['shares']}>
        {/* Opened from another page: he may stand further down the list. */}
        {isElsewhere && <Customer {...props} share={opened} />}
        {customers.rows.map(share => (
          <Customer key={share.contact.id} {...props} share={share} />
        ))}
      </ol>
      <Pager
        isFirst={isFirst.customers}
        next={customers.next}
        to={cursor => places.self({ customers: cursor }, 'customers')}
      />
    </>
  )
}

const Line = ({
  line,
  explanation,
  places,
}: {
  readonly line: LineShare
  readonly explanation: Explanation
  readonly places: Places
}) => {
  const { words } = useShell()
  const to = places.team(line.contact, explanation.period)
  return (
    <li className={css['share']}>
      <div className={css['row']}>
        <span>
          <ContactName contact={line.contact} to={to} />
          <span className={css['soft']}>
            {words.kinds.own}: <Amount of={line.own} withPoints={false} />
          </span>
        </span>
        <Amount of={line.team} to={to} what={`${words.kinds.team}, ${line.contact.name}`} />
      </div>
    </li>
  )
}

/** Every line's team volume. */
export const LinesPart = ({ explanation, places, isFirst }: PartProps) => {
  const { words } = useShell()
  const { lines } = explanation
  if (lines.rows.length === 0) return <p className={css['soft']}>{words.office.explanation.noLines}</p>
  return (
    <>
      <ol className={css['shares']}>
        {lines.rows.map(line => (
          <Line key={line.contact.id} line={line} explanation={explanation} places={places} />
        ))}
      </ol>
      <Pager isFirst={isFirst.lines} next={lines.next} to={cursor => places.self({ lines: cursor }, 'team')} />
    </>
  )
}
