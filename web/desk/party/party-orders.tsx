import { Link, useLoaderData } from 'react-router'
import type { PartyOrderRow, SlipView } from '#doors/server'
import { addresses } from '../../ui/addresses.ts'
import { formatsOf } from '../../ui/formats.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import table from '../../ui/table.module.css'
import type { PartyData } from './party.tsx'
import css from './party.module.css'

const Slip = ({ slip }: { readonly slip: SlipView }) => {
  const { words, formats } = useShell()
  const { settle, counter } = words.party
  return (
    <li>
      <Link to={addresses.deskPartySlip(slip.id)} className={css['card']}>
        <span className={css['name']}>{slip.home?.name ?? counter.myName}</span>
        <span className={css['soft']}>{formats.moment(slip.takenAt)}</span>
        <span>{slip.because === null ? settle.still : settle.because[slip.because.because]}</span>
      </Link>
    </li>
  )
}

/** What was taken and could not be placed. */
export const SlipsToSettle = () => {
  const { slips } = useLoaderData<PartyData>()
  const { page } = useShell().words.party
  if (slips.length === 0) return null
  return (
    <Sheet title={page.slips} note={page.slipsNote}>
      <ul className={css['cards']}>
        {slips.map(slip => (
          <Slip key={slip.id} slip={slip} />
        ))}
      </ul>
    </Sheet>
  )
}

const Row = ({ order }: { readonly order: PartyOrderRow }) => {
  const { words, language, company } = useShell()
  const { page } = words.party
  const { money } = formatsOf(language, order.currency, company.zone)
  return (
    <tr>
      <td>
        <Link to={addresses.deskOrder(order.id)}>{order.number}</Link>
      </td>
      <td>{order.buyer?.name ?? page.unknownBuyer}</td>
      <td>
        {page.ways[order.way]}
        {order.way === 'collective' && (
          <>
            {' · '}
            <Link to={addresses.deskSplit(order.id)}>{page.split}</Link>
          </>
        )}
      </td>
      <td className="number">{money(order.left)}</td>
    </tr>
  )
}

/** The orders that count for the party, and by which way each came. */
export const PartyOrders = () => {
  const { orders } = useLoaderData<PartyData>()
  const { page } = useShell().words.party
  return (
    <Sheet title={page.orders}>
      {orders.length === 0 ? (
        <p className={css['soft']}>{page.ordersEmpty}</p>
      ) : (
        <div className={table['scroll']}>
          <table className={table['table']}>
            <thead>
              <tr>
                <th scope="col">{page.order}</th>
                <th scope="col">{page.buyer}</th>
                <th scope="col">{page.way}</th>
                <th scope="col" className="number">
                  {page.sum}
                </th>
              </tr>
            </thead>
            <tbody>
              {orders.map(order => (
                <Row key={order.id} order={order} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  )
}
