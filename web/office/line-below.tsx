import type { Period } from '#ground/period'
import { addresses } from '../ui/addresses.ts'
import { Amount } from '../ui/amount.tsx'
import { ContactName } from '../ui/contact-name.tsx'
import type { Contact, LineRow, Page } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Pager, Sheet } from '../ui/sheet.tsx'
import table from '../ui/table.module.css'

type Of = 'partners' | 'customers'
type LineProps = {
  readonly of: Of
  readonly line: Page<LineRow>
  readonly contact: Contact
  readonly period: Period
  readonly isFirst: boolean
  readonly addressOf: (cursor: string | null) => string
}

const right = table['right']
const wideRight = `${table['right']} ${table['wide']}`

const Row = ({ row, period, of }: { readonly row: LineRow; readonly period: Period; readonly of: Of }) => {
  const { words, formats } = useShell()
  const { contact, volumes } = row
  const first = of === 'partners' ? (['own', volumes.own] as const) : (['personal', volumes.personal] as const)
  return (
    <tr>
      <th scope="row">
        <ContactName contact={contact} to={addresses.contact(contact.id, { period })} />
        <span className={table['small']}>
          {words.office.contact.since(formats.dayShort(row.since))}
          {contact.role !== 'partner' && contact.role !== 'customer' && ` · ${words.roles[contact.role]}`}
        </span>
      </th>
      <td className={right}>
        <Amount
          of={first[1] ?? volumes.personal}
          to={addresses.volumes(contact.id, period, first[0])}
          what={`${words.kinds[first[0]]}, ${contact.name}`}
          withPoints={false}
        />
      </td>
      {of === 'partners' && (
        <td className={right}>
          <Amount
            of={volumes.team ?? volumes.personal}
            to={addresses.volumes(contact.id, period, 'team')}
            what={`${words.kinds.team}, ${contact.name}`}
            withPoints={false}
          />
        </td>
      )}
      <td className={`${wideRight} number`}>{formats.count(row.partners)}</td>
      <td className={`${wideRight} number`}>{formats.count(row.customers)}</td>
    </tr>
  )
}

const Head = ({ of }: { readonly of: Of }) => {
  const { words } = useShell()
  return (
    <thead>
      <tr>
        <th scope="col">{words.office.contacts.name}</th>
        <th scope="col" className={right}>
          {of === 'partners' ? words.kinds.own : words.kinds.personal}
        </th>
        {of === 'partners' && (
          <th scope="col" className={right}>
            {words.kinds.team}
          </th>
        )}
        <th scope="col" className={wideRight}>
          {words.office.contact.partnersHead}
        </th>
        <th scope="col" className={wideRight}>
          {words.office.contact.customersHead}
        </th>
      </tr>
    </thead>
  )
}

/** Who stands directly below: partners with their lines, or customers. */
export const LineBelow = ({ of, line, contact, period, isFirst, addressOf }: LineProps) => {
  const { words, formats } = useShell()
  const text = words.office.contact
  const { counts } = contact
  const title =
    of === 'partners'
      ? text.partnersBelow(counts.partners, formats.count(counts.partners))
      : text.customersBelow(counts.customers + counts.prospects, formats.count(counts.customers + counts.prospects))
  const note =
    of === 'partners'
      ? text.downline(counts.downline, formats.count(counts.downline))
      : text.owned(counts.owned, formats.count(counts.owned))
  return (
    <Sheet id={of} title={`${text.below}: ${title}`} note={line.rows.length === 0 ? undefined : note}>
      {line.rows.length === 0 ? (
        <p className={table['small']}>{of === 'partners' ? text.noPartners : text.noCustomers}</p>
      ) : (
        <div className={table['scroll']}>
          <table className={table['table']}>
            <Head of={of} />
            <tbody>
              {line.rows.map(row => (
                <Row key={row.contact.id} row={row} period={period} of={of} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager isFirst={isFirst} next={line.next} to={addressOf} />
    </Sheet>
  )
}
