import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { perMille } from '../ui/formats.ts'
import type { MonthPoint } from '../ui/context.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { standingOf, type MonthSum } from './standing.ts'
import css from './progress.module.css'

type TowardsProps = { readonly now: Cents; readonly goal: MonthSum; readonly label: string; readonly note: string }

const Towards = ({ now, goal, label, note }: TowardsProps) => {
  const { formats } = useShell()
  const share = perMille(now, goal.own) ?? 0
  return (
    <div className={css['towards']}>
      <p>
        <span>{label}</span>
        <strong className="number">{formats.share(share)}</strong>
      </p>
      <ProgressBar label={label} value={share} most={1000} of="customers" />
      <p className={css['note']}>{note}</p>
    </div>
  )
}

type ProgressProps = { readonly months: readonly MonthPoint[]; readonly shown: Period; readonly isSoFar: boolean }

/** How the month stands: against the one before, and against the best. */
export const Progress = ({ months, shown, isSoFar }: ProgressProps) => {
  const { words, formats } = useShell()
  const text = words.desk.month
  const { now, before, best } = standingOf(months, shown)
  if (before === null && best === null) return null
  const against = ({ period, own }: MonthSum) => {
    if (isSoFar && own > now) return words.amounts.soFar
    const month = formats.month(period)
    return own > now
      ? text.missing(formats.money((own - now) as Cents), month)
      : text.more(formats.money((now - own) as Cents), month)
  }
  return (
    <Sheet title={text.progress}>
      <div className={css['both']}>
        {before !== null && (
          <Towards
            now={now}
            goal={before}
            label={text.lastMonth(formats.month(before.period), formats.money(before.own))}
            note={against(before)}
          />
        )}
        {best !== null && best.period !== before?.period && (
          <Towards
            now={now}
            goal={best}
            label={text.best(formats.month(best.period), formats.money(best.own))}
            note={best.own <= now ? text.isBest : text.toBest(formats.money((best.own - now) as Cents))}
          />
        )}
      </div>
    </Sheet>
  )
}
