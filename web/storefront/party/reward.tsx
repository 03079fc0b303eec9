import type { HostView } from '#doors/server'
import { formatsOf } from '../../ui/formats.ts'
import { useShop } from '../shell.ts'

type Props = { readonly reward: HostView['reward'] }

type TowardsProps = { readonly label: string; readonly value: number; readonly most: number }

const Towards = ({ label, value, most }: TowardsProps) => (
  <label className="towards">
    {label}
    <progress value={Math.max(0, Math.min(value, most))} max={Math.max(most, 1)} />
  </label>
)

/** Turnover and guests have both to be reached: each has its own bar. */
const NextTier = ({ reward: { next, result } }: Props) => {
  const { words, formats } = useShop()
  const text = words.host
  if (next === null) return null
  const { tier, turnover, guests } = next
  return (
    <>
      <h3>{text.next}</h3>
      {tier.from > 0 && (
        <Towards
          label={turnover > 0 ? text.turnoverMissing(formats.money(turnover)) : text.turnoverReached}
          value={result.turnover}
          most={tier.from}
        />
      )}
      {tier.guests > 0 && (
        <Towards
          label={guests > 0 ? text.guestsMissing(guests) : text.guestsReached}
          value={result.guests}
          most={tier.guests}
        />
      )}
    </>
  )
}

const Taken = ({ reward: { goods, left, state } }: Props) => {
  const { words, formats, language } = useShop()
  const text = words.host
  if (state === 'growing') return null
  return (
    <>
      <p>{text.left(formats.money(left.credit), left.halfPrice)}</p>
      {goods.length > 0 && <h3>{text.taken}</h3>}
      <ul className="guests">
        {goods.map(({ place, quantity, name, by, gross, paid, currency, state: became }) => (
          <li key={place}>
            <span>
              {quantity} × {name}
            </span>
            <small>
              {text.by[by](formatsOf(language, currency, 'UTC' as never).money(by === 'credit' ? gross : paid))},{' '}
              {text.became[became]}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the host gets by now, how far it is to the next step, and what she took of it. */
export const HostReward = ({ reward }: Props) => {
  const { words, formats } = useShop()
  const text = words.host
  const { credit, halfPrice } = reward.reward
  const parts = [
    ...(credit > 0 ? [`${text.credit}: ${formats.money(credit)}`] : []),
    ...(halfPrice > 0 ? [text.halfPrice(halfPrice)] : []),
  ]
  return (
    <section>
      <h2>{text.reward}</h2>
      {parts.length === 0 ? <p>{text.nothing}</p> : parts.map(part => <p key={part}>{part}</p>)}
      <p className="fine">{text.states[reward.state]}</p>
      <NextTier reward={reward} />
      <Taken reward={reward} />
    </section>
  )
}
