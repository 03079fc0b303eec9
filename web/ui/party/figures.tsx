import { Link } from 'react-router'
import { sum, type Cents } from '#ground/money'
import type { PartyFiguresView, PartyId } from '#doors/server'
import { partyWays, type PartyWay } from '#sales/party-order'
import { useDays } from '../days.ts'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import table from '../table.module.css'
import { Tiles, VolumeTile } from '../volume-tile.tsx'
import css from './result.module.css'

type FiguresProps = {
  readonly figures: PartyFiguresView
  /** Where the orders are, by way. */
  readonly ordersAt: (query: Readonly<Record<string, string | null>>) => string
}

type WayFigures = PartyFiguresView['ways'][PartyWay]

const Sums = ({
  ordersAt,
  figures: { guests, newCustomers, told, untold, split, listed, bookings, held, reward },
}: FiguresProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.figures
  const hidden = [
    ...(told > 0 ? [text.told(told, formats.count(told))] : []),
    ...(untold > 0 ? [text.untold(untold, formats.count(untold))] : []),
    ...(split > 0 ? [text.split(split, formats.count(split))] : []),
  ]
  return (
    <Tiles>
      <VolumeTile
        label={text.guests}
        figure={<Link to={ordersAt({})}>{formats.count(guests)}</Link>}
        note={[text.listed(formats.count(listed)), ...hidden].join('; ')}
      />
      <VolumeTile label={text.newCustomers} figure={formats.count(newCustomers)} note={text.newCustomersNote} />
      <VolumeTile
        label={text.bookings}
        figure={bookings === 0 ? formats.count(bookings) : <a href="#booked">{formats.count(bookings)}</a>}
        note={bookings === 0 ? text.bookingsNote : text.held(held, formats.count(held))}
      />
      <VolumeTile
        label={text.reward}
        figure={
          <a href="#reward" className="number">
            {formats.money(reward.credit)}
          </a>
        }
        note={text.taken(formats.money(reward.taken), formats.count(reward.halfPrice))}
      />
    </Tiles>
  )
}

const right = `${table['right']} number`
const wide = `${right} ${table['wide']}`

const Head = () => {
  const text = useShell().words.partyResult.figures
  return (
    <thead>
      <tr>
        <th scope="col">{text.way}</th>
        <th scope="col" className={table['right']}>
          {text.orders}
        </th>
        <th scope="col" className={wide}>
          {text.pieces}
        </th>
        <th scope="col" className={table['right']}>
          {text.net}
        </th>
      </tr>
    </thead>
  )
}

type NetProps = { readonly net: Cents; readonly to: string | undefined }

const Net = ({ net, to }: NetProps) => {
  const { formats } = useShell()
  return <td className={right}>{to === undefined ? formats.money(net) : <Link to={to}>{formats.money(net)}</Link>}</td>
}

const Ways = ({ ordersAt, figures: { ways } }: FiguresProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.figures
  const each = partyWays.map(way => ways[way])
  const total = (count: (way: WayFigures) => number) => formats.count(each.reduce((all, way) => all + count(way), 0))
  return (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <Head />
        <tbody>
          {partyWays.map(way => (
            <tr key={way}>
              <th scope="row">{text.ways[way]}</th>
              <td className={right}>{formats.count(ways[way].orders)}</td>
              <td className={wide}>{formats.count(ways[way].pieces)}</td>
              <Net net={ways[way].net} to={ways[way].orders === 0 ? undefined : ordersAt({ way })} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.all}</th>
            <td className={right}>{total(way => way.orders)}</td>
            <td className={wide}>{total(way => way.pieces)}</td>
            <Net net={sum(each.map(way => way.net))} to={ordersAt({})} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** What came of a party: whom it brought, what was sold by which way, and what the host's reward costs. */
export const PartyFigures = (props: FiguresProps) => {
  const text = useShell().words.partyResult.figures
  return (
    <Sheet title={text.title} note={text.note}>
      <Sums {...props} />
      <div className={css['spaced']}>
        <Ways {...props} />
      </div>
    </Sheet>
  )
}

type BookedProps = { readonly figures: PartyFiguresView; readonly partyTo: (id: PartyId) => string }

/** The parties that were booked at this one, for which its host has a bonus. */
export const BookedParties = ({ figures: { booked }, partyTo }: BookedProps) => {
  const text = useShell().words.partyResult.booked
  const day = useDays()
  if (booked.length === 0) return null
  return (
    <Sheet title={text.title} id="booked">
      <ul className={css['booked']}>
        {booked.map(party => (
          <li key={party.id}>
            <Link to={partyTo(party.id)}>{party.title}</Link>
            <span className={css['soft']}>
              {day(party.heldOn)} · {party.hasOrders ? text.orders : text.noOrders}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
