import type { Instant } from '#ground/period'
import { useShell } from '../shell-data.ts'
import css from './earnings.module.css'

/** Says that a month was computed before the last booking, and when. */
export const AsOf = ({ at }: { readonly at: Instant | null }) => {
  const { words, formats } = useShell()
  return at === null ? null : <output className={css['soft']}>{words.runs.asOf(formats.moment(at))}</output>
}
