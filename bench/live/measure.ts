import type { Structure } from '#people/structure'
import { liveVolumes, type Live } from '#volume/live'
import { linesOf, rollUp } from '#volume/rollup'
import { companyOf } from '../commissions/company.ts'
import { rounded } from '../timing.ts'
import { dice, type Shape } from '../volumes/company.ts'

export type Asked = {
  readonly contacts: number
  readonly shape: Shape
  readonly postings: number
  readonly newcomers: number
}

/** Microseconds of single questions: half of them took at most `p50`. */
export type Latency = { readonly p50: number; readonly p99: number; readonly most: number }

export type Measured = {
  readonly contacts: number
  readonly shape: Shape
  readonly postingsPerSecond: number
  /** All figures of a partner right after a posting, and the volume of one of his lines. */
  readonly question: Latency
  readonly microsecondsOf: { readonly newcomer: number; readonly partnerNow: number }
  /** The first question after a move. */
  readonly millisecondsAfterMove: number
  /** Figures in which the end differs from a rollup of everything posted. */
  readonly differences: number
}

export const latencyOf = (microseconds: readonly number[]): Latency => {
  const sorted = microseconds.toSorted((a, b) => a - b)
  const at = (part: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!)
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

type Entries = { readonly contacts: Int32Array; readonly owners: Int32Array; readonly amounts: Int32Array }

const entriesOf = ({ sponsors, owners }: Structure, count: number): Entries => {
  const below = dice(7)
  const nearest = new Int32Array(sponsors.length)
  for (let contact = 0; contact < sponsors.length; contact += 1)
    nearest[contact] = owners[contact] === 1 ? contact : nearest[Math.max(0, sponsors[contact]!)]!
  const contacts = new Int32Array(count).map(() => below(sponsors.length))
  return {
    contacts,
    owners: contacts.map(contact => nearest[contact]!),
    amounts: contacts.map(() => (1 + below(50_000)) * (below(20) === 0 ? -1 : 1)),
  }
}

const microseconds = (body: () => void): number => {
  const start = performance.now()
  body()
  return (performance.now() - start) * 1000
}

const posting = ({ contacts, owners, amounts }: Entries, entry: number) => ({
  contact: contacts[entry]!,
  owner: owners[entry]!,
  net: amounts[entry]!,
  points: amounts[entry]! * 10,
})

/** Posts, asks right after each hundredth posting, lets people join, become partners and move, and holds the end to a rollup. */
export const measureLive = ({ contacts, shape, postings, newcomers }: Asked): Measured => {
  const company = companyOf(contacts, shape)
  const structure = { sponsors: company.sponsors, owners: company.partners.with(0, 1) }
  const entries = entriesOf(structure, postings)
  const live = liveVolumes(structure)
  const half = postings >> 1
  const start = performance.now()
  for (let entry = 0; entry < half; entry += 1) live.post(posting(entries, entry))
  const postingsPerSecond = Math.round((half / (performance.now() - start)) * 1000)
  const partners = Int32Array.from(structure.owners.keys()).filter(contact => structure.owners[contact] === 1)
  const below = dice(11)
  const questions: number[] = []
  for (let entry = half; entry < postings; entry += 1) {
    live.post(posting(entries, entry))
    const partner = partners[below(partners.length)]!
    const line = partners[below(partners.length)]!
    if (entry % 100 === 0) questions.push(microseconds(() => ask(live, partner, line)))
  }
  const differences = differencesOf(live, structure, entries)
  return {
    contacts,
    shape,
    postingsPerSecond,
    question: latencyOf(questions),
    ...changesOf(live, partners, { size: contacts, count: newcomers }),
    differences,
  }
}

const ask = (live: Live, partner: number, line: number): number =>
  live.volumesOf(partner, 'net').team + live.volumesOf(partner, 'points').firstLine + live.volumesOf(line, 'net').team

const differencesOf = (live: Live, structure: Structure, entries: Entries): number => {
  const volumes = rollUp(structure, entries)
  let differences = 0
  for (let contact = 0; contact < structure.sponsors.length; contact += 1) {
    const figures = live.volumesOf(contact, 'net')
    for (const kind of ['personal', 'customers', 'own', 'team'] as const)
      differences += Number(figures[kind] !== volumes[kind][contact])
    if (structure.owners[contact] === 1) differences += Number(figures.firstLine !== volumes.firstLine[contact])
  }
  for (const partner of [0, 1, 2])
    differences += Number(live.linesOf(partner, 'net').length !== linesOf(structure, volumes, partner).length)
  return differences
}

type Newcomers = { readonly size: number; readonly count: number }

const changesOf = (live: Live, partners: Int32Array, { size, count }: Newcomers) => {
  const below = dice(13)
  const somebody = () => partners[below(partners.length)]!
  const joining = microseconds(() => {
    for (let turn = 0; turn < count; turn += 1) live.join({ contact: size + turn, sponsor: somebody(), owns: false })
    live.volumesOf(0, 'net')
  })
  const becoming = microseconds(() => {
    for (let turn = 0; turn < count; turn += 1) live.become(size + turn, 'partner')
  })
  live.move(size, partners.at(-1)!)
  const moved = microseconds(() => void live.volumesOf(0, 'net'))
  return {
    microsecondsOf: { newcomer: rounded(joining / count), partnerNow: rounded(becoming / count) },
    millisecondsAfterMove: rounded(moved / 1000),
  }
}
