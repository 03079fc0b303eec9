import type { Database } from '#ground/database'
import { collectProblems, type Problems, type Source } from '#ground/table'
import type { Instant, Zone } from '#ground/period'
import type { ContactNumber, Role } from '#people/contact'
import { keepMasterData, numbersByReference } from '#people/contact/store.ts'
import { house, join } from '#people/structure/store.ts'
import type { PriceGroup } from '#sales/catalogue'
import { givePriceGroups } from '#sales/price-group/store.ts'
import { readContactFile, type ContactFile, type ContactRow } from './contact-file.ts'
import {
  compare,
  newcomerOf,
  sponsorsOf,
  othersToFind,
  type Change,
  type House,
  type KnownContact,
  type Policy,
} from './contact-plan.ts'
import { keepNamed, namedIn } from './contact-named.ts'
import { similarAmong, type Similar } from './contact-similar.ts'
import { inPortions, knownContacts } from './kept.ts'
import type { Progress } from './progress.ts'
import { refusedBy, type Refused } from './refused.ts'

export type ContactSummary = {
  readonly is: 'contacts'
  readonly rows: number
  readonly joined: Readonly<Partial<Record<Role, number>>>
  readonly changed: number
  readonly there: number
  readonly similar: Similar
}

export type ContactImport = {
  readonly source: Source
  /** For moments without one. */
  readonly zone: Zone
  /** Nobody joins after it. */
  readonly now: Instant
  /** When contacts joined whose day the file leaves open. */
  readonly joined: Instant
  readonly policy: Policy
  readonly mode: 'import' | 'dry run'
  readonly progress: Progress
}

type Changed = Change & { readonly contact: ContactNumber }

type Task = { readonly file: ContactFile; readonly zone: Zone; readonly house: House; readonly problems: Problems }

/** Brings the contacts of a file into the database, all or none. Call it in a transaction; a dry run only reads. */
export const importContacts = async (database: Database, asked: ContactImport): Promise<ContactSummary | Refused> => {
  const problems = collectProblems()
  const file = readContactFile(asked.source, { zone: asked.zone, now: asked.now, problems })
  if (problems.list().length > 0) return refusedBy(problems)
  const company = await database.selectFrom('company').selectAll().executeTakeFirstOrThrow()
  const task = { file, zone: asked.zone, house: await houseOf(database), problems }
  const { fresh, changes } = await sortOut(database, task, asked)
  const numbers = await numbersByReference(database, othersToFind(fresh, task.house))
  const sponsors = sponsorsOf(fresh, { ...task, numbers })
  const named = await namedIn(database, fresh, { ...task, numbers })
  if (problems.list().length > 0) return refusedBy(problems)
  const presets = {
    country: company.country,
    language: company.language,
    joined: asked.joined,
    file: baseName(file.file),
  }
  const newcomers = fresh.map((row, position) => newcomerOf(row, sponsors[position], presets))
  const similar = await similarAmong(
    database,
    newcomers.map(({ contact, role }) => ({ ...contact, role })),
  )
  if (asked.mode === 'import') {
    for (const some of inPortions(changes, 5_000)) await keepMasterData(database, some)
    const tell = (done: number) => asked.progress.tell({ what: 'contacts', done, of: newcomers.length })
    const contacts = await join(database, newcomers, tell)
    await keepNamed(database, named, { contacts, rows: fresh, by: `import of ${presets.file}`, ...asked })
    const groups = fresh.flatMap(({ priceGroup }, position) => groupOf(contacts[position]!, priceGroup))
    const others = changes.flatMap(({ contact, priceGroup }) => groupOf(contact, priceGroup))
    for (const some of inPortions([...groups, ...others], 5_000))
      await givePriceGroups(database, some, { at: asked.now, by: `import of ${presets.file}` })
  }
  const joined = Object.fromEntries(
    [...Map.groupBy(fresh, row => row.role)].map(([role, rows]) => [role, rows.length] as const),
  )
  const [rows, changed] = [file.rows.length, changes.length]
  return { is: 'contacts', rows, joined, changed, there: rows - fresh.length - changed, similar }
}

const groupOf = (contact: ContactNumber, group: PriceGroup | undefined) =>
  group === undefined ? [] : [{ contact, group }]

const baseName = (path: string): string => path.replace(/^.*[/\\]/u, '')

const houseOf = async (database: Database): Promise<House> => {
  const number = await house(database)
  const { reference } = await database
    .selectFrom('people.contact')
    .select('reference')
    .where('id', '=', number)
    .executeTakeFirstOrThrow()
  return { number, reference }
}

// In portions, so that what is there already is compared without being held.
const sortOut = async (database: Database, task: Task, { policy, progress }: ContactImport) => {
  const fresh: ContactRow[] = []
  const changes: Changed[] = []
  const changeOf = (row: ContactRow, known: KnownContact | undefined) => {
    const change = known && compare({ row, known }, policy, task)
    return change === undefined ? [] : [{ contact: known!.number, ...change }]
  }
  let done = 0
  for (const some of inPortions(task.file.rows, 10_000)) {
    const known = await knownContacts(
      database,
      some.map(row => row.reference),
    )
    fresh.push(...some.filter(row => !known.has(row.reference)))
    changes.push(...some.flatMap(row => changeOf(row, known.get(row.reference))))
    done += some.length
    progress.tell({ what: 'comparing', done, of: task.file.rows.length })
  }
  return { fresh, changes }
}
