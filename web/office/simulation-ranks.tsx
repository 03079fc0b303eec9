import type { Cents } from '#ground/money'
import type { Comparison } from '#earnings/simulation'
import { BalanceBars } from '../ui/plot/balance-bars.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Figures, useGain } from './figures-table.tsx'
import css from './simulation.module.css'

/** Winners and losers by the rank each had. */
export const SimulationRanks = ({ result: { ranks } }: { readonly result: Comparison }) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const gain = useGain()
  const called = (rank: string | null) => rank ?? text.noRank
  return (
    <Sheet title={text.byRank} note={text.byRankNote}>
      <BalanceBars
        rows={ranks.map(({ rank, losers, winners }) => ({
          key: rank ?? '',
          label: called(rank),
          lost: losers,
          won: winners,
        }))}
        names={{ lost: text.losers, won: text.winners }}
        format={formats.count}
      />
      <div className={css['spaced']}>
        <Figures
          wide={[3, 4]}
          columns={[text.rank, text.partners, text.difference, text.lost, text.won]}
          rows={ranks.map(({ rank, partners, won, lost, present, other }) => ({
            key: rank ?? '',
            cells: [called(rank), formats.count(partners), gain((other - present) as Cents), gain(lost), gain(won)],
          }))}
        />
      </div>
    </Sheet>
  )
}
