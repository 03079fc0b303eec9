import type { Cents } from '#ground/money'
import type { Comparison } from '#earnings/simulation'
import type { SimulationView } from '../ui/context.ts'
import { PairColumns } from '../ui/plot/pair-columns.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'
import { SimulationPeople } from './simulation-people.tsx'
import { SimulationRanks } from './simulation-ranks.tsx'
import { SimulationSpread } from './simulation-spread.tsx'
import { Figures, useSigned } from './figures-table.tsx'

type ResultProps = { readonly result: Comparison }

/** A share in millionths as it is written. */
const useShare = () => {
  const { formats } = useShell()
  return (ratio: number | null) => (ratio === null ? '–' : formats.share(ratio / 1000))
}

const Sums = ({ result: { whole, winners, losers } }: ResultProps) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const [share, signed] = [useShare(), useSigned()]
  const partners = text.ofPartners(formats.count(whole.present.spread.people))
  return (
    <Tiles>
      {(['present', 'other'] as const).map(side => (
        <VolumeTile
          key={side}
          label={`${text.cost}: ${text[side]}`}
          figure={<span className="number">{formats.money(whole[side].cost)}</span>}
          note={text.ofTurnover(share(whole[side].ratio))}
        />
      ))}
      <VolumeTile
        label={text.difference}
        figure={signed((whole.other.cost - whole.present.cost) as Cents)}
        note={text.turnover(formats.money(whole.turnover))}
      />
      <VolumeTile label={text.winners} figure={formats.count(winners)} note={partners} />
      <VolumeTile label={text.losers} figure={formats.count(losers)} note={partners} />
    </Tiles>
  )
}

const Months = ({ result: { months } }: ResultProps) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const [share, signed] = [useShare(), useSigned()]
  return (
    <Sheet title={text.byMonth}>
      <PairColumns
        pairs={months.map(({ period, present, other }) => ({
          key: period,
          label: formats.monthShort(period),
          present: present.cost,
          other: other.cost,
        }))}
        names={{ present: text.present, other: text.other }}
        format={value => formats.moneyRounded(value as Cents)}
        least={100}
        labels="apart"
      />
      <Figures
        isFolded
        wide={[2, 4]}
        columns={[words.chart.month, text.present, text.other, text.difference, text.ratio]}
        rows={months.toReversed().map(({ period, present, other }) => ({
          key: period,
          cells: [
            formats.month(period),
            formats.money(present.cost),
            formats.money(other.cost),
            signed((other.cost - present.cost) as Cents),
            `${share(present.ratio)} → ${share(other.ratio)}`,
          ],
        }))}
      />
    </Sheet>
  )
}

const Rules = ({ result: { rules } }: ResultProps) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const signed = useSigned()
  const cost = (value: Cents | null) => (value === null ? text.noRule : formats.money(value))
  return (
    <Sheet title={text.rules}>
      <Figures
        wide={[2]}
        columns={[text.rule, text.present, text.other, text.difference]}
        rows={rules.map(({ rule, present, other }) => ({
          key: rule,
          cells: [rule, cost(present), cost(other), signed(((other ?? 0) - (present ?? 0)) as Cents)],
        }))}
      />
    </Sheet>
  )
}

/** What came out of a simulation: sums, months, ranks, distribution, rules and people. */
export const SimulationResult = ({ view, result }: ResultProps & { readonly view: SimulationView }) => {
  const text = useShell().words.simulation
  if (result.whole.present.spread.people === 0)
    return (
      <Sheet>
        <p>{text.nobody}</p>
      </Sheet>
    )
  return (
    <>
      <Sums result={result} />
      <Months result={result} />
      <SimulationRanks result={result} />
      <SimulationSpread result={result} />
      <Rules result={result} />
      <SimulationPeople view={view} result={result} />
    </>
  )
}
