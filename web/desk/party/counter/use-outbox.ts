import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ContactId, PartyId, SlipView } from '#doors/server'
import { addresses } from '../../../ui/addresses.ts'
import { keep, keptAt, type KeptSlip } from './outbox.ts'
import { nothingSeen, openSender, type NetworkState, type Sender } from './sender.ts'
import { sendTo } from './sending.ts'

export type Outbox = Pick<Sender, 'take' | 'send'> & {
  /** Of this phone, and what another device took down; the latest first. */
  readonly slips: readonly KeptSlip[]
  readonly network: NetworkState
}

type Whose = { readonly party: PartyId; readonly partner: ContactId }

/** What was taken down at a party and waits, or was sent. Sends by itself whenever there may be network. */
export const useOutbox = ({ party, partner }: Whose, known: readonly SlipView[]): Outbox => {
  const [sender] = useState(() =>
    openSender({ send: sendTo(addresses.deskPartySlips(party)), keep, kept: () => keptAt(party, partner) }),
  )
  const { kept, network } = useSyncExternalStore(sender.watch, sender.sight, () => nothingSeen)
  useSendingAgain(sender)
  return { slips: joined(kept, known, { party, partner }), network, take: sender.take, send: sender.send }
}

// Also without an event: a phone often says it is online while it is not, and the other way round.
const againAfterMs = 10_000

const useSendingAgain = ({ send }: Sender) => {
  useEffect(() => {
    const again = () => void send()
    again()
    const timer = setInterval(again, againAfterMs)
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [send])
}

// What the company knows of a slip is newer than what the phone was answered.
const joined = (kept: readonly KeptSlip[], known: readonly SlipView[], whose: Whose): KeptSlip[] => {
  const told = new Map(known.map(slip => [slip.commandId, slip]))
  const here = new Set(kept.map(({ commandId }) => commandId))
  const ours = kept.map(slip => ({ ...slip, answer: told.get(slip.commandId) ?? slip.answer }))
  const others = known.filter(({ commandId }) => !here.has(commandId)).map(slip => elsewhere(slip, whose))
  return [...others, ...ours].toSorted((a, b) => b.takenAt - a.takenAt)
}

const elsewhere = (slip: SlipView, whose: Whose): KeptSlip => ({
  ...whose,
  commandId: slip.commandId,
  slip,
  takenAt: slip.takenAt,
  guestName: slip.home?.name ?? '',
  currency: slip.currency,
  answer: slip,
  refused: null,
})
