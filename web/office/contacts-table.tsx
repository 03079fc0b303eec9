import { Link } from 'react-router'
import type { Period } from '#ground/period'
import { addresses } from '../ui/addresses.ts'
import { Amount } from '../ui/amount.tsx'
import { ContactName, RoleBadge } from '../ui/contact-name.tsx'
import type { ContactRow } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'

type RowsProps = { readonly rows: readonly ContactRow[]; readonly period: Period }

const right = table['right']

const Row = ({ row, period }: { readonly row: ContactRow; readonly period: Period }) => {
  const { words, formats } = useShell()
  const { contact, owner } = row
  const to = (kind: 'personal' | 'own') => addresses.volumes(contact.id, period, kind)
  const what = (kind: 'personal' | 'own') => `${words.kinds[kind]}, ${contact.name}`
  return (
    <tr>
      <th scope="row">
        <ContactName contact={contact} to={addresses.contact(contact.id, { period })} />
        <span className={table['small']}>
          <span className={table['narrow']}>{words.roles[contact.role]} · </span>
          {row.reference}
          {row.mergedInto !== null && (
            <>
              {' · '}
              <Link to={addresses.contact(row.mergedInto.id, { period })}>
                {words.known.merge.mergedInto(row.mergedInto.name)}
              </Link>
            </>
          )}
        </span>
      </th>
      <td className={table['wide']}>
        <RoleBadge role={contact.role} />
      </td>
      <td className={table['wide']}>{row.city}</td>
      <td className={table['wide']}>
        {owner !== null && <ContactName contact={owner} to={addresses.contact(owner.id, { period })} />}
      </td>
      <td className={`${table['wide']} number`}>{formats.dayShort(row.joinedAt)}</td>
      <td className={right}>
        <Amount of={row.personal} to={to('personal')} what={what('personal')} withPoints={false} />
      </td>
      <td className={right}>
        {row.own !== null && <Amount of={row.own} to={to('own')} what={what('own')} withPoints={false} />}
      </td>
    </tr>
  )
}

export const ContactsTable = ({ rows, period }: RowsProps) => {
  const { words } = useShell()
  const text = words.office.contacts
  return (
    <Table
      columns={[
        { label: text.name },
        { label: text.role, as: 'wide' },
        { label: text.place, as: 'wide' },
        { label: text.owner, as: 'wide' },
        { label: text.since, as: 'wide' },
        { label: words.kinds.personal, as: 'right' },
        { label: words.kinds.own, as: 'right' },
      ]}
    >
      {rows.map(row => (
        <Row key={row.contact.id} row={row} period={period} />
      ))}
    </Table>
  )
}
