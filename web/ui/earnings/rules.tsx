import { Link } from 'react-router'
import type { CommissionLine, PartnerEarnings } from '#doors/server'
import { printRate } from '#earnings/scalar'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import css from './earnings.module.css'
import { useQuantity } from './figures.tsx'

/** Where a line is opened: another page for the company than for the partner. */
export type LineTo = (place: number) => string

type LineProps = { readonly line: CommissionLine; readonly lineTo: LineTo }

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

type RuleProps = { readonly rule: PartnerEarnings['rules'][number]; readonly lineTo: LineTo }

const Rule = ({ rule, lineTo }: RuleProps) => {
  const { words, formats, language } = useShell()
  const text = words.runs.partner
  const because = rule.nothing.length === 0 ? text.nothingOn : rule.nothing.map(told => told[language]).join('; ')
  return (
    <Sheet
      title={rule.name}
      note={rule.words[language]}
      tools={<strong className="number">{formats.money(rule.amount)}</strong>}
    >
      {rule.lines.length === 0 ? (
        <p className={css['soft']}>
          {text.nothing} {because}
        </p>
      ) : (
        <ul className={css['lines']}>
          {rule.lines.map(line => (
            <Line key={line.place} line={line} lineTo={lineTo} />
          ))}
        </ul>
      )}
    </Sheet>
  )
}

/** Every rule with its lines, or why it pays nothing, and what was taken back. */
export const Rules = ({ earnings, lineTo }: { readonly earnings: PartnerEarnings; readonly lineTo: LineTo }) => {
  const text = useShell().words.runs.partner
  return (
    <>
      {earnings.rules.map(rule => (
        <Rule key={rule.name} rule={rule} lineTo={lineTo} />
      ))}
      {earnings.takenBack.length > 0 && (
        <Sheet title={text.takenBack} note={text.takenBackNote}>
          <ul className={css['lines']}>
            {earnings.takenBack.map(line => (
              <Line key={line.place} line={line} lineTo={lineTo} />
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}
