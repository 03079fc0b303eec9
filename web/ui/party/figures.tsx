import { sum } from '#ground/money'
import type { PartyFiguresView } from '#doors/server'
import { partyWays, type PartyWay } from '#sales/party-order'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import table from '../table.module.css'
import { Tiles, VolumeTile } from '../volume-tile.tsx'
import css from './result.module.css'

type FiguresProps = { readonly figures: PartyFiguresView }

type WayFigures = PartyFiguresView['ways'][PartyWay]

const Sums = ({ figures: { guests, newCustomers, told, untold, listed, bookings, held, reward } }: FiguresProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.figures
  const hidden = [
    ...(told > 0 ? [text.told(told, formats.count(told))] : []),
    ...(untold > 0 ? [text.untold(untold, formats.count(untold))] : []),
  ]
  return (
    <Tiles>
      <VolumeTile
        label={text.guests}
        figure={formats.count(guests)}
        note={[text.listed(formats.count(listed)), ...hidden].join('; ')}
      />
      <VolumeTile label={text.newCustomers} figure={formats.count(newCustomers)} note={text.newCustomersNote} />
      <VolumeTile
        label={text.bookings}
        figure={formats.count(bookings)}
        note={bookings === 0 ? text.bookingsNote : text.held(held, formats.count(held))}
      />
      <VolumeTile
        label={text.reward}
        figure={<span className="number">{formats.money(reward.credit)}</span>}
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

const Ways = ({ figures: { ways } }: FiguresProps) => {
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
              <td className={right}>{formats.money(ways[way].net)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.all}</th>
            <td className={right}>{total(way => way.orders)}</td>
            <td className={wide}>{total(way => way.pieces)}</td>
            <td className={right}>{formats.money(sum(each.map(way => way.net)))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** What came of a party: whom it brought, what was sold by which way, and what the host's reward costs. */
export const PartyFigures = ({ figures }: FiguresProps) => {
  const text = useShell().words.partyResult.figures
  return (
    <Sheet title={text.title} note={text.note}>
      <Sums figures={figures} />
      <div className={css['spaced']}>
        <Ways figures={figures} />
      </div>
    </Sheet>
  )
}
