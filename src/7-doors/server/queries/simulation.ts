import type { Database } from '#ground/database'
import { publicIdOf, uuidOf, type ContactNumber } from '#ground/identity'
import { cents } from '#ground/money'
import { displayName } from '#people/contact'
import { contactsByNumber } from '#people/contact/store.ts'
import { planVersion, planVersions } from '#earnings/plan/store.ts'
import { changeablesOf } from '#earnings/simulation'
import {
  askSimulation,
  monthsBetween,
  partnersOfSimulation,
  simulationBy,
  simulations,
  type Simulation,
} from '#earnings/simulation/store.ts'
import type {
  PartnerDifference,
  SimulationAnswer,
  SimulationId,
  SimulationOffice,
  SimulationRow,
  SimulationView,
} from '../simulation.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { refsOf } from './refs.ts'

/** What another plan would have cost, as the company asks and sees it. */
export const simulationOffice = ({ database, clock, actor }: CommandNeeds): SimulationOffice => ({
  plans: async () => (await planVersions(database)).map(({ version, name, from }) => ({ version, name, from })),
  changeables: async version => changeablesOf((await planVersion(database, version))?.text ?? ''),
  list: async () => (await simulations(database)).map(rowOf),
  of: async id => {
    const simulation = await simulationOf(database, id)
    return simulation === undefined ? null : viewOf(database, simulation)
  },
  partners: id => partnersOf(database, id),
  ask: async ({ commandId, ...asked }) => {
    const by = await actor()
    const sent = { actor: by, commandId, request: 'simulate', content: asked }
    return carryOut(database, sent, async (inside): Promise<SimulationAnswer> => {
      const answer = await askSimulation(inside, { ...asked, by, now: clock() })
      return answer.is === 'asked' ? { is: 'asked', id: publicIdOf('simulation', answer.uuid) } : answer
    })
  },
})

const simulationOf = async (database: Database, id: SimulationId): Promise<Simulation | undefined> => {
  const uuid = uuidOf('simulation', id)
  return uuid === undefined ? undefined : simulationBy(database, uuid)
}

const rowOf = ({ uuid, askedAt, question, state, monthsDone, result }: Simulation): SimulationRow => ({
  id: publicIdOf('simulation', uuid),
  askedAt,
  names: { present: question.present.name, other: question.other.name },
  changes: question.changes,
  from: question.from,
  until: question.until,
  months: monthsBetween(question.from, question.until),
  monthsDone,
  state,
  difference: result === null ? null : cents(result.whole.other.cost - result.whole.present.cost),
})

const viewOf = async (database: Database, simulation: Simulation): Promise<SimulationView> => {
  const { result, question } = simulation
  const most = result === null ? [] : [...result.most.won, ...result.most.lost]
  const numbers = most.map(({ contact }) => contact as ContactNumber)
  const refs = await refsOf(database, numbers)
  const people = Object.fromEntries(numbers.map(number => [number, refs(number)]))
  return { ...rowOf(simulation), result, people, otherText: question.other.text }
}

const partnersOf = async (database: Database, id: SimulationId): Promise<PartnerDifference[] | null> => {
  const uuid = uuidOf('simulation', id)
  const columns = uuid === undefined ? undefined : await partnersOfSimulation(database, uuid)
  if (columns === undefined) return null
  const { contacts, paid, ranks, rankNames } = columns
  const known = await contactsByNumber(database, [...contacts] as ContactNumber[])
  return [...contacts].map((number, row) => {
    const contact = known.get(number as ContactNumber)!
    const rankOf = (side: 'present' | 'other') => rankNames[side][ranks[side][row]!] ?? ''
    return {
      number: contact.reference,
      name: displayName(contact, contact.reference),
      ranks: { present: rankOf('present'), other: rankOf('other') },
      present: cents(paid.present[row]!),
      other: cents(paid.other[row]!),
    }
  })
}
