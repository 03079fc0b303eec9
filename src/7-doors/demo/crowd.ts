import type { Instant } from '#ground/period'
import type { Dice } from './dice.ts'
import type { Arrival, Leaving, Person } from './structure.ts'

export type Heir = 'sponsor' | 'house' | { readonly successor: string }

/** Those who have joined so far, and who of them brings the next. */
export type Crowd = {
  readonly admit: (arrival: Arrival) => Person
  /** Lets a partner with some people below leave; nobody when there is none. */
  readonly letLeave: (at: Instant) => Leaving[]
}

// Invented shares of who brings somebody. They make lines about eight deep.
const byNobody = 0.12
const byACustomer = 0.2
const byANewPartner = 0.45
const newPartners = 15

const heirs = ['sponsor', 'house', 'sponsor', 'successor', 'sponsor'] as const

type Member = Person & { sponsorNow: string | undefined; isPartner: boolean; hasLeft: boolean }

type State = {
  readonly dice: Dice
  readonly members: Map<string, Member>
  /** Customers who are going to be partners, the next first. */
  waiting: Member[]
  /** One ticket for each partner and one more for each contact directly below: who has many gets more. */
  tickets: string[]
  customers: string[]
  /** In the order in which they became it. */
  partners: string[]
  leavings: number
}

/** Makes an empty crowd. The dice decide. */
export const openCrowd = (dice: Dice): Crowd => {
  const state: State = { dice, members: new Map(), waiting: [], tickets: [], customers: [], partners: [], leavings: 0 }
  return {
    admit: arrival => {
      promote(state, arrival.joinedAt)
      const person = { ...arrival, sponsor: sponsorFor(arrival, state) }
      const member = { ...person, sponsorNow: person.sponsor, isPartner: false, hasLeft: false }
      state.members.set(person.reference, member)
      ticketFor(state, person.sponsor)
      enter(state, member)
      return person
    },
    letLeave: at => {
      promote(state, at)
      return leave(state, at)
    },
  }
}

const sponsorFor = (arrival: Arrival, { dice, tickets, customers, partners }: State): string | undefined => {
  // Rolled in any case, so that one answer does not move all that come after it.
  const [alone, byCustomer, byNew] = [dice.chance(byNobody), dice.chance(byACustomer), dice.chance(byANewPartner)]
  if (arrival.isFounder || tickets.length === 0 || alone) return undefined
  if (byCustomer && customers.length > 0) return dice.pick(customers)
  return dice.pick(byNew ? partners.slice(-newPartners) : tickets)
}

const ticketFor = ({ members, tickets }: State, sponsor: string | undefined): void => {
  if (sponsor !== undefined && members.get(sponsor)!.isPartner) tickets.push(sponsor)
}

const enter = (state: State, member: Member): void => {
  const { reference, joinedAt, partnerFrom } = member
  if (partnerFrom !== undefined && partnerFrom <= joinedAt) return makePartner(state, member)
  state.customers.push(reference)
  if (partnerFrom === undefined) return
  state.waiting = [...state.waiting, member].sort((a, b) => a.partnerFrom! - b.partnerFrom!)
}

const promote = (state: State, until: Instant): void => {
  while (state.waiting[0] !== undefined && state.waiting[0].partnerFrom! <= until) {
    const member = state.waiting.shift()!
    state.customers = state.customers.filter(customer => customer !== member.reference)
    makePartner(state, member)
  }
}

const directlyBelow = ({ members }: State, reference: string): Member[] =>
  [...members.values()].filter(member => member.sponsorNow === reference)

const makePartner = (state: State, member: Member): void => {
  member.isPartner = true
  state.partners.push(member.reference)
  state.tickets.push(member.reference, ...directlyBelow(state, member.reference).map(() => member.reference))
}

const leastBelow = 3
const leastDays = 40

const leave = (state: State, at: Instant): Leaving[] => {
  const { members, dice, partners } = state
  const isReady = ({ isFounder, partnerFrom }: Member) => !isFounder && at - partnerFrom! > leastDays * 86_400_000
  const ready = partners
    .map(partner => members.get(partner)!)
    .filter(member => isReady(member) && directlyBelow(state, member.reference).length >= leastBelow)
  if (ready.length === 0) return []
  const leaver = dice.pick(ready)
  const below = directlyBelow(state, leaver.reference)
  const successor = below.find(member => member.isPartner)?.reference
  const asked = heirs[state.leavings % heirs.length]!
  const heir: Heir = asked !== 'successor' ? asked : successor === undefined ? 'sponsor' : { successor }
  state.leavings += 1
  withdraw(state, leaver)
  for (const member of below) moveTo(state, member, { heir, leaver })
  return [{ reference: leaver.reference, at, heir }]
}

const withdraw = (state: State, leaver: Member): void => {
  const others = (references: readonly string[]) => references.filter(reference => reference !== leaver.reference)
  leaver.isPartner = false
  leaver.hasLeft = true
  state.partners = others(state.partners)
  state.tickets = others(state.tickets)
}

type Succession = { readonly heir: Heir; readonly leaver: Member }

// As movesOfLeaving does it: the successor himself goes to the leaver's sponsor.
const moveTo = (state: State, member: Member, { heir, leaver }: Succession): void => {
  const isSuccessor = typeof heir === 'object' && heir.successor === member.reference
  if (heir === 'sponsor' || isSuccessor) member.sponsorNow = leaver.sponsorNow
  else member.sponsorNow = heir === 'house' ? undefined : heir.successor
  ticketFor(state, member.sponsorNow)
}
