import type { Database } from '#ground/database'
import { answered, conflict, invalid, refused } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { money, orNull, text, z } from '#ground/http/schema.ts'
import { decimalOfCents } from '#ground/money'
import type { Instant, Zone } from '#ground/period'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { partyAt, partyPath } from '#referral/party/routes.ts'
import { checkScheme, hostRewardScheme, noReward, rewardLineKinds } from './index.ts'
import { redeemReward, rewardOfParty, type PartyReward } from './store.ts'

export type HostRewardNeeds = { readonly database: Database; readonly zone: Zone; readonly now: () => Instant }

const rewardSchema = z
  .object({
    state: z.enum(['growing', 'provisional', 'final']).openapi({
      description: 'Growing until the party is settled; provisional as long as something may come back.',
    }),
    tier: z.int().openapi({ description: 'From 1; 0 for none.', example: 2 }),
    credit: money('Product credit as it is by now.', '40.00'),
    halfPrice: z.int().openapi({ description: 'Articles at half price.', example: 1 }),
    lines: z.array(z.object({ kind: z.enum(rewardLineKinds), amount: money('Its part of the credit.', '40.00') })),
    turnover: money('As the scheme counts it.', '500.00'),
    guests: z.int().openapi({ example: 5 }),
    left: z
      .object({ credit: money('Booked and not taken.', '40.00'), halfPrice: z.int() })
      .openapi({ description: 'What the host can take; below nothing where goods came back after she took it.' }),
    next: orNull(z.object({ turnover: money('How much is missing.', '300.00'), guests: z.int() })).openapi({
      description: 'To the next tier; null at the highest and once the party is settled.',
    }),
  })
  .openapi('HostReward')

const exampleReward: z.input<typeof rewardSchema> = {
  state: 'provisional',
  tier: 2,
  credit: '40.00',
  halfPrice: 1,
  lines: [{ kind: 'tier credit', amount: '40.00' }],
  turnover: '500.00',
  guests: 5,
  left: { credit: '40.00', halfPrice: 1 },
  next: null,
}

const told = ({ state, reward, result, left, next }: PartyReward): z.input<typeof rewardSchema> => ({
  state,
  tier: reward.tier,
  credit: decimalOfCents(reward.credit),
  halfPrice: reward.halfPrice,
  lines: reward.lines.map(({ kind, amount }) => ({ kind, amount: decimalOfCents(amount) })),
  turnover: decimalOfCents(result.turnover),
  guests: result.guests,
  left: { credit: decimalOfCents(left.credit), halfPrice: left.halfPrice },
  next: next === null ? null : { turnover: decimalOfCents(next.turnover), guests: next.guests },
})

type Routes = ReturnType<typeof routesOn>

/** What hosts of parties get, what they take of it, and by which scheme. */
export const hostRewardRoutes = (needs: HostRewardNeeds): Api => {
  const routes = routesOn(needs.database)
  reading(routes, needs)
  redeeming(routes, needs)
  settling(routes)
  return routes.app
}

const reading = ({ read }: Routes, { zone, now }: HostRewardNeeds) =>
  read({
    name: 'getHostReward',
    path: '/parties/{id}/reward',
    tag: 'parties',
    summary: "Get the reward of a party's host",
    description: 'What it is by now, and what is booked of it. A partner may ask for his own parties.',
    access: 'partners too',
    params: partyPath,
    reply: rewardSchema,
    example: exampleReward,
    run: async ({ database, params, actor }) => {
      const party = await partyAt(database, params.id, actor)
      if (party.is === 'refused') return party
      return answered(told(await rewardOfParty(database, party.body, { at: now(), zone })))
    },
  })

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

const redeeming = ({ command }: Routes, { zone, now }: HostRewardNeeds) =>
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

const schemeSchema = z.record(z.string(), z.unknown()).openapi('HostRewardScheme', {
  description: 'Tiers, bonuses, caps and rounding as data; amounts in cents, percents in hundredths of a percent.',
})

const settling = ({ read, command }: Routes) => {
  const example = { ...noReward }
  const common = { path: '/settings/host-reward', tag: 'parties', reply: schemeSchema } as const
  read({
    ...common,
    name: 'getHostRewardScheme',
    summary: 'Get the scheme of host rewards',
    description: 'What parties are rewarded by that are settled from now on.',
    example,
    run: async ({ database }) => answered({ ...(await readSetting(database, hostRewardScheme)) }),
  })
  command({
    ...common,
    name: 'changeHostRewardScheme',
    summary: 'Change the scheme of host rewards',
    description: 'All of it at once. A party that was settled before keeps its own.',
    body: schemeSchema,
    examples: { body: example, reply: example },
    run: async ({ database, body, actor }) => {
      const checked = checkScheme(body)
      if (checked.is === 'refused')
        return refused(
          invalid(
            ...checked.faults.map(({ field, because }) => ({
              pointer: `#/${field.replaceAll('.', '/')}` as const,
              detail: because,
            })),
          ),
        )
      await keepSetting(database, hostRewardScheme, { value: checked.scheme, by: actor.id })
      return answered({ ...checked.scheme })
    },
  })
}
