import { sum, type Cents } from '#ground/money'
import { periodAfter } from '#ground/period'
import { partyWays } from '#sales/party-order'
import type { PartyMonth } from '#doors/server'
import { PairColumns } from '../plot/pair-columns.tsx'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import table from '../table.module.css'
import css from './months.module.css'

type MonthsProps = { readonly months: readonly PartyMonth[] }

type SheetProps = MonthsProps & { readonly title: string }

const shownMonths = 12

const none: Pick<PartyMonth, 'ways'> = {
  ways: Object.fromEntries(partyWays.map(way => [way, { orders: 0, pieces: 0, net: 0 }])) as PartyMonth['ways'],
}

/** The twelve months until the latest with a party, from the first of them on: one without a party stands there with nothing. */
const columnsOf = (months: readonly PartyMonth[]) => {
  const latest = months.at(-1)!.period
  const known = new Map(months.map(month => [month.period, month]))
  const all = Array.from({ length: shownMonths }, (_, at) => periodAfter(latest, at + 1 - shownMonths))
  const first = all.findIndex(period => known.has(period))
  return all.slice(first).map(period => ({ ...(known.get(period) ?? none), period }))
}

const ofGuests = ({ ways }: Pick<PartyMonth, 'ways'>) => sum([ways.guest.net, ways['for guest'].net])

const right = `${table['right']} number`
const wide = `${right} ${table['wide']}`
// Heads may go on in a second line, figures not.
const head = table['right']
const wideHead = `${head} ${table['wide']}`

const Row = ({ month }: { readonly month: PartyMonth }) => {
  const { formats } = useShell()
  return (
    <tr>
      <th scope="row" className="number">
        {formats.monthShort(month.period)}
      </th>
      <td className={wide}>{formats.count(month.parties)}</td>
      <td className={wide}>{formats.count(month.guests)}</td>
      <td className={wide}>{formats.count(month.newCustomers)}</td>
      <td className={right}>{formats.money(ofGuests(month))}</td>
      <td className={right}>{formats.money(month.ways.collective.net)}</td>
      <td className={wide}>{formats.money(month.rewards)}</td>
    </tr>
  )
}

const Rows = ({ months }: MonthsProps) => {
  const text = useShell().words.partyResult.months
  const columns = [
    { name: text.parties, look: wideHead },
    { name: text.guests, look: wideHead },
    { name: text.newCustomers, look: wideHead },
    { name: text.customers, look: head },
    { name: text.collective, look: head },
    { name: text.rewards, look: wideHead },
  ]
  return (
    <div className={`${table['scroll']} ${css['months']}`}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{text.month}</th>
            {columns.map(({ name, look }) => (
              <th key={name} scope="col" className={look}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map(month => (
            <Row key={month.period} month={month} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What a partner's parties brought, month by month. */
export const PartyMonths = ({ months, title }: SheetProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.months
  return (
    <Sheet title={title} note={text.note}>
      {months.length > 1 && (
        <PairColumns
          pairs={columnsOf(months).map(month => ({
            key: month.period,
            label: formats.monthShort(month.period),
            present: ofGuests(month),
            other: month.ways.collective.net,
          }))}
          names={{ present: text.customers, other: text.collective }}
          format={amount => formats.moneyRounded(amount as Cents)}
          least={10_000}
          labels="apart"
        />
      )}
      <Rows months={months} />
    </Sheet>
  )
}
