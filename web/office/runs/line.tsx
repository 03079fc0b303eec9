import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { ReactNode } from 'react'
import type { Cents, Points } from '#ground/money'
import { printRate } from '#earnings/scalar'
import { addresses } from '../../ui/addresses.ts'
import { found } from '../../ui/asked.ts'
import { ContactName } from '../../ui/contact-name.tsx'
import { officeWorld, type OpenedLine } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../../ui/sheet.tsx'
import table from '../../ui/table.module.css'
import paper from '../paper.module.css'
import { monthIn } from './parts.tsx'
import css from './runs.module.css'

type Loaded = { readonly line?: OpenedLine }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, (words, formats) => {
    const line = (loaderData as Loaded | undefined)?.line
    return line === undefined ? words.runs.title : words.runs.line.title(line.rule, formats.month(line.period))
  })

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { runs } = officeWorld({ request, context }).office
  const place = /^\d{1,9}$/u.test(params['place'] ?? '') ? Number(params['place']) : -1
  return { line: found(place < 0 ? null : await runs.line(monthIn(params['period']), place)) }
}

type Props = { readonly line: OpenedLine }

type Reckoned = readonly (readonly [label: string, value: ReactNode])[]

const useReckoning = (line: OpenedLine): Reckoned => {
  const { words, formats, language } = useShell()
  const [text, its] = [words.runs.line, words.runs.partner]
  const { partner, from, period, corrects } = line
  const isMoney = line.unit === 'money'
  const base = isMoney ? formats.money(line.base as Cents) : words.amounts.points(formats.points(line.base as Points))
  return [
    [text.partner, <ContactName key="partner" contact={partner} to={addresses.runPartner(period, partner.id)} />],
    [its.from, from === null ? its.ofMany : <ContactName key="from" contact={from} to={addresses.contact(from.id)} />],
    [its.base, base],
    ...(line.rate === 0 ? [] : [[its.rate, printRate(line.rate, language)] as const]),
    [text.reason, line.reason[language]],
    [its.amount, `${formats.money(line.amount)} (${line.isRounded ? its.rounded : text.exactly})`],
    ...(corrects === null ? [] : [[its.takenBack, <Original key="original" of={corrects} />] as const]),
  ]
}

const Original = ({ of }: { readonly of: NonNullable<OpenedLine['corrects']> }) => {
  const { words, formats } = useShell()
  return (
    <Link to={addresses.runLine(of.period, of.place)}>
      {words.runs.line.original}, {formats.month(of.period)}
    </Link>
  )
}

const Reckoning = ({ line }: Props) => {
  const text = useShell().words.runs.line
  return (
    <Sheet title={text.reckoning}>
      <dl className={paper['data']}>
        {useReckoning(line).map(([label, value]) => (
          <div key={label} className={paper['row']}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

const Way = ({ line }: Props) => {
  const text = useShell().words.runs.line
  if (line.path.length < 2) return null
  return (
    <Sheet title={text.way}>
      <ol className={css['path']}>
        {line.path.map(contact => (
          <li key={contact.id}>
            <ContactName contact={contact} to={addresses.contact(contact.id)} />
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

type Behind = NonNullable<OpenedLine['behind']>
type Orders = Extract<Behind, { is: 'orders' }>

const OrderRow = ({ row }: { readonly row: Orders['rows'][number] }) => {
  const { words, formats } = useShell()
  const { order, contact, net } = row
  return (
    <tr>
      <th scope="row">
        {order === null ? (
          words.runs.line.noOrder
        ) : (
          <Link to={addresses.order(order.id)}>{order.reference ?? formats.dayShort(order.placedAt)}</Link>
        )}
        <span className={`${table['narrow']} ${table['small']}`}>{contact.name}</span>
      </th>
      <td className={table['wide']}>{order === null ? '' : formats.dayShort(order.placedAt)}</td>
      <td className={table['wide']}>
        <ContactName contact={contact} to={addresses.contact(contact.id)} />
      </td>
      <td className={`${table['right']} number`}>{formats.money(net)}</td>
    </tr>
  )
}

const OrdersBehind = ({ rows }: Pick<Orders, 'rows'>) => {
  const { words } = useShell()
  const text = words.runs.line
  return (
    <Sheet title={text.orders} note={text.ordersNote}>
      <div className={table['scroll']}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{text.order}</th>
              <th scope="col" className={table['wide']}>
                {text.day}
              </th>
              <th scope="col" className={table['wide']}>
                {text.who}
              </th>
              <th scope="col" className={table['right']}>
                {text.net}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <OrderRow key={`${row.order?.id} ${row.contact.id}`} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  )
}

const Sources = ({ line, rows }: Props & { readonly rows: Extract<Behind, { is: 'partners' }>['rows'] }) => {
  const { words, formats } = useShell()
  const text = words.runs.line
  return (
    <Sheet title={text.sources}>
      <ul className={css['lines']}>
        {rows.map(({ contact, base }) => (
          <li key={contact.id}>
            <Link to={addresses.volumes(contact.id, line.period)} className={css['line']}>
              <span>{contact.name}</span>
              <span className={`${css['lineAmount']} number`}>
                {line.unit === 'money' ? formats.money(base as Cents) : formats.points(base as Points)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

export default function LinePage() {
  const { line } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.runs.line
  const { behind } = line
  return (
    <Page
      title={text.title(line.rule, formats.month(line.period))}
      back={{ to: addresses.runPartner(line.period, line.partner.id), label: line.partner.name }}
    >
      <Reckoning line={line} />
      <Way line={line} />
      {behind?.is === 'orders' && <OrdersBehind rows={behind.rows} />}
      {behind?.is === 'partners' && <Sources line={line} rows={behind.rows} />}
      {behind === null && line.corrects === null && (
        <Sheet>
          <EmptyState title={text.none} text={text.noneText} />
        </Sheet>
      )}
    </Page>
  )
}
