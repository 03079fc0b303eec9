import type { Cents, Points } from '#ground/money'
import type { PartnerEarnings } from '#doors/server'
import { ProgressBar } from '../progress-bar.tsx'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import { FigureList } from './figure-list.tsx'
import css from './earnings.module.css'

type Unit = PartnerEarnings['volumes'][number]['unit']

/** Writes an amount in the unit it is in. A count of a volume is in thousandths, as points are. */
export const useQuantity = () => {
  const { formats, words } = useShell()
  return (value: number, unit: Unit): string => {
    if (unit === 'money') return formats.money(value as Cents)
    return unit === 'points' ? words.amounts.points(formats.points(value as Points)) : formats.points(value as Points)
  }
}

type Step = NonNullable<PartnerEarnings['next']>['steps'][number]

const StepBar = ({ step: { told, has, needed, unit, isMet } }: { readonly step: Step }) => {
  const { language, formats } = useShell()
  const quantity = useQuantity()
  const written = (value: number) => (unit === 'count' ? formats.count(value) : quantity(value, unit))
  return (
    <li data-met={isMet}>
      <p>
        <span>{told[language]}</span>
        <span className="number">
          {written(has)} / {written(needed)}
        </span>
      </p>
      <ProgressBar label={told[language]} value={has} most={needed} />
    </li>
  )
}

/** How far it is to the next rank, each part with a bar. */
const NextRank = ({ next }: { readonly next: NonNullable<PartnerEarnings['next']> }) => {
  const text = useShell().words.runs.partner
  return (
    <div className={css['next']}>
      <h3>{text.missing(next.rank)}</h3>
      <ul>
        {next.steps.map(step => (
          <StepBar key={step.told.en} step={step} />
        ))}
      </ul>
    </div>
  )
}

/** What a partner has reached in a month: commission, rank, volumes, and the way to the next rank. */
export const Reached = ({ earnings }: { readonly earnings: PartnerEarnings }) => {
  const { words, formats } = useShell()
  const quantity = useQuantity()
  const text = words.runs.partner
  const figures: (readonly [string, string])[] = [
    [text.total, formats.money(earnings.total)],
    [text.rank, earnings.rank ?? text.noRank],
    [text.active, earnings.isActive ? text.yes : text.no],
    ...earnings.volumes.map(({ name, value, unit }) => [name, quantity(value, unit)] as const),
  ]
  return (
    <Sheet title={text.reached}>
      <FigureList figures={figures} />
      {earnings.next !== null && <NextRank next={earnings.next} />}
    </Sheet>
  )
}
