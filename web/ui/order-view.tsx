import { sum } from '#ground/money'
import type { ContactRef, Order, OrderLine } from '#doors/server'
import { ContactName } from './contact-name.tsx'
import { useShell } from './shell-data.ts'
import { Sheet } from './sheet.tsx'
import css from './order-view.module.css'
import table from './table.module.css'

type OrderProps = { readonly order: Order; readonly contactTo: (contact: ContactRef) => string | undefined }

const right = table['right']
const wideRight = `${table['right']} ${table['wide']}`

const Course = ({ order }: { readonly order: Order }) => {
  const { words, formats } = useShell()
  const text = words.office.order
  return (
    <Sheet title={text.course}>
      <ol className={css['course']}>
        {order.states.map(({ state, at }) => (
          <li key={`${state} ${at}`}>
            <strong>{text.states[state]}</strong>
            <span>{formats.moment(at)}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

const Line = ({ line }: { readonly line: OrderLine }) => {
  const { words, formats, company } = useShell()
  return (
    <tr>
      <th scope="row">
        {line.article.name}
        <span className={table['small']}>{line.article.number}</span>
      </th>
      <td className={`${right} number`}>
        {formats.count(line.quantity)}
        {line.returned > 0 && (
          <span className={table['small']}>{words.office.order.ofWhichReturned(formats.count(line.returned))}</span>
        )}
      </td>
      <td className={`${wideRight} number`}>{formats.share(line.vatRate)}</td>
      {company.hasPoints && <td className={`${wideRight} number`}>{formats.points(line.turnover.points)}</td>}
      <td className={`${right} number`}>{formats.money(line.turnover.net)}</td>
    </tr>
  )
}

const Sums = ({ order }: { readonly order: Order }) => {
  const { words, formats } = useShell()
  const text = words.office.order
  return (
    <dl className={css['sums']}>
      <dt>{text.net}</dt>
      <dd className="number">{formats.money(order.net)}</dd>
      <dt>{text.vat}</dt>
      <dd className="number">{formats.money(order.vat)}</dd>
      <dt>{text.gross}</dt>
      <dd className={`number ${css['gross']}`}>{formats.money(order.gross)}</dd>
    </dl>
  )
}

const Lines = ({ order }: { readonly order: Order }) => {
  const { words, company } = useShell()
  const text = words.office.order
  return (
    <Sheet title={text.lines}>
      <div className={table['scroll']}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{text.article}</th>
              <th scope="col" className={right}>
                {text.quantity}
              </th>
              <th scope="col" className={wideRight}>
                {text.vat}
              </th>
              {company.hasPoints && (
                <th scope="col" className={wideRight}>
                  {text.points}
                </th>
              )}
              <th scope="col" className={right}>
                {text.net}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map(line => (
              <Line key={line.position} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      <Sums order={order} />
    </Sheet>
  )
}

const Returns = ({ order }: { readonly order: Order }) => {
  const { words, formats } = useShell()
  const text = words.office.order
  if (order.returns.length === 0) return null
  return (
    <Sheet title={text.returns}>
      <ul className={css['returns']}>
        {order.returns.map(({ id, reference, at, reason, reasonClass, lines }) => (
          <li key={id}>
            <h3>{text.return(reference)}</h3>
            <p className={table['small']}>
              {formats.moment(at)}
              {reasonClass === null ? '' : ` · ${words.returns.classes[reasonClass]}`} ·{' '}
              {reason === null ? text.noReason : text.reason(reason)}
            </p>
            <ul>
              {lines.map(line => (
                <li key={`${line.article.number} ${line.quantity}`} className={css['returned']}>
                  <span>
                    {formats.count(Math.abs(line.quantity))} × {line.article.name}
                  </span>
                  <span className="number">{formats.money(line.turnover.net)}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

const EntriesHead = () => {
  const { words } = useShell()
  const text = words.office.order
  return (
    <thead>
      <tr>
        <th scope="col">{text.date}</th>
        <th scope="col" className={table['wide']}>
          {text.article}
        </th>
        <th scope="col">{text.owner}</th>
        <th scope="col" className={right}>
          {text.net}
        </th>
      </tr>
    </thead>
  )
}

const Entry = ({
  entry,
  contactTo,
}: {
  readonly entry: Order['entries'][number]
  readonly contactTo: OrderProps['contactTo']
}) => {
  const { words, formats } = useShell()
  return (
    <tr>
      <td className="number">{formats.dayShort(entry.at)}</td>
      <td className={table['wide']}>{entry.article.name}</td>
      <td>
        <ContactName contact={entry.ownerThen} to={contactTo(entry.ownerThen)} />
        <span className={table['small']}>
          {entry.contact.name} {words.office.order.roleThen} {words.roles[entry.roleThen]}
        </span>
      </td>
      <td className={`${right} number`}>{formats.money(entry.turnover.net)}</td>
    </tr>
  )
}

const Entries = ({ order, contactTo }: OrderProps) => {
  const { words, formats } = useShell()
  const text = words.office.order
  if (order.entries.length === 0) return <Sheet title={text.entries} note={text.noEntries} id="entries" />
  return (
    <Sheet title={text.entries} note={text.entriesNote} id="entries">
      <div className={table['scroll']}>
        <table className={table['table']}>
          <EntriesHead />
          <tbody>
            {order.entries.map(entry => (
              <Entry key={entry.id} entry={entry} contactTo={contactTo} />
            ))}
          </tbody>
        </table>
      </div>
      <dl className={css['sums']}>
        <dt>{words.amounts.sum}</dt>
        <dd className={`number ${css['gross']}`}>
          {formats.money(sum(order.entries.map(({ turnover }) => turnover.net)))}
        </dd>
      </dl>
    </Sheet>
  )
}

/** An order: its course, its lines, what came back, and the entries that were made from it. */
export const OrderView = (props: OrderProps) => (
  <>
    <Course order={props.order} />
    <Lines order={props.order} />
    <Returns order={props.order} />
    <Entries {...props} />
  </>
)
