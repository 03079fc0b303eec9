import type { HostView } from '#doors/server'
import { useShop } from '../shell.ts'

type Props = { readonly reward: HostView['reward'] }

const NextTier = ({ reward: { next, result } }: Props) => {
  const { words, formats } = useShop()
  const text = words.host
  if (next === null) return null
  const reached = result.turnover / Math.max(1, result.turnover + next.turnover)
  return (
    <div className="towards">
      <p>
        {text.next}:{' '}
        {[
          ...(next.turnover > 0 ? [text.turnoverMissing(formats.money(next.turnover))] : []),
          ...(next.guests > 0 ? [text.guestsMissing(next.guests)] : []),
        ].join(', ')}
      </p>
      <progress value={Math.round(reached * 100)} max={100} aria-label={text.next} />
    </div>
  )
}

/** What the host gets by now, and how far it is to the next step. */
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
    </section>
  )
}
