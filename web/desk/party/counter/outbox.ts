import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Instant } from '#ground/period'
import type { ContactId, PartyId, SlipTold, SlipView } from '#doors/server'

/** What was taken down on this phone, and what the company answered. */
export type KeptSlip = {
  /** Chosen here: sent twice, it is taken once. */
  readonly commandId: string
  /** Who took it down; nobody else who uses this phone sees it. */
  readonly partner: ContactId
  readonly party: PartyId
  readonly slip: SlipTold
  readonly takenAt: Instant
  /** For people: "Eva Klein" or nothing in a collective order. */
  readonly guestName: string
  /** In which the sum was told. */
  readonly currency: string
  /** Null as long as the company has not answered. */
  readonly answer: SlipView | null
  /** Why the company does not take it as it is; it stays here. */
  readonly refused: string | null
}

interface Shelves extends DBSchema {
  slips: { key: string; value: KeptSlip; indexes: { party: string } }
}

let opened: Promise<IDBPDatabase<Shelves>> | undefined

const shelves = (): Promise<IDBPDatabase<Shelves>> =>
  (opened ??= openDB<Shelves>('stamm-parties', 1, {
    upgrade: database => {
      const slips = database.createObjectStore('slips', { keyPath: 'commandId' })
      slips.createIndex('party', 'party')
    },
  }))

/** Written before anything is sent: what she took down outlives the page, the browser and an empty battery. */
export const keep = async (slip: KeptSlip): Promise<void> => {
  await (await shelves()).put('slips', slip)
}

/** What one partner took down at one party on this phone, oldest first. */
export const keptAt = async (party: PartyId, partner: ContactId): Promise<KeptSlip[]> => {
  const all = await (await shelves()).getAllFromIndex('slips', 'party', party)
  return all.filter(slip => slip.partner === partner).toSorted((a, b) => a.takenAt - b.takenAt)
}
