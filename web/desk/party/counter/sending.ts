import type { SlipView } from '#doors/server'
import type { KeptSlip } from './outbox.ts'

/** What became of sending one. `away`: nobody answered; it is sent again later. */
export type Sent =
  | { readonly is: 'taken'; readonly slip: SlipView }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'away' }
  | { readonly is: 'signed out' }

export type Sending = {
  readonly send: (slip: KeptSlip) => Promise<Sent>
  readonly keep: (slip: KeptSlip) => Promise<void>
}

export const isWaiting = ({ answer, refused }: KeptSlip): boolean => answer === null && refused === null

/** Sends what waits, one after the other in the order it was taken, and stops at the first that nobody answers. */
export const sendWaiting = async (
  slips: readonly KeptSlip[],
  { send, keep }: Sending,
): Promise<'all sent' | 'away' | 'signed out'> => {
  for (const slip of slips.filter(isWaiting)) {
    const sent = await send(slip)
    if (sent.is === 'away' || sent.is === 'signed out') return sent.is
    await keep(sent.is === 'taken' ? { ...slip, answer: sent.slip } : { ...slip, refused: sent.because })
  }
  return 'all sent'
}

// In poor reception a connection may hang; longer than this nobody waits with a guest.
const patienceInMs = 15_000

/** Sends one to the page's own address for slips. */
export const sendTo =
  (address: string) =>
  async ({ commandId, slip, takenAt }: KeptSlip): Promise<Sent> => {
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ commandId, slip, takenAt }),
        // A login that ended answers by a way to the login page.
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceInMs),
      })
      return await sentOf(answer)
    } catch {
      return { is: 'away' }
    }
  }

const sentOf = async (answer: Response): Promise<Sent> => {
  if (answer.type === 'opaqueredirect' || answer.status === 401) return { is: 'signed out' }
  if (answer.ok) return { is: 'taken', slip: ((await answer.json()) as { slip: SlipView }).slip }
  // What is wrong with it stays wrong; what is wrong with the server may pass.
  if (answer.status < 500 && answer.status !== 429)
    return { is: 'refused', because: ((await answer.json()) as { title: string }).title }
  return { is: 'away' }
}
