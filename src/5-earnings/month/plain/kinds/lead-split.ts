import type { PlainPerson } from '../facts.ts'
import { person } from '../people.ts'
import type { Paying, RuleOf } from '../pay.ts'

const isOther = (giver: number) => (owner: PlainPerson) => owner.isPartner && owner.id !== giver

export const payLeads = (config: RuleOf<'lead split'>, { month, pay }: Paying): void => {
  const { people, entries } = month.facts
  const bought = (giver: number, owner: number): number =>
    entries
      .filter(entry => entry.owner === owner && entry.contact !== owner && person(month, entry.contact).lead === giver)
      .reduce((sum, { net }) => sum + net, 0)
  const pairs = people.flatMap(giver => people.filter(isOther(giver.id)).map(owner => ({ giver, owner: owner.id })))
  for (const { giver, owner } of pairs) {
    const base = bought(giver.id, owner)
    const rate = giver.id === 0 ? (config['company keeps'] ?? 0) : giver.isPartner ? config['giver gets'] : 0
    if (giver.id !== 0) pay({ partner: giver.id, from: owner, base, rate })
    if (config['owner pays']) pay({ partner: owner, from: owner, base: -base, rate })
  }
}
