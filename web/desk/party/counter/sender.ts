import type { KeptSlip } from './outbox.ts'
import { isWaiting, sendWaiting, type Sending } from './sending.ts'

export type NetworkState = 'sent' | 'sending' | 'away' | 'signed out'

export type Sight = { readonly kept: readonly KeptSlip[]; readonly network: NetworkState }

export type Sender = {
  /** What is seen of it now; another object whenever something has changed. */
  readonly sight: () => Sight
  /** Calls whenever something has changed; answers how to stop that. */
  readonly watch: (changed: () => void) => () => void
  /** Keeps it on the phone first, and then sends it when it can. */
  readonly take: (slip: KeptSlip) => Promise<void>
  /** Sends what waits. Told again while it sends, it looks again when it is through. */
  readonly send: () => Promise<void>
}

type Needs = Sending & { readonly kept: () => Promise<readonly KeptSlip[]> }

export const nothingSeen: Sight = { kept: [], network: 'sent' }

/** What is seen, and who looks. */
const openSight = () => {
  let now = nothingSeen
  const watching = new Set<() => void>()
  return {
    sight: () => now,
    show: (change: Partial<Sight>) => {
      now = { ...now, ...change }
      for (const changed of watching) changed()
    },
    watch: (changed: () => void) => {
      watching.add(changed)
      return () => void watching.delete(changed)
    },
  }
}

/** The one who sends what a phone keeps of one party: never twice at once, so that an order does not go out beside itself. */
export const openSender = ({ send, keep, kept }: Needs): Sender => {
  let [isSending, isAsked] = [false, false]
  const { sight, show, watch } = openSight()
  const keepAndShow = async (slip: KeptSlip) => {
    await keep(slip)
    show({ kept: await kept() })
  }
  const once = async () => {
    const slips = await kept()
    show({ kept: slips, network: slips.some(isWaiting) ? 'sending' : 'sent' })
    const ended = await sendWaiting(slips, { send, keep: keepAndShow })
    show({ network: ended === 'all sent' ? 'sent' : ended })
  }
  const sendAll = async () => {
    isAsked = true
    if (isSending) return
    isSending = true
    try {
      while (isAsked) {
        isAsked = false
        await once()
      }
    } finally {
      isSending = false
    }
  }
  const take = async (slip: KeptSlip) => {
    await keepAndShow(slip)
    void sendAll()
  }
  return { sight, watch, take, send: sendAll }
}
