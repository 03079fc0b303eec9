import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { partyPolicy } from '#referral/party'
import { checkScheme, hostRewardScheme } from '#sales/host-reward'
import { partyOrderPolicy } from '#sales/party-order'
import type { OfficeParties, PartyRules } from '../../parties.ts'
import { carryOut } from '../carry-out.ts'
import type { PartyNeeds } from './rows.ts'

type Fault = { readonly field: string; readonly because: string }

type Checked =
  | { readonly is: 'rules'; readonly rules: PartyRules }
  | { readonly is: 'refused'; readonly faults: readonly Fault[] }

/** The company's rules for parties, orders at them and rewards of their hosts. */
export const partyRules = ({ database, actor }: PartyNeeds): Pick<OfficeParties, 'rules' | 'changeRules'> => ({
  rules: async () => ({
    policy: await readSetting(database, partyPolicy),
    orders: await readSetting(database, partyOrderPolicy),
    scheme: await readSetting(database, hostRewardScheme),
  }),
  changeRules: async ({ commandId, rules }) => {
    const checked = check(rules)
    if (checked.is === 'refused') return checked
    const { policy, orders, scheme } = checked.rules
    const by = await actor()
    const sent = { actor: by, commandId, request: 'rules of parties', content: checked.rules }
    return carryOut(database, sent, async inside => {
      await keepSetting(inside, partyPolicy, { value: policy, by })
      await keepSetting(inside, partyOrderPolicy, { value: orders, by })
      await keepSetting(inside, hostRewardScheme, { value: scheme, by })
      return { is: 'changed' }
    })
  },
})

const check = (written: Readonly<Record<keyof PartyRules, unknown>>): Checked => {
  const policy = partyPolicy.shape.safeParse(written.policy)
  const orders = partyOrderPolicy.shape.safeParse(written.orders)
  const scheme = checkScheme(written.scheme)
  if (policy.success && orders.success && scheme.is === 'scheme')
    return { is: 'rules', rules: { policy: policy.data, orders: orders.data, scheme: scheme.scheme } }
  const ofScheme = scheme.is === 'refused' ? scheme.faults : []
  return {
    is: 'refused',
    faults: [
      ...faultsOf('policy', policy.error?.issues),
      ...faultsOf('orders', orders.error?.issues),
      ...ofScheme.map(({ field, because }) => ({ field: `scheme.${field}`, because })),
    ],
  }
}

type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]

const faultsOf = (part: string, issues: Issues = []): Fault[] =>
  issues.map(({ path, message }) => ({ field: [part, ...path].join('.'), because: message }))
