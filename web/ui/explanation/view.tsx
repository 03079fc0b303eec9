import type { ReactNode } from 'react'
import type { Turnover } from '#doors/server'
import { Amount, Key, SplitBar } from '../amount.tsx'
import { ContactName } from '../contact-name.tsx'
import { ReadingNote } from '../reading-note.tsx'
import { useShell } from '../shell-data.ts'
import { EmptyState, Sheet } from '../sheet.tsx'
import { isNothing } from '../turnover.ts'
import { CustomersPart, LinesPart, PersonalPart } from './parts.tsx'
import type { Explained, Places } from './places.ts'
import { Chain } from './why.tsx'
import css from './explanation.module.css'

type ViewProps = Explained & { readonly places: Places }

type TermProps = {
  readonly sign: string
  readonly label: string
  /** Its colour in the bar below. */
  readonly keyOf?: 'partners' | 'customers'
  readonly of: Turnover
  readonly to: string
  readonly isSum?: boolean
}

const Term = ({ sign, label, keyOf, of, to, isSum = false }: TermProps) => (
  <div className={css['term']} data-sum={isSum || undefined}>
    <dt>
      <span className={css['sign']} aria-hidden>
        {sign}
      </span>
      {keyOf !== undefined && <Key of={keyOf} />}
      {label}
    </dt>
    <dd>
      <Amount of={of} to={to} what={label} />
    </dd>
  </div>
)

const minus = (whole: Turnover, part: Turnover): Turnover => ({
  net: (whole.net - part.net) as Turnover['net'],
  points: (whole.points - part.points) as Turnover['points'],
})

/** The sum as one would write it on paper: own volume and its two parts, team volume and its two. */
const Equation = ({ explanation: { volumes, personalAsPartner, reading } }: ViewProps) => {
  const { kinds, office } = useShell().words
  const { own, customers, team, personal } = volumes
  if (own === null || customers === null || team === null || personalAsPartner === null) return null
  // Who became a partner, or left, within the month: only a part of his personal volume is his own volume.
  const isWhole = personalAsPartner.net === personal.net && personalAsPartner.points === personal.points
  const name = isWhole ? kinds.personal : office.explanation.personalAsPartner
  return (
    <Sheet id="own">
      <dl className={css['equation']}>
        <Term sign="" keyOf="partners" label={name} of={personalAsPartner} to="#personal" />
        <Term sign="+" keyOf="customers" label={kinds.customers} of={customers} to="#customers" />
        <Term sign="=" label={kinds.own} of={own} to="#own" isSum />
      </dl>
      <SplitBar partners={personalAsPartner.net} customers={customers.net} />
      <div className={css['reading']}>
        <ReadingNote reading={reading} />
      </div>
    </Sheet>
  )
}

/** What he ordered himself but what belongs to somebody else: to whom, and why. */
const Elsewhere = ({ explanation, places }: ViewProps) => {
  const { words, formats } = useShell()
  const text = words.office.explanation
  const isPartner = explanation.volumes.own !== null
  return explanation.belongsTo.map(({ owner, turnover, chain }) => (
    <div key={owner.id} className={css['why']}>
      <p>
        {isPartner
          ? text.elsewhere(formats.money(turnover.net), owner.name)
          : text.elsewhereCustomer(formats.money(turnover.net), owner.name)}{' '}
        {places.contact(owner) !== undefined && <ContactName contact={owner} to={places.contact(owner)} />}
      </p>
      <Chain steps={chain} />
    </div>
  ))
}

type HeadedProps = ViewProps & {
  readonly id: 'personal' | 'customers' | 'team'
  readonly title: string
  readonly note: string
  readonly of: Turnover
  readonly children: ReactNode
}

// Whose and which month is said again: whoever comes to a part directly does not see the page's title.
const Headed = ({ id, title, note, of, explanation, children }: HeadedProps) => {
  const { contact, period } = explanation
  return (
    <Sheet
      id={id}
      title={title}
      note={`${contact.name}, ${useShell().formats.month(period)}. ${note}`}
      tools={
        <strong className={css['sum']}>
          <Amount of={of} />
        </strong>
      }
    >
      {children}
    </Sheet>
  )
}

const Customers = (props: ViewProps) => {
  const { words, formats } = useShell()
  const { volumes, customerCount } = props.explanation
  if (volumes.customers === null) return null
  const note = `${words.kindNotes.customers} ${words.office.explanation.customersNote(customerCount, formats.count(customerCount))}.`
  return (
    <Headed {...props} id="customers" title={words.kinds.customers} note={note} of={volumes.customers}>
      <CustomersPart {...props} />
    </Headed>
  )
}

const Team = (props: ViewProps) => {
  const { words, formats } = useShell()
  const text = words.office.explanation
  const { volumes, lineCount } = props.explanation
  const { own, team } = volumes
  if (own === null || team === null) return null
  const lines = `${text.linesRow} (${text.linesNote(lineCount, formats.count(lineCount))})`
  return (
    <Headed {...props} id="team" title={words.kinds.team} note={words.kindNotes.team} of={team}>
      <dl className={css['equation']}>
        <Term sign="" label={words.kinds.own} of={own} to="#own" />
        <Term sign="+" label={lines} of={minus(team, own)} to="#team" />
        <Term sign="=" label={words.kinds.team} of={team} to="#team" isSum />
      </dl>
      <LinesPart {...props} />
    </Headed>
  )
}

/** How a contact's volumes of a month came to be: the sum, its parts, and each part down to the orders and the attribution. */
export const ExplanationView = (props: ViewProps) => {
  const { words } = useShell()
  const { entries, customerCount, lineCount, volumes } = props.explanation
  if (entries + customerCount + lineCount === 0 && isNothing(volumes.personal)) {
    const text = words.office.explanation
    return (
      <Sheet>
        <EmptyState title={text.ofNobody} text={text.ofNobodyText} />
      </Sheet>
    )
  }
  return (
    <>
      <Equation {...props} />
      <Headed
        {...props}
        id="personal"
        title={words.kinds.personal}
        note={words.kindNotes.personal}
        of={volumes.personal}
      >
        <Elsewhere {...props} />
        <PersonalPart {...props} />
      </Headed>
      <Customers {...props} />
      <Team {...props} />
    </>
  )
}
