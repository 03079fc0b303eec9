import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { Cents, Points } from '#ground/money'
import { printRate } from '#earnings/scalar'
import { addresses } from '../../ui/addresses.ts'
import { contactIdOf, found } from '../../ui/asked.ts'
import { officeWorld, type CommissionLine, type PartnerEarnings } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { monthIn, StateBadge } from './parts.tsx'
import css from './runs.module.css'

type Loaded = { readonly earnings?: PartnerEarnings }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, (words, formats) => {
    const earnings = (loaderData as Loaded | undefined)?.earnings
    return earnings === undefined
      ? words.runs.title
      : words.runs.partner.title(earnings.contact.name, formats.month(earnings.period))
  })

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { runs } = officeWorld({ request, context }).office
  return { earnings: found(await runs.partner(monthIn(params['period']), contactIdOf(params['id']))) }
}

type Volume = PartnerEarnings['volumes'][number]

const useQuantity = () => {
  const { formats, words } = useShell()
  return (value: number, unit: Volume['unit']): string => {
    if (unit === 'money') return formats.money(value as Cents)
    return unit === 'points' ? words.amounts.points(formats.points(value as Points)) : formats.points(value as Points)
  }
}

const Reached = ({ earnings }: { readonly earnings: PartnerEarnings }) => {
  const { words, formats, language } = useShell()
  const quantity = useQuantity()
  const text = words.runs.partner
  const figures = [
    [text.total, formats.money(earnings.total)],
    [text.rank, earnings.rank ?? text.noRank],
    [text.active, earnings.isActive ? text.yes : text.no],
    ...earnings.volumes.map(({ name, value, unit }) => [name, quantity(value, unit)]),
  ]
  const { next } = earnings
  return (
    <Sheet title={text.reached}>
      <dl className={css['figures']}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
      {next !== null && next.missing.length > 0 && (
        <div className={css['missing']}>
          <h3>{text.missing(next.rank)}</h3>
          <ul>
            {next.missing.map(told => (
              <li key={told.en}>{told[language]}</li>
            ))}
          </ul>
        </div>
      )}
    </Sheet>
  )
}

const Line = ({ line, period }: { readonly line: CommissionLine; readonly period: PartnerEarnings['period'] }) => {
  const { words, formats, language } = useShell()
  const quantity = useQuantity()
  const text = words.runs.partner
  const of = line.corrects === null ? [] : [text.corrects(formats.month(line.corrects.period))]
  return (
    <li>
      <Link to={addresses.runLine(period, line.place)} className={css['line']}>
        <span>
          {line.from === null ? text.ofMany : line.from.name}
          <br />
          <small>
            {[
              ...of,
              line.reason[language],
              `${line.rate === 0 ? '' : `${printRate(line.rate, language)} × `}${quantity(line.base, line.unit)}`,
            ].join(' · ')}
          </small>
        </span>
        <span className={`${css['lineAmount']} number`}>
          {formats.money(line.amount)}
          <span className="unseen"> {text.explain(line.rule)}</span>
        </span>
      </Link>
    </li>
  )
}

type RuleProps = { readonly rule: PartnerEarnings['rules'][number]; readonly period: PartnerEarnings['period'] }

const Rule = ({ rule, period }: RuleProps) => {
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
            <Line key={line.place} line={line} period={period} />
          ))}
        </ul>
      )}
    </Sheet>
  )
}

export default function PartnerPage() {
  const { earnings } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.runs.partner
  const month = formats.month(earnings.period)
  return (
    <Page
      title={text.title(earnings.contact.name, month)}
      lead={
        <>
          <StateBadge state={earnings.state} /> <Link to={addresses.contact(earnings.contact.id)}>{text.contact}</Link>
        </>
      }
      back={{ to: addresses.run(earnings.period), label: text.back(month) }}
    >
      <Reached earnings={earnings} />
      {earnings.rules.map(rule => (
        <Rule key={rule.name} rule={rule} period={earnings.period} />
      ))}
      {earnings.takenBack.length > 0 && (
        <Sheet title={text.takenBack} note={text.takenBackNote}>
          <ul className={css['lines']}>
            {earnings.takenBack.map(line => (
              <Line key={line.place} line={line} period={earnings.period} />
            ))}
          </ul>
        </Sheet>
      )}
    </Page>
  )
}
