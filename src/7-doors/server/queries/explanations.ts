import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { explain, volumesOf, type Explanation as Explained, type Step } from '#volume/explanation'
import { attributionsOf, customersAt, ownersIn, type Attributed } from '#volume/explanation/store.ts'
import { periodNumber } from '#volume/ledger'
import type { CustomerShare, Explanation, LineShare, SponsorStep } from '../index.ts'
import { evidenceShown } from './contact.ts'
import type { Context, PageMonth } from './month.ts'
import { highestPage } from './pages.ts'
import { refsOf, type Refs } from './refs.ts'
import { nothing } from './totals.ts'

export type Opening = {
  readonly contact: ContactNumber
  readonly customersFrom: string | null
  readonly linesFrom: string | null
  /** The customer whose share is wanted wherever he stands. */
  readonly open: ContactNumber | undefined
  /** Which steps of a chain the reader may see. */
  readonly shown: (part: Attributed) => readonly Step[]
}

/** For a reader who may see everybody. */
export const allSteps = ({ chain }: Attributed): readonly Step[] => chain.steps

/** How a contact's volumes came to be. Cost: his shares in columns; evidence and names for what the page shows. */
export const explanationOf = async (
  { database }: Context,
  month: PageMonth,
  opening: Opening,
): Promise<Explanation> => {
  const { contact } = opening
  const explained = explain(month, contact)
  const parts = await partsShown({ database, month, explained }, opening)
  const lines = linePage(explained, opening.linesFrom)
  const refs = await refsOf(database, [
    contact,
    ...lines.shown,
    ...[...parts.customers, ...parts.belongsTo, ...parts.opened].flatMap(part => peopleIn(part, opening)),
  ])
  const share = (part: Attributed) => shareOf(part, stepsShown(opening.shown(part), refs), refs)
  return {
    contact: refs(contact),
    period: month.period,
    reading: month.reading,
    volumes: explained.volumes,
    personalAsPartner: explained.personalAsPartner,
    belongsTo: parts.belongsTo.map(part => ({
      owner: refs(part.owner),
      turnover: part.turnover,
      chain: stepsShown(opening.shown(part), refs),
      isChangedSince: !part.chain.leadsToOwner,
    })),
    entries: parts.entries,
    customers: { rows: parts.customers.map(share), next: parts.next },
    opened: parts.opened.map(share)[0] ?? null,
    customerCount: explained.customers.numbers.length,
    lines: { rows: lines.shown.map(line => lineShare(month, line, refs)), next: lines.next },
    lineCount: explained.lines.numbers.length,
  }
}

type Found = { readonly database: Database; readonly month: PageMonth; readonly explained: Explained }

const partsShown = async ({ database, month, explained }: Found, opening: Opening) => {
  const { contact, open, customersFrom } = opening
  const { numbers, net } = explained.customers
  const { positions, next } = highestPage({ numbers, amounts: net }, customersFrom)
  const opened = open === undefined ? -1 : numbers.indexOf(open)
  const wanted = opened < 0 ? positions : [...positions, opened]
  const pairs = [...customersAt(explained.customers, wanted, contact), ...ownersIn(explained.belongsTo, contact)]
  const attributed = await attributionsOf(database, month, pairs)
  return {
    customers: attributed.slice(0, positions.length),
    next,
    opened: attributed.slice(positions.length, wanted.length),
    belongsTo: attributed.slice(wanted.length),
    entries: await countEntries(database, month, contact),
  }
}

const countEntries = async (database: Database, month: PageMonth, contact: ContactNumber): Promise<number> => {
  const { count } = await database
    .selectFrom('volume.entry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('contact_id', '=', contact)
    .where('period', '=', periodNumber(month.period))
    .executeTakeFirstOrThrow()
  return count
}

const linePage = ({ lines }: Explained, cursor: string | null) => {
  const { positions, next } = highestPage({ numbers: lines.numbers, amounts: lines.net }, cursor)
  return { shown: positions.map(position => lines.numbers[position] as ContactNumber), next }
}

const lineShare = (month: PageMonth, line: ContactNumber, refs: Refs): LineShare => {
  const { own, team } = lineVolumes(month, line)
  return { contact: refs(line), team, own }
}

/** Own and team volume of a line; a former partner brings what is his own, and those below him stand for themselves. */
export const lineVolumes = (month: PageMonth, line: ContactNumber) => {
  const { own, team } = volumesOf(month, line)
  return { own: own ?? nothing, team: (month.structure.owners[line] === 1 ? team : own) ?? nothing }
}

const peopleIn = (part: Attributed, { shown }: Opening): ContactNumber[] => [
  part.contact,
  part.owner,
  ...shown(part).flatMap(({ contact, sponsor, evidence }) => [contact, sponsor, evidence.leaver ?? sponsor]),
]

const stepsShown = (steps: readonly Step[], refs: Refs): SponsorStep[] =>
  steps.map(({ contact, sponsor, since, evidence }) => ({
    contact: refs(contact),
    sponsor: refs(sponsor),
    since,
    evidence: evidenceShown(evidence, refs),
  }))

const shareOf = (part: Attributed, chain: readonly SponsorStep[], refs: Refs): CustomerShare => ({
  contact: refs(part.contact),
  turnover: part.turnover,
  entries: part.entries,
  chain,
  decidedAt: part.decidedAt,
  isChangedSince: !part.chain.leadsToOwner,
})
