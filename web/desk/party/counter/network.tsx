import { Button } from '@mantine/core'
import { useShell } from '../../../ui/shell-data.ts'
import css from './counter.module.css'
import { isWaiting } from './sending.ts'
import type { Outbox } from './use-outbox.ts'

type Props = {
  readonly outbox: Outbox
  /** The page opens without network, too. */
  readonly isKept: boolean
}

/** Whether all is sent, and what to do where it is not. */
export const Network = ({ outbox, isKept }: Props) => {
  const { slips, network, send } = outbox
  const { words, formats } = useShell()
  const text = words.party.counter.network
  const waiting = slips.filter(isWaiting).length
  const sentence = { sent: text.sent, sending: text.sending, away: text.away, 'signed out': text.signedOut }[network]
  return (
    <div className={css['network']} data-network={network}>
      <output>
        {waiting > 0 && <strong>{text.waiting(waiting, formats.count(waiting))}. </strong>}
        {sentence}
        {isKept && network === 'sent' && <span data-kept>{` · ${text.kept}`}</span>}
      </output>
      {network === 'signed out' && <a href={`/login?to=${encodeURIComponent(location.pathname)}`}>{text.signIn}</a>}
      {network === 'away' && (
        <Button size="md" variant="default" onClick={() => void send()}>
          {text.again}
        </Button>
      )}
    </div>
  )
}
