import { sum } from '#ground/money'
import { perMille } from '../../ui/formats.ts'
import type { HiddenMonth } from '../../ui/context.ts'
import { PairColumns } from '../../ui/plot/pair-columns.tsx'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { Tiles, VolumeTile } from '../../ui/volume-tile.tsx'
import { Figures } from '../figures-table.tsx'
import css from './party.module.css'

type MonthsProps = { readonly months: readonly HiddenMonth[] }

const hiddenIn = ({ told, estimated }: HiddenMonth): number => told + estimated

const total = (months: readonly HiddenMonth[], count: (month: HiddenMonth) => number): number =>
  months.reduce((all, month) => all + count(month), 0)

const Sums = ({ months, before }: MonthsProps & { readonly before: readonly HiddenMonth[] }) => {
  const { words, formats } = useShell()
  const text = words.partyOffice.hidden
  const [hidden, known] = [total(months, hiddenIn), total(months, month => month.known)]
  const orders = total(months, month => month.orders)
  const share = perMille(hidden, hidden + known)
  const usual = months.at(-1)?.netOfGuest ?? null
  const earlier = text.before(formats.count(total(before, hiddenIn)))
  return (
    <Tiles>
      <VolumeTile
        isMain
        label={text.guests}
        figure={formats.count(hidden)}
        note={share === null ? earlier : `${text.share(formats.share(share))}; ${earlier}`}
      />
      <VolumeTile
        label={text.known}
        figure={formats.count(known)}
        note={text.knownNote(formats.money(sum(months.map(month => month.knownNet))))}
      />
      <VolumeTile
        label={text.net}
        figure={<span className="number">{formats.money(sum(months.map(month => month.hiddenNet)))}</span>}
        note={text.netNote(orders, formats.count(orders))}
      />
      <VolumeTile
        label={text.usual}
        figure={usual === null ? '–' : <span className="number">{formats.money(usual)}</span>}
        note={usual === null ? text.usualUnknown : text.usualNote}
      />
    </Tiles>
  )
}

const Trend = ({ months }: MonthsProps) => {
  const { words, formats } = useShell()
  const text = words.partyOffice.hidden
  return (
    <div className={css['trend']}>
      <PairColumns
        pairs={months.map(month => ({
          key: month.period,
          label: formats.monthShort(month.period),
          present: month.known,
          other: hiddenIn(month),
        }))}
        names={text.names}
        format={formats.count}
        least={4}
        labels="apart"
      />
      <Figures
        isFolded
        wide={[4, 5]}
        columns={[text.month, text.known, text.told, text.estimated, text.orders, text.hiddenNet]}
        rows={months.toReversed().map(month => ({
          key: month.period,
          cells: [
            formats.monthShort(month.period),
            ...[month.known, month.told, month.estimated, month.orders].map(count => formats.count(count)),
            formats.money(month.hiddenNet),
          ],
        }))}
      />
    </div>
  )
}

/** How many end customers stay unknown to the company: the last twelve months, month by month, beside the twelve before. */
export const HiddenCustomers = ({ months }: MonthsProps) => {
  const text = useShell().words.partyOffice.hidden
  const [before, shown] = [months.slice(0, -12), months.slice(-12)]
  const isNobody = total(months, month => month.known + month.orders) === 0
  return (
    <Sheet title={text.title} note={text.note}>
      {isNobody ? (
        <p>{text.none}</p>
      ) : (
        <>
          <Sums months={shown} before={before} />
          <Trend months={shown} />
        </>
      )}
    </Sheet>
  )
}
