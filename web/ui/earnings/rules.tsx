import { Link } from 'react-router'
import type { CommissionLine, LinesOf, LinesShown, PartnerEarnings } from '#doors/server'
import { printRate } from '#earnings/scalar'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import css from './earnings.module.css'
import { useQuantity } from './figures.tsx'

/** Where a line is opened, and where all of one kind are: other pages for the company than for the partner. */
export type LinePlaces = { readonly line: (place: number) => string; readonly lines: (of: LinesOf) => string }

type LineProps = { readonly line: CommissionLine; readonly lineTo: LinePlaces['line'] }

const Line = ({ line, lineTo }: LineProps) => {
  const { words, formats, language } = useShell()
  const quantity = useQuantity()
  const text = words.runs.partner
  const rate = line.rate === 0 ? '' : `${printRate(line.rate, language)} × `
  const of = line.corrects === null ? [] : [text.corrects(formats.month(line.corrects.period))]
  return (
    <li>
      <Link to={lineTo(line.place)} className={css['line']}>
        <span>
          {line.from === null ? text.ofMany : line.from.name}
          <br />
          <small>{[...of, line.reason[language], `${rate}${quantity(line.base, line.unit)}`].join(' · ')}</small>
        </span>
        <span className={`${css['lineAmount']} number`}>
          {formats.money(line.amount)}
          <span className="unseen"> {text.explain(line.rule)}</span>
        </span>
      </Link>
    </li>
  )
}

type LinesProps = { readonly lines: readonly CommissionLine[]; readonly lineTo: LinePlaces['line'] }

export const Lines = ({ lines, lineTo }: LinesProps) => (
  <ul className={css['lines']}>
    {lines.map(line => (
      <Line key={line.place} line={line} lineTo={lineTo} />
    ))}
  </ul>
)

type ShownProps = { readonly shown: LinesShown; readonly of: LinesOf; readonly to: LinePlaces }

// Of many the greatest, and a way to all of them.
const Shown = ({ shown: { count, lines }, of, to }: ShownProps) => {
  const { words, formats } = useShell()
  const text = words.runs.partner
  return (
    <>
      {count > lines.length && <p className={css['soft']}>{text.greatest(formats.count(lines.length))}</p>}
      <Lines lines={lines} lineTo={to.line} />
      {count > lines.length && (
        <p className={css['all']}>
          <Link to={to.lines(of)}>{text.allLines(formats.count(count))}</Link>
        </p>
      )}
    </>
  )
}

type RuleProps = {
  readonly rule: PartnerEarnings['rules'][number]
  readonly of: LinesOf
  readonly to: LinePlaces
}

const Rule = ({ rule, of, to }: RuleProps) => {
  const { words, formats, language } = useShell()
  const text = words.runs.partner
  const because = rule.nothing.length === 0 ? text.nothingOn : rule.nothing.map(told => told[language]).join('; ')
  return (
    <Sheet
      title={rule.name}
      note={rule.words[language]}
      tools={<strong className="number">{formats.money(rule.amount)}</strong>}
    >
      {rule.count === 0 ? (
        <p className={css['soft']}>
          {text.nothing} {because}
        </p>
      ) : (
        <Shown shown={rule} of={of} to={to} />
      )}
    </Sheet>
  )
}

/** Every rule with its lines, or why it pays nothing, and what was taken back. */
export const Rules = ({ earnings, to }: { readonly earnings: PartnerEarnings; readonly to: LinePlaces }) => {
  const text = useShell().words.runs.partner
  return (
    <>
      {earnings.rules.map((rule, number) => (
        <Rule key={rule.name} rule={rule} of={number} to={to} />
      ))}
      {earnings.takenBack.count > 0 && (
        <Sheet title={text.takenBack} note={text.takenBackNote}>
          <Shown shown={earnings.takenBack} of="taken back" to={to} />
        </Sheet>
      )}
    </>
  )
}
