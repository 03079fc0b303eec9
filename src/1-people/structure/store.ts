import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { changeRole, type RoleChangeResult } from '#people/contact/store.ts'
import { heirOf, movesOfLeaving, type Heir, type Moves } from './index.ts'
import { keepHeir } from './heirs.ts'
import { house } from './house.ts'
import { lockStructure, moveUnderLock, type MoveResult } from './moving.ts'
import { roleNow } from './standings.ts'

export { join, type Newcomer } from './joining.ts'
export { house } from './house.ts'
export { heirNow, leftAt } from './heirs.ts'
export {
  missingNumbers,
  newcomersBefore,
  partnersWithin,
  recruiters,
  structureBefore,
  type StructureThen,
} from './columns.ts'
export { lockStructure, move, moveFromRegistration, type MoveResult } from './moving.ts'
export { roleNow, standingsAt, type StandingQuestion } from './standings.ts'
export { sponsorshipsOf, sponsorsNow } from './sponsors.ts'

/**
 * Waits for moves and changes of role under way, and holds further ones up until the transaction ends: whoever is asked after it
 * stands where he stood at that moment for good. Several may wait and read at once.
 */
export const waitForMoves = async (database: Database): Promise<void> => {
  await sql`select from people.structure for share`.execute(database)
}

export const structureVersion = async (database: Database): Promise<number> =>
  (await database.selectFrom('people.structure').select('version').executeTakeFirstOrThrow()).version

export type LeavingPreview = { readonly sponsor: ContactNumber; readonly moves: readonly Moves[] }

type Leaver = { readonly partner: ContactNumber; readonly heir: Heir }

/** What would move if the partner left now. */
export const previewLeaving = async (database: Database, { partner, heir }: Leaver): Promise<LeavingPreview> => {
  const { rows: below } = await sql<{ contact_id: ContactNumber }>`
    select contact_id from people.sponsorship where sponsor_id = ${partner} and until_at = 'infinity' order by contact_id`.execute(
    database,
  )
  const [sponsor] = await upline(database, partner)
  if (sponsor === undefined) throw new Error(`contact ${partner} has no sponsor and cannot leave`)
  const directlyBelow = below.map(row => row.contact_id)
  const lineOfSuccessor =
    typeof heir === 'object' ? await lineBelow(database, { partner, contact: heir.successor }) : undefined
  const leaving = { partner, sponsor, house: await house(database), directlyBelow, lineOfSuccessor }
  return { sponsor, moves: movesOfLeaving(leaving, heir) }
}

const lineBelow = async (
  database: Database,
  { partner, contact }: { partner: ContactNumber; contact: ContactNumber },
): Promise<ContactNumber | undefined> => {
  const path = [contact, ...(await upline(database, contact))]
  const position = path.indexOf(partner)
  return position > 0 ? path[position - 1] : undefined
}

/** The sponsors above a contact now, the nearest first, the house last. */
export const upline = async (database: Database, contact: ContactNumber): Promise<ContactNumber[]> => {
  const { rows } = await sql<{ sponsor_id: ContactNumber }>`
    with recursive climb (sponsor_id, depth) as (
      select sponsor_id, 1 from people.sponsorship where contact_id = ${contact} and until_at = 'infinity'
      union all
      select edge.sponsor_id, depth + 1 from climb join people.sponsorship edge
        on edge.contact_id = climb.sponsor_id and edge.until_at = 'infinity'
    )
    select sponsor_id from climb order by depth`.execute(database)
  return rows.map(row => row.sponsor_id)
}

/**
 * From now on nobody moves, and nobody registers below the partner, until the transaction ends: whoever did so before, did so
 * earlier. Read the clock for his leaving after it.
 */
export const holdStill = async (database: Database, partner: ContactNumber): Promise<void> => {
  await lockStructure(database)
  await sql`select from people.contact where id = ${partner} for update`.execute(database)
}

export type LeaveResult =
  | { readonly is: 'left'; readonly moves: readonly Moves[] }
  | Extract<RoleChangeResult, { is: 'refused' }>
  | Extract<MoveResult, { is: 'refused' }>
  | { readonly is: 'refused'; readonly because: 'not a partner' | 'successor is no partner' }

/**
 * A partner leaves: he becomes a former partner, and everybody directly below him moves to the heir, at the same moment.
 * Call it in a transaction and roll back on a refusal.
 */
export const leave = async (
  database: Database,
  leaver: Leaver & { at: Instant; reason: string },
): Promise<LeaveResult> => {
  const { partner, heir, at, reason } = leaver
  await holdStill(database, partner)
  if ((await roleNow(database, partner)) !== 'partner') return { is: 'refused', because: 'not a partner' }
  if (
    typeof heir === 'object' &&
    (heir.successor === partner || (await roleNow(database, heir.successor)) !== 'partner')
  )
    return { is: 'refused', because: 'successor is no partner' }
  const { moves, sponsor } = await previewLeaving(database, { partner, heir })
  const changed = await changeRole(database, { contact: partner, to: 'former partner', at, reason })
  if (changed.is === 'refused') return changed
  await keepHeir(database, { partner, at, heir: heirOf(heir, { sponsor, house: await house(database) }) })
  for (const each of moves) {
    const moved = await moveUnderLock(database, {
      ...each,
      at,
      because: { reason: 'partner left', facts: { by: 'leaving partner', partner, reason } },
    })
    if (moved.is === 'refused') return moved
  }
  return { is: 'left', moves }
}
