import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Plan } from '#earnings/plan'
import { computeMonth, sortedLines } from './index.ts'
import { columnsOf, facts, plans, type PlainEntry, type PlainFacts } from './trial.ts'

// A plan once more, slowly and straight from its words, to check the fast evaluation against: plain recursion, one rule at a time, none of
// its columns. It knows what `trial.ts` makes: conditions without caps, ranks of one month, the kinds of bonus that climb.

type Condition = NonNullable<Plan['active']>
type Rule = Plan['bonuses'][number]
type RuleOf<Kind> = Extract<Rule, { kind: Kind }>
type Paid = { partner: number; rule: number; from: number; base: number; rate: number; amount: number }

const rounded = (base: number, rate: number): number => {
  const [size, sign] = [BigInt(Math.abs(base)) * BigInt(rate), base < 0 ? -1 : 1]
  return sign * Number((size * 2n + 1_000_000n) / 2_000_000n)
}

const plainLines = (plan: Plan, { people, entries }: PlainFacts): string[] => {
  const person = (id: number) => people.find(each => each.id === id)!
  const up = (id: number): number => {
    const { sponsor } = person(id)
    return sponsor < 0 || person(sponsor).isPartner ? Math.max(sponsor, -1) : up(sponsor)
  }
  const chain = (id: number): number[] => (up(id) < 0 ? [] : [up(id), ...chain(up(id))])
  const below = (id: number) => people.filter(each => up(each.id) === id).map(each => each.id)
  const line = (id: number): number[] => [id, ...below(id).flatMap(line)]
  const total = (choose: (entry: PlainEntry) => boolean) =>
    entries.filter(choose).reduce((sum, { net }) => sum + net, 0)

  const self = (sum: string, id: number): number => {
    if (sum === 'personal') return person(id).isPartner ? total(({ contact }) => contact === id) : 0
    return total(({ contact, owner }) => owner === id && (sum === 'own' || contact !== id))
  }
  const volume = (name: string, id: number): number => {
    const { sum, 'down to': depth, 'with himself': with_ } = plan.volumes[name]!
    if (depth === undefined) return self(sum, id)
    const sumBelow = (above: number, left: number): number =>
      left === 0 ? 0 : below(above).reduce((all, next) => all + partOf(next, left), 0)
    const partOf = (next: number, left: number): number => {
      const rank = typeof depth === 'object' ? numberOf(depth.until.rank) : -1
      const isCut = typeof depth === 'object' && person(next).isPartner && meets(plan.ranks[rank]!.needs, next, rank)
      return isCut ? 0 : self(sum, next) + sumBelow(next, left - 1)
    }
    return (with_ === true ? self(sum, id) : 0) + sumBelow(id, typeof depth === 'number' ? depth : Infinity)
  }

  const numberOf = (rank: string) => plan.ranks.findIndex(({ name }) => name === rank)
  const isActive = (id: number) => person(id).isPartner && (plan.active === undefined || meets(plan.active, id, -1))
  const meets = (condition: Condition, id: number, deciding: number): boolean => {
    if ('all of' in condition) return condition['all of'].every(part => meets(part, id, deciding))
    if ('any of' in condition) return condition['any of'].some(part => meets(part, id, deciding))
    if ('active' in condition) return isActive(id) === condition.active
    if ('rank' in condition) return rankUpTo(id, deciding - 1) >= numberOf(condition.rank)
    if ('volume' in condition) return volume(condition.volume, id) >= condition['at least'] / 10
    const { with: needed } = condition
    const qualifies = (head: number) => {
      if ('volume' in needed) return volume(needed.volume, head) >= needed['at least'] / 10
      const who = needed.directly === true ? [head] : line(head)
      return who.some(each => rankUpTo(each, Math.min(deciding, plan.ranks.length - 1)) >= numberOf(needed.rank))
    }
    return below(id).filter(head => person(head).isPartner && qualifies(head)).length >= condition.lines
  }
  const rankUpTo = (id: number, most: number): number => {
    if (!person(id).isPartner || most < 0) return -1
    return meets(plan.ranks[most]!.needs, id, most) ? most : rankUpTo(id, most - 1)
  }
  const rankOf = (id: number) => rankUpTo(id, plan.ranks.length - 1)
  const mayEarn = (needs: Condition | undefined, id: number) =>
    person(id).isPartner && (needs === undefined || meets(needs, id, plan.ranks.length))

  const paid: Paid[] = []
  const pay = (line: Omit<Paid, 'amount'>) => {
    const amount = rounded(line.base, line.rate)
    if (amount !== 0) paid.push({ ...line, amount })
  }

  const payOwn = ({ brackets, base, method, needs }: RuleOf<'own volume'>, rule: number) => {
    for (const { id: partner } of people.filter(({ id }) => mayEarn(needs, id))) {
      const value = volume(base, partner)
      const [size, sign] = [Math.abs(value), value < 0 ? -1 : 1]
      const slices = brackets.map(({ from, rate }, place) => {
        const [start, end] = [from / 10, (brackets[place + 1]?.from ?? Infinity) / 10]
        const part =
          method === 'slab' ? (size >= start && size < end ? size : 0) : Math.max(0, Math.min(size, end) - start)
        return { base: sign * part, rate }
      })
      for (const slice of slices) pay({ partner, rule, from: partner, ...slice })
    }
  }

  const payLevels = (config: RuleOf<'level'> | RuleOf<'matching'>, rule: number, baseOf: (id: number) => number) => {
    const open = (id: number) =>
      config['levels by rank']?.reduce(
        (most, { rank, levels }) => (rankOf(id) >= numberOf(rank) ? Math.max(most, levels) : most),
        0,
      ) ?? 99
    const qualifies = (id: number, level: number) => mayEarn(config.needs, id) && open(id) >= level
    for (const { id: from } of people) {
      let [position, last] = [0, -1]
      config.levels.forEach((rate, place) => {
        const upward = chain(from)
        const isPosition = (at: number) =>
          at >= position && at < upward.length && (config.compression === 'dynamic' || at === position)
        const found = upward.findIndex((id, at) => isPosition(at) && qualifies(id, place + 1))
        if (found >= 0) last = upward[found]!
        const partner = found >= 0 || config['unqualified share'] === 'last qualified' ? last : -1
        if (partner >= 0) pay({ partner, rule, from, base: baseOf(from), rate })
        const isByPosition = config.compression === 'none' || config['skipped counts as level'] === true
        position = isByPosition ? position + 1 : found < 0 ? Infinity : found + 1
      })
    }
  }

  const payDifference = (config: RuleOf<'differential'>, rule: number) => {
    const rateOf = (id: number): number => {
      if (!mayEarn(config.needs, id)) return 0
      const reached = config.rates
        ? config.rates.filter(({ rank }) => rankOf(id) >= numberOf(rank)).map(({ rate }) => rate)
        : config
            .steps!.filter(({ from }) => volume(config['steps by']!, id) >= from / 10)
            .slice(-1)
            .map(({ rate }) => rate)
      return Math.max(0, ...reached)
    }
    const climb = (from: number) => {
      let highest = 0
      for (const partner of [from, ...chain(from)]) {
        pay({ partner, rule, from, base: volume(config.base, from), rate: Math.max(rateOf(partner) - highest, 0) })
        highest = Math.max(highest, rateOf(partner))
      }
    }
    const payLegs = (id: number) => {
      pay({ partner: id, rule, from: id, base: volume(config.base, id), rate: rateOf(id) })
      for (const head of person(id).isPartner ? below(id) : []) {
        const base = line(head).reduce((sum, each) => sum + volume(config.base, each), 0)
        pay({
          partner: id,
          rule,
          from: head,
          base,
          rate: Math.max(0, rateOf(id) - Math.max(...line(head).map(rateOf))),
        })
      }
    }
    for (const { id } of people) (config.variant === 'linear' ? climb : payLegs)(id)
  }

  const payGenerations = (config: RuleOf<'generation'>, rule: number) => {
    const isHead = (id: number) => rankOf(id) >= numberOf(config['of rank'])
    const group = (id: number): number =>
      volume(config.base, id) +
      below(id)
        .filter(next => !isHead(next))
        .reduce((sum, next) => sum + group(next), 0)
    for (const { id: from } of people.filter(({ id }) => isHead(id)))
      chain(from)
        .filter(isHead)
        .slice(0, config.generations.length)
        .forEach((partner, place) => {
          if (mayEarn(config.needs, partner))
            pay({ partner, rule, from, base: group(from), rate: config.generations[place]! })
        })
  }

  const earned = (name: string, id: number) =>
    paid
      .filter(({ partner, rule }) => partner === id && plan.bonuses[rule]!.name === name)
      .reduce((sum, { amount }) => sum + amount, 0)

  plan.bonuses.forEach((config, rule) => {
    if (config.kind === 'own volume') payOwn(config, rule)
    if (config.kind === 'level') payLevels(config, rule, id => volume(config.base, id))
    if (config.kind === 'matching') payLevels(config, rule, id => earned(config.of, id))
    if (config.kind === 'differential') payDifference(config, rule)
    if (config.kind === 'generation') payGenerations(config, rule)
  })
  return paid
    .map(({ partner, rule, from, base, rate, amount }) => [partner, rule, from, base, rate, amount].join(' '))
    .sort()
}

test('a plain recursion, written from the words, agrees to the cent', { timeout: 120_000 }, () => {
  const property = fc.property(plans, facts(), (plan, given) => {
    const lines = sortedLines(computeMonth(plan, columnsOf(given)))
    const printed = lines.map(({ partner, rule, from, base, rate, amount }) =>
      [partner, rule, from, base, rate, amount].join(' '),
    )
    expect(printed.sort()).toEqual(plainLines(plan, given))
  })
  fc.assert(property, { numRuns: 1_000 })
})
