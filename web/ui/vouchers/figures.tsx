import type { VoucherRow } from '#doors/server'
import { useShell } from '../shell-data.ts'
import css from './vouchers.module.css'

/** What a code brought. */
export const CodeFigures = ({ of }: { readonly of: VoucherRow }) => {
  const { words, formats } = useShell()
  const text = words.vouchers.figures
  const figures = [
    { name: text.seen, value: formats.count(of.seen), note: text.seenNote },
    { name: text.redeemed, value: formats.count(of.redeemed), note: text.redeemedNote },
    { name: text.refused, value: formats.count(of.refused), note: text.refusedNote },
    { name: text.won, value: formats.money(of.won), note: text.wonNote },
  ]
  return (
    <dl className={css['figures']}>
      {figures.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className="number">{value}</span>
            <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
