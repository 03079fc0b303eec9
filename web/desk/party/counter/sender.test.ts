import { expect, test } from 'vitest'
import type { Instant } from '#ground/period'
import type { SlipView } from '#doors/server'
import type { KeptSlip } from './outbox.ts'
import { openSender } from './sender.ts'
import type { Sent } from './sending.ts'

const slip = (commandId: string): KeptSlip =>
  ({ commandId, takenAt: 0 as Instant, guestName: commandId, answer: null, refused: null }) as unknown as KeptSlip

/** A phone, and a company that answers as it is told to. */
const phone = (answers: (commandId: string) => Sent) => {
  const shelf = new Map<string, KeptSlip>()
  const sent: string[] = []
  const sender = openSender({
    kept: () => Promise.resolve([...shelf.values()]),
    keep: kept => Promise.resolve(void shelf.set(kept.commandId, kept)),
    send: async ({ commandId }) => {
      sent.push(commandId)
      await Promise.resolve()
      return answers(commandId)
    },
  })
  const settled = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  }
  return { sender, shelf, sent, settled }
}

const taken: Sent = { is: 'taken', slip: { state: 'placed' } as SlipView }

test('what is taken without network waits on the phone, and is sent in its order when there is some', async () => {
  let isAway = true
  const { sender, shelf, sent, settled } = phone(() => (isAway ? { is: 'away' } : taken))
  await sender.take(slip('1'))
  await sender.take(slip('2'))
  await settled()
  expect(sender.sight().network).toBe('away')
  expect([...shelf.values()].map(({ answer }) => answer)).toEqual([null, null])
  isAway = false
  sent.length = 0
  await sender.send()
  expect(sent).toEqual(['1', '2'])
  expect(sender.sight()).toMatchObject({ network: 'sent', kept: [{ answer: { state: 'placed' } }, { answer: {} }] })
})

test('told to send again while it sends, it sends nothing twice, and nothing is forgotten', async () => {
  const { sender, sent, settled } = phone(() => taken)
  await Promise.all([sender.take(slip('1')), sender.send(), sender.take(slip('2')), sender.send(), sender.send()])
  await settled()
  expect(sent.toSorted()).toEqual(['1', '2'])
})

test('the network gone in mid-sending leaves what was answered answered, and the rest waiting', async () => {
  const { sender, settled } = phone(commandId => (commandId === '2' ? { is: 'away' } : taken))
  for (const id of ['1', '2', '3']) await sender.take(slip(id))
  await settled()
  expect(sender.sight().kept.map(({ answer }) => answer?.state ?? 'waiting')).toEqual(['placed', 'waiting', 'waiting'])
})

test('what the company refuses stays on the phone and holds up nothing', async () => {
  const { sender, settled } = phone(commandId =>
    commandId === '1' ? { is: 'refused', because: 'slip.lines is wrong' } : taken,
  )
  for (const id of ['1', '2']) await sender.take(slip(id))
  await settled()
  expect(sender.sight()).toMatchObject({
    network: 'sent',
    kept: [{ refused: 'slip.lines is wrong' }, { answer: { state: 'placed' } }],
  })
})

test('a login that ended is told, and nothing is lost', async () => {
  const { sender, shelf, settled } = phone(() => ({ is: 'signed out' }))
  await sender.take(slip('1'))
  await settled()
  expect([sender.sight().network, shelf.size]).toEqual(['signed out', 1])
})
