import type { Database } from '#ground/database'
import { answered, conflict, refused, type Reply } from '#ground/http'
import type { Asked } from '#ground/http/operation.ts'
import { text, z } from '#ground/http/schema.ts'
import { partyAt, partyPath } from '#referral/party/routes.ts'
import { redeemReward, rewardOfParty, shipGoods, undoGoods, type EndResult } from '../store.ts'
import { exampleReward, rewardSchema, told, type HostRewardNeeds, type Routes } from './answers.ts'

const redeemingGiven = z
  .strictObject({
    goods: z
      .array(
        z.strictObject({
          sku: text("The article's number.", '22423'),
          quantity: z.int().min(1).max(999).openapi({ example: 1 }),
          by: z.enum(['credit', 'half price']),
        }),
      )
      .min(1)
      .max(200),
  })
  .openapi('NewRedemption')

/** POST /parties/{id}/redemptions */
export const redeeming = ({ command }: Routes, { zone, now }: HostRewardNeeds) =>
  command({
    name: 'redeemHostReward',
    path: '/parties/{id}/redemptions',
    tag: 'parties',
    summary: 'Let the host take goods of her reward',
    description: 'At customers’ prices of now. They leave stock, and are nobody’s turnover.',
    params: partyPath,
    body: redeemingGiven,
    reply: rewardSchema,
    examples: { body: { goods: [{ sku: '22423', quantity: 1, by: 'credit' }] }, reply: exampleReward },
    run: async ({ database, params, body, actor }) => {
      const party = await partyAt(database, params.id, actor)
      if (party.is === 'refused') return party
      const asked = { party: party.body.number, goods: body.goods, at: now(), zone, by: actor.id }
      const redeemed = await redeemReward(database, asked)
      if (redeemed.is === 'redeemed')
        return answered(told(await rewardOfParty(database, party.body, { at: now(), zone })))
      const article = 'sku' in redeemed ? ` (article ${redeemed.sku})` : ''
      return refused(conflict(redeemed.because, `The host cannot take that: ${redeemed.because}${article}.`))
    },
  })

const goodsPath = partyPath.extend({
  place: z
    .string()
    .regex(/^[1-9]\d{0,5}$/u)
    .openapi({ description: 'Which of what the host took, from 1.', example: '1' }),
})

const whyNot = {
  'no such goods': 'The host took nothing that stands there.',
  'already shipped': 'The goods are on their way to the host.',
  'already undone': 'It was undone before.',
  'reason missing': 'A reason is needed.',
} as const

type Ending = Asked<z.output<typeof goodsPath>, unknown, unknown>

type End = (ending: Parameters<typeof shipGoods>[1], database: Database) => Promise<EndResult>

const endAt = async (
  { zone, now }: HostRewardNeeds,
  { database, params, actor }: Ending,
  end: End,
): Promise<Reply<ReturnType<typeof told>>> => {
  const party = await partyAt(database, params.id, actor)
  if (party.is === 'refused') return party
  const at = now()
  const done = await end({ party: party.body.number, place: Number(params.place), at, by: actor.id }, database)
  if (done.is === 'refused') return refused(conflict(done.because, whyNot[done.because]))
  return answered(told(await rewardOfParty(database, party.body, { at, zone })))
}

const shippedExample = {
  ...exampleReward,
  goods: exampleReward.goods.map(goods => ({
    ...goods,
    state: 'shipped' as const,
    endedAt: '2026-03-21T08:00:00.000Z',
  })),
}

/** POST /parties/{id}/redemptions/{place}/shipment */
export const shipping = ({ command }: Routes, needs: HostRewardNeeds) =>
  command({
    name: 'shipHostReward',
    path: '/parties/{id}/redemptions/{place}/shipment',
    tag: 'parties',
    summary: 'Tell that goods of a reward were sent to the host',
    description: 'From then on it cannot be undone.',
    params: goodsPath,
    body: z.strictObject({}).openapi('HostRewardShipment'),
    reply: rewardSchema,
    examples: { body: {}, reply: shippedExample },
    run: asked => endAt(needs, asked, (ending, database) => shipGoods(database, ending)),
  })

const reasonGiven = z.strictObject({ reason: text('Why.', 'She chose another one.') }).openapi('HostRewardUndoing')

/** POST /parties/{id}/redemptions/{place}/undoing */
export const undoing = ({ command }: Routes, needs: HostRewardNeeds) =>
  command({
    name: 'undoHostReward',
    path: '/parties/{id}/redemptions/{place}/undoing',
    tag: 'parties',
    summary: 'Undo what a host took of her reward',
    description: 'As long as it is not sent. The goods are in stock again, and what she took them by is hers again.',
    params: goodsPath,
    body: reasonGiven,
    reply: rewardSchema,
    examples: {
      body: { reason: 'She chose another one.' },
      reply: { ...exampleReward, goods: exampleReward.goods.map(goods => ({ ...goods, state: 'undone' as const })) },
    },
    run: asked =>
      endAt(needs, asked, (ending, database) => undoGoods(database, { ...ending, reason: asked.body.reason })),
  })
