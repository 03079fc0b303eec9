import type { PartyReward } from '#doors/server'
import { ProgressBar } from '../progress-bar.tsx'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import css from './result.module.css'

type RewardProps = { readonly reward: PartyReward }

type Line = PartyReward['reward']['lines'][number]

/** What a part of the credit is made of; nothing where its name says all. */
const useMadeOf = ({ reward: { scheme, reward, result } }: RewardProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.reward.of
  const turnover = formats.money(result.turnover)
  const percent = scheme.tiers[reward.tier - 1]?.percent ?? 0
  const booked = Math.min(result.bookings, scheme.booking.most)
  const made: Partial<Record<Line['kind'], string>> = {
    percent: scheme.percentOf === 'all' ? text.percent(formats.share(percent / 10), turnover) : text.tiers(turnover),
    'tier credit': text.tier(formats.count(reward.tier)),
    booking: text.bookings(formats.count(booked), formats.money(scheme.booking.credit)),
  }
  return ({ kind }: Line) => made[kind]
}

const Parts = (props: RewardProps) => {
  const { reward } = props.reward
  const { words, formats } = useShell()
  const text = words.partyResult.reward
  const madeOf = useMadeOf(props)
  return (
    <dl className={css['sums']}>
      {reward.lines.map(line => (
        <div key={line.kind} style={{ display: 'contents' }}>
          <dt>
            {text.lines[line.kind]} <span className={css['soft']}>{madeOf(line)}</span>
          </dt>
          <dd className="number">{formats.money(line.amount)}</dd>
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

/** What was granted, what came off it, and what the host can still take. */
const Booked = ({ reward: { left, entries } }: RewardProps) => {
  const { words, formats } = useShell()
  const text = words.partyResult.reward
  if (entries.length === 0) return null
  return (
    <>
      <details className={css['spaced']}>
        <summary className={css['opens']}>{text.granted}</summary>
        <p className={css['soft']}>{text.grantedNote}</p>
        <dl className={css['sums']}>
          {entries.map(({ at, credit, halfPrice, turnover }) => (
            <div key={at} style={{ display: 'contents' }}>
              <dt>
                {formats.day(at)}{' '}
                <span className={css['soft']}>
                  {text.entry(formats.money(turnover))}
                  {halfPrice !== 0 && `; ${text.halves(halfPrice, formats.count(halfPrice))}`}
                </span>
              </dt>
              <dd className="number">{formats.money(credit)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p className={css['spaced']}>
        {text.left(formats.money(left.credit), left.halfPrice, formats.count(left.halfPrice))}
      </p>
    </>
  )
}

/** What the host gets, what it is made of, and how far the next tier is. */
export const HostReward = ({ reward }: RewardProps) => {
  const text = useShell().words.partyResult.reward
  const { tiers } = reward.scheme
  return (
    <Sheet title={text.title} id="reward">
      {tiers.length === 0 ? (
        <p className={css['soft']}>{text.none}</p>
      ) : (
        <>
          <p className={css['state']}>{text.states[reward.state]}</p>
          <Parts reward={reward} />
          <NextTier reward={reward} />
          <Booked reward={reward} />
        </>
      )}
    </Sheet>
  )
}
