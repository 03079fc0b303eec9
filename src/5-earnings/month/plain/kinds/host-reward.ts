import type { Paying, RuleOf } from '../pay.ts'

export const payHosts = (config: RuleOf<'host reward'>, { month, payAmount, pay }: Paying): void => {
  const { entries, hosts = [] } = month.facts
  for (const [party, host] of hosts.entries()) {
    const isOwn = month.plan.volumes[config.base]!.sum === 'own'
    const his = entries.filter(entry => entry.party === party && (isOwn || entry.contact !== entry.owner))
    const sum = (some: typeof his) => some.reduce((total, { net }) => total + net, 0)
    const others = his.filter(({ contact }) => contact !== host)
    const base = sum(config['own orders'] === 'count' ? his : others)
    const buyers = [...new Set(others.filter(({ contact, owner }) => contact !== owner).map(({ contact }) => contact))]
    const guests = buyers.filter(
      buyer => sum(others.filter(({ contact, owner }) => contact === buyer && contact !== owner)) > 0,
    ).length
    const tier = config.tiers.findLast(each => base > 0 && base >= each.from / 10 && guests >= (each.guests ?? 0))
    if (tier?.rate !== undefined) pay({ partner: host, from: -1, base, rate: tier.rate })
    if (tier?.amount !== undefined)
      payAmount({ partner: host, from: -1, base, rate: 0, amount: Math.ceil(tier.amount / 10) })
  }
}
