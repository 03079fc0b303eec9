import type { PartyReward } from '#doors/server'
import { ProgressBar } from '../progress-bar.tsx'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import css from './result.module.css'

type RewardProps = { readonly reward: PartyReward }

const Parts = ({ reward: { reward } }: RewardProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.reward
  return (
    <dl className={css['sums']}>
      {reward.lines.map(({ kind, amount }) => (
        <div key={kind} style={{ display: 'contents' }}>
          <dt>{text.lines[kind]}</dt>
          <dd className="number">{formats.money(amount)}</dd>
        </div>
      ))}
      <dt data-total>{text.credit}</dt>
      <dd data-total className="number">
        {formats.money(reward.credit)}
      </dd>
      {reward.halfPrice > 0 && (
        <>
          <dt>{text.halfPrice}</dt>
          <dd className="number">{formats.count(reward.halfPrice)}</dd>
        </>
      )}
    </dl>
  )
}

type TowardsProps = { readonly label: string; readonly value: number; readonly most: number }

const Towards = (props: TowardsProps) => (
  <div className={css['towards']}>
    <span aria-hidden>{props.label}</span>
    <ProgressBar {...props} />
  </div>
)

const NextTier = ({ reward: { next, result } }: RewardProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.reward
  if (next === null) return null
  const { tier } = next
  return (
    <div className={css['next']}>
      <h3>{text.next}</h3>
      {tier.from > 0 && (
        <Towards
          label={next.turnover > 0 ? text.turnoverLeft(formats.money(next.turnover)) : text.turnoverReached}
          value={result.turnover}
          most={tier.from}
        />
      )}
      {tier.guests > 0 && (
        <Towards
          label={next.guests > 0 ? text.guestsLeft(next.guests, formats.count(next.guests)) : text.guestsReached}
          value={result.guests}
          most={tier.guests}
        />
      )}
    </div>
  )
}

const Left = ({ reward: { left, goods, entries } }: RewardProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.reward
  if (entries.length === 0) return null
  return (
    <>
      <p className={css['spaced']}>
        {text.left(formats.money(left.credit), left.halfPrice, formats.count(left.halfPrice))}
      </p>
      {goods.map(({ sku, name, quantity, by, takenAt }) => (
        <p key={`${sku} ${by} ${takenAt}`} className={css['soft']}>
          {text.took(formats.day(takenAt), formats.count(quantity), name)} {text.by[by]}
        </p>
      ))}
    </>
  )
}

/** What the host gets, what it is made of, and how far the next tier is. */
export const HostReward = ({ reward }: RewardProps) => {
  const text = useShell().words.partyResult.reward
  const { tiers } = reward.scheme
  return (
    <Sheet title={text.title}>
      {tiers.length === 0 ? (
        <p className={css['soft']}>{text.none}</p>
      ) : (
        <>
          <p className={css['state']}>{text.states[reward.state]}</p>
          <Parts reward={reward} />
          <NextTier reward={reward} />
          <Left reward={reward} />
        </>
      )}
    </Sheet>
  )
}
