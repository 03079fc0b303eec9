import type { Comparison } from '#earnings/simulation'
import { perMille } from '../ui/formats.ts'
import { PairColumns } from '../ui/plot/pair-columns.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { shortClass, useClassWords } from './class-words.ts'
import { Figures } from './figures-table.tsx'
import css from './simulation.module.css'

type SpreadProps = { readonly result: Comparison }

const amounts = ['average', 'lowerQuartile', 'median', 'upperQuartile', 'ninetieth', 'highest'] as const

const Quantiles = ({ result: { whole } }: SpreadProps) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const sides = [whole.present.spread, whole.other.spread]
  const share = (part: number, of: number) => {
    const value = perMille(part, of)
    return value === null ? '–' : formats.share(value)
  }
  const rows = [
    {
      name: 'nothing' as const,
      cells: sides.map(({ nothing, people }) => `${formats.count(nothing)} (${share(nothing, people)})`),
    },
    ...amounts.map(name => ({ name, cells: sides.map(spread => formats.money(spread[name])) })),
    { name: 'topTenth' as const, cells: sides.map(({ topTenth, total }) => share(topTenth, total)) },
  ]
  return (
    <Figures
      columns={[text.partners, text.present, text.other]}
      rows={rows.map(({ name, cells }) => ({ key: name, cells: [text.quantiles[name], ...cells] }))}
    />
  )
}

/** How what is paid is spread over partners: how many get how much, and who gets nothing. */
export const SimulationSpread = ({ result }: SpreadProps) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const called = useClassWords()
  const { present, other } = result.classes
  return (
    <Sheet title={text.spread} note={text.spreadNote}>
      <PairColumns
        pairs={present.map((each, place) => ({
          key: String(each.from),
          label: called(each),
          short: shortClass(each),
          present: each.people,
          other: other[place]!.people,
        }))}
        names={{ present: text.present, other: text.other }}
        format={formats.count}
        least={4}
        labels="each"
      />
      <Figures
        isFolded
        columns={[text.cost, text.present, text.other]}
        rows={present.map((each, place) => ({
          key: String(each.from),
          cells: [called(each), formats.count(each.people), formats.count(other[place]!.people)],
        }))}
      />
      <div className={css['spaced']}>
        <Quantiles result={result} />
      </div>
    </Sheet>
  )
}
