import { Link } from 'react-router'
import type { Turnover } from '#doors/server'
import { isNothing } from './turnover.ts'
import { useShell } from './shell-data.ts'
import css from './amount.module.css'

type AmountProps = {
  readonly of: Turnover
  /** Where it is explained. */
  readonly to?: string | undefined
  /** What it is, for those who hear the page. */
  readonly what?: string | undefined
  readonly withPoints?: boolean
}

/** Money, and points where the company has them; a link to how it came about. */
export const Amount = ({ of, to, what, withPoints = true }: AmountProps) => {
  const { formats, words, company } = useShell()
  // Nothing needs no explanation.
  if (isNothing(of)) return <span className={`number ${css['nothing']}`}>{formats.money(of.net)}</span>
  const money = <span className="number">{formats.money(of.net)}</span>
  const said = what !== undefined && <span className="unseen"> {words.amounts.explain(what)}</span>
  return (
    <span className={css['amount']}>
      {to === undefined && money}
      {/* Further down on this very page: the browser's own jump keeps the rest of the address. */}
      {to?.startsWith('#') && (
        <a href={to} className={css['link']}>
          {money}
          {said}
        </a>
      )}
      {to !== undefined && !to.startsWith('#') && (
        <Link to={to} className={css['link']}>
          {money}
          {said}
        </Link>
      )}
      {withPoints && company.hasPoints && (
        <span className={`number ${css['points']}`}>{words.amounts.points(formats.points(of.points))}</span>
      )}
    </span>
  )
}

type SplitBarProps = { readonly partners: number; readonly customers: number; readonly house?: number }

/** Customers and partners as two parts of one bar; says nothing that the words beside it do not say. */
export const SplitBar = ({ partners, customers, house = 0 }: SplitBarProps) => {
  const parts = [
    { name: 'customers', value: Math.max(0, customers - Math.max(0, house)) },
    { name: 'house', value: Math.max(0, house) },
    { name: 'partners', value: Math.max(0, partners) },
  ]
  return (
    <span className={css['bar']} aria-hidden>
      {parts
        .filter(part => part.value > 0)
        .map(part => (
          <span key={part.name} className={css[part.name]} style={{ flexGrow: part.value }} />
        ))}
    </span>
  )
}

/** The dot that ties a word to its colour in a bar or plot. */
export const Key = ({ of }: { readonly of: 'customers' | 'partners' | 'house' }) => (
  <span className={`${css['key']} ${css[of]}`} aria-hidden />
)
