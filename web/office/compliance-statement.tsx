import { ShareBars } from '../ui/plot/share-bars.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { useClassWords } from './class-words.ts'
import { useShareOf, type ReportProps } from './compliance-figures.tsx'
import { Figures } from './figures-table.tsx'
import css from './simulation.module.css'

const amounts = ['average', 'lowerQuartile', 'median', 'upperQuartile', 'ninetieth', 'highest'] as const

const Classes = ({ report: { statement, partners } }: ReportProps) => {
  const { words, formats } = useShell()
  const text = words.compliance
  const [share, called] = [useShareOf(), useClassWords()]
  const rows = statement.classes.map(({ people, ...bounds }) => ({
    key: String(bounds.from),
    label: called(bounds),
    value: people,
    text: `${formats.count(people)} (${share(people, partners.all)})`,
  }))
  return (
    <>
      <ShareBars rows={rows} />
      <Figures
        isFolded
        columns={[text.statement.class, text.statement.people, text.share, text.amount]}
        rows={statement.classes.map(({ people, total, ...bounds }) => ({
          key: String(bounds.from),
          cells: [called(bounds), formats.count(people), share(people, partners.all), formats.money(total)],
        }))}
      />
    </>
  )
}

const Quantiles = ({ report: { statement } }: ReportProps) => {
  const { words, formats } = useShell()
  const text = words.compliance.statement
  const share = useShareOf()
  const { people, nothing, total, topTenth } = statement.all
  return (
    <Figures
      columns={[words.compliance.figure, words.compliance.amount]}
      rows={[
        { key: 'nothing', cells: [text.nothing, `${formats.count(nothing)} (${share(nothing, people)})`] },
        ...amounts.map(name => ({ key: name, cells: [text[name], formats.money(statement.all[name])] })),
        { key: 'topTenth', cells: [text.topTenth, `${formats.money(topTenth)} (${share(topTenth, total)})`] },
      ]}
    />
  )
}

const Ranks = ({ report: { statement } }: ReportProps) => {
  const { words, formats } = useShell()
  const text = words.compliance.statement
  return (
    <Sheet title={text.byRank} note={text.byRankNote}>
      <Figures
        wide={[2, 3, 4, 6]}
        columns={[text.rank, text.people, text.nothing, text.average, text.lowest, text.median, text.highest]}
        rows={statement.ranks.map(({ rank, people, nothing, ...spread }) => ({
          key: rank ?? '',
          cells: [
            rank ?? text.noRank,
            formats.count(people),
            formats.count(nothing),
            ...(['average', 'lowest', 'median', 'highest'] as const).map(name => formats.money(spread[name])),
          ],
        }))}
      />
    </Sheet>
  )
}

/** How earnings are spread over all partners, those who earned nothing with them, and by rank. */
export const ComplianceStatement = ({ report }: ReportProps) => {
  const text = useShell().words.compliance.statement
  return (
    <>
      <Sheet title={text.title} note={text.note}>
        <Classes report={report} />
        <div className={css['spaced']}>
          <Quantiles report={report} />
        </div>
      </Sheet>
      <Ranks report={report} />
    </>
  )
}
