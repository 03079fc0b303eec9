import { NativeSelect } from '@mantine/core'
import { Link, useSubmit } from 'react-router'
import type { Period } from '#ground/period'
import { IconChevronLeft, IconChevronRight } from './icons.ts'
import type { PeriodChoice } from './periods.ts'
import { useShell } from './shell-data.ts'
import css from './period-picker.module.css'

type PickerProps = {
  readonly choice: PeriodChoice
  /** The page that takes `?period=`. */
  readonly action: string
  /** What else stands in the address and has to stay. */
  readonly keep?: Readonly<Record<string, string>> | undefined
}

const Step = ({
  to,
  label,
  children,
}: {
  readonly to: string | undefined
  readonly label: string
  readonly children: React.ReactNode
}) =>
  to === undefined ? (
    <span className={css['step']} aria-hidden data-off>
      {children}
    </span>
  ) : (
    <Link className={css['step']} to={to} aria-label={label} preventScrollReset>
      {children}
    </Link>
  )

const nothingElse = {}

/** One month back, one forward, or any: links and a form, so that it needs no script. */
export const PeriodPicker = ({ choice: { shown, offered, running }, action, keep = nothingElse }: PickerProps) => {
  const { words, formats } = useShell()
  const submit = useSubmit()
  const position = offered.indexOf(shown)
  const addressOf = (period: Period | undefined) => period && `${action}?${new URLSearchParams({ ...keep, period })}`
  const before = offered[position - 1]
  const after = offered[position + 1]
  return (
    <form className={css['picker']} action={action} method="get" key={shown}>
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Step to={addressOf(before)} label={`${words.period.previous}${before ? `: ${formats.month(before)}` : ''}`}>
        <IconChevronLeft size={20} stroke={1.75} aria-hidden />
      </Step>
      <NativeSelect
        aria-label={words.period.label}
        name="period"
        defaultValue={shown}
        onChange={event => void submit(event.currentTarget.form, { preventScrollReset: true })}
        data={offered.toReversed().map(period => ({
          value: period,
          label: period === running ? `${formats.month(period)} (${words.period.running})` : formats.month(period),
        }))}
      />
      <Step to={addressOf(after)} label={`${words.period.next}${after ? `: ${formats.month(after)}` : ''}`}>
        <IconChevronRight size={20} stroke={1.75} aria-hidden />
      </Step>
      <noscript>
        <button type="submit">{words.period.show}</button>
      </noscript>
    </form>
  )
}
