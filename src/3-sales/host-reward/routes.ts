import { answered, invalid, refused } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { z } from '#ground/http/schema.ts'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { partyAt, partyPath } from '#referral/party/routes.ts'
import { checkScheme, hostRewardScheme, noReward } from './index.ts'
import { exampleReward, rewardSchema, told, type HostRewardNeeds, type Routes } from './routes/answers.ts'
import { redeeming, shipping, undoing } from './routes/goods.ts'
import { rewardOfParty } from './store.ts'

/** What hosts of parties get, what they take of it, and by which scheme. */
export const hostRewardRoutes = (needs: HostRewardNeeds): Api => {
  const routes = routesOn(needs.database)
  reading(routes, needs)
  redeeming(routes, needs)
  shipping(routes, needs)
  undoing(routes, needs)
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
