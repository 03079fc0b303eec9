import { addresses } from '../ui/addresses.ts'
import { ContactName } from '../ui/contact-name.tsx'
import type { Side } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import table from '../ui/table.module.css'
import css from './duplicates.module.css'

const fields = [
  'givenName',
  'familyName',
  'firmName',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'country',
] as const

type Pair = { readonly one: Side; readonly other: Side }

const useRows = ({ one, other }: Pair) => {
  const { words, formats } = useShell()
  const text = words.known.side
  const owner = ({ owner, contact }: Side) => {
    if (contact.role === 'partner') return text.nothing
    return owner === null || owner.role === 'house' ? text.ownerHouse : owner.name
  }
  return [
    [text.number, one.reference, other.reference],
    [text.role, words.roles[one.contact.role], words.roles[other.contact.role]],
    ...fields
      .filter(field => one.data[field] !== null || other.data[field] !== null)
      .map(field => [text.fields[field], one.data[field] ?? text.nothing, other.data[field] ?? text.nothing]),
    [text.joined, formats.day(one.joinedAt), formats.day(other.joinedAt)],
    [text.owner, owner(one), owner(other)],
    [text.orders, formats.count(one.orders), formats.count(other.orders)],
  ] as const
}

/** Two contacts side by side, field by field. */
export const Sides = ({ one, other, names }: Pair & { readonly names?: readonly [string, string] }) => {
  const { words } = useShell()
  const rows = useRows({ one, other })
  return (
    <div className={table['scroll']}>
      <table className={`${table['table']} ${css['sides']}`}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{words.known.side.field}</span>
            </th>
            {[one, other].map(({ contact }, position) => (
              <th scope="col" key={contact.id}>
                <ContactName contact={contact} to={addresses.contact(contact.id)} />
                {names !== undefined && <span className={table['small']}>{names[position]}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([field, left, right]) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>{left}</td>
              <td data-differs={left !== right || undefined}>{right}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
