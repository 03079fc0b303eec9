import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Contact as KeptContact } from '#people/contact/store.ts'
import {
  countSuspicions,
  merge,
  mergesOf,
  previewMerge,
  sayDifferent,
  suspicions,
  undoMerge,
} from '#people/duplicate/store.ts'
import type { ContactId, KnownOffice, MergeRow, Side } from '../index.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { ownerNow } from './contacts.ts'
import { presentMonth, type Context } from './month.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'
import { numberOf, refsOf } from './refs.ts'

type Known = { readonly context: Context; readonly commands: CommandNeeds }

type Duplicates = Pick<
  KnownOffice,
  'duplicates' | 'countDuplicates' | 'mergePreview' | 'merges' | 'merge' | 'undoMerge' | 'sayDifferent'
>

/** Contacts who may be one person: seen, merged, and taken apart again. */
export const duplicatesOffice = (known: Known): Duplicates => {
  const { context, commands } = known
  const { database } = context
  return {
    duplicates: async ({ cursor }) => {
      const place = placeOf(cursor, ['number', 'number'])
      const after = place && { score: place[0], number: place[1] }
      const found = await suspicions(database, { after, limit: pageSize + 1 })
      const { rows, next } = pageOfFound(found, row => [Math.round(row.score * 100), row.number])
      const sides = await sidesOf(
        context,
        rows.flatMap(({ one, other }) => [one, other]),
      )
      return {
        rows: rows.map(({ id, one, other, score, because }) => ({
          id,
          one: sides(one),
          other: sides(other),
          score,
          because,
        })),
        next,
        total: await countSuspicions(database),
      }
    },
    countDuplicates: () => countSuspicions(database),
    mergePreview: (keep, drop) => preview(known, keep, drop),
    merges: of => mergeRows(database, of),
    ...merging(commands),
  }
}

const preview = async (
  { context, commands }: Known,
  keep: ContactId,
  drop: ContactId,
): ReturnType<KnownOffice['mergePreview']> => {
  const { database } = context
  const [kept, dropped] = [await numberOf(database, keep), await numberOf(database, drop)]
  if (kept === undefined || dropped === undefined) return { is: 'refused', because: 'unknown contact' }
  const found = await previewMerge(database, { keep: kept, drop: dropped, at: commands.clock() })
  if (found.is === 'refused') return found
  const sides = await sidesOf(context, [found.keep, found.drop])
  const refs = await refsOf(
    database,
    found.steps.flatMap(({ contact, to }) => [contact, to]),
  )
  return {
    is: 'possible',
    keep: sides(found.keep),
    drop: sides(found.drop),
    taken: found.taken,
    moves: found.steps.map(({ contact, to }) => ({ contact: refs(contact), to: refs(to) })),
  }
}

const sidesOf = async (context: Context, contacts: readonly KeptContact[]) => {
  const { database } = context
  const now = await presentMonth(context)
  const numbers = contacts.map(({ number }) => number)
  const refs = await refsOf(
    database,
    numbers.flatMap(number => [number, ownerNow(now, number) ?? number]),
  )
  const orders = await ordersOf(database, numbers)
  return ({ number, reference, joinedAt, ...data }: KeptContact): Side => {
    const { givenName, familyName, firmName, email, phone, street, postalCode, city, country } = data
    const owner = ownerNow(now, number)
    return {
      contact: refs(number),
      reference,
      data: { givenName, familyName, firmName, email, phone, street, postalCode, city, country },
      joinedAt,
      owner: owner === undefined ? null : refs(owner),
      orders: orders.get(number) ?? 0,
    }
  }
}

const ordersOf = async (database: Database, contacts: readonly ContactNumber[]) => {
  const { rows } = await sql<{ contact: ContactNumber; count: number }>`
    select contact_id as contact, count(*) as count from sales."order" where contact_id = any(${contacts}::int[])
    group by contact_id`.execute(database)
  return new Map(rows.map(({ contact, count }) => [contact, count]))
}

const latest = 20

const mergeRows = async (database: Database, of: ContactId | null): Promise<MergeRow[]> => {
  const contact = of === null ? undefined : await numberOf(database, of)
  if (of !== null && contact === undefined) return []
  const found = await mergesOf(database, { limit: latest, ...(contact === undefined ? {} : { contact }) })
  const refs = await refsOf(
    database,
    found.flatMap(({ keep, drop }) => [keep, drop]),
  )
  return found.map(({ keep, drop, ...row }) => ({ ...row, keep: refs(keep), drop: refs(drop) }))
}

const merging = ({
  database,
  clock,
  actor,
}: CommandNeeds): Pick<Duplicates, 'merge' | 'undoMerge' | 'sayDifferent'> => ({
  merge: async ({ commandId, keep, drop, reason }) => {
    const by = await actor()
    const sent = { actor: by, commandId, request: 'merge', content: { keep, drop, reason } }
    return carryOut(database, sent, async inside => {
      const [kept, dropped] = [await numberOf(inside, keep), await numberOf(inside, drop)]
      if (kept === undefined || dropped === undefined)
        return { is: 'refused' as const, because: 'unknown contact' as const }
      const done = await merge(inside, { keep: kept, drop: dropped, by, reason, at: clock() })
      return done.is === 'refused' ? done : { is: 'merged' as const }
    })
  },
  undoMerge: async ({ commandId, merge }) => {
    const by = await actor()
    return carryOut(database, { actor: by, commandId, request: 'undo merge', content: { merge } }, async inside => ({
      is: (await undoMerge(inside, { merge, by, at: clock() })).is,
    }))
  },
  sayDifferent: async ({ commandId, duplicate }) => {
    const by = await actor()
    return carryOut(database, { actor: by, commandId, request: 'different', content: { duplicate } }, async inside => ({
      is: (await sayDifferent(inside, { suspicion: duplicate, by, at: clock() })) ? 'decided' : 'refused',
    }))
  },
})
