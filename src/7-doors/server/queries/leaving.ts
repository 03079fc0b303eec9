import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { mergedContacts } from '#people/contact/store.ts'
import type { Heir, Moves } from '#people/structure'
import { holdStill, leave, previewLeaving, roleNow, type LeaveResult } from '#people/structure/store.ts'
import { volumesOf } from '#volume/explanation'
import type { HeirChoice, LeavePreview, LeaveRefusal, OfficeCommands } from '../index.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { presentMonth, type Context } from './month.ts'
import { numberOf, refsOf } from './refs.ts'
import { nothing } from './totals.ts'

type Refused = { readonly is: 'refused'; readonly because: LeaveRefusal }

const refuse = (because: LeaveRefusal): Refused => ({ is: 'refused', because })

const heirOf = async (database: Database, partner: ContactNumber, chosen: HeirChoice): Promise<Heir | Refused> => {
  if (typeof chosen === 'string') return chosen
  const successor = await numberOf(database, chosen.successor)
  if (successor === undefined) return refuse('successor unknown')
  if (successor === partner) return refuse('successor is himself')
  return (await roleNow(database, successor)) === 'partner' ? { successor } : refuse('successor is no partner')
}

const isRefused = (heir: Heir | Refused): heir is Refused => typeof heir === 'object' && 'is' in heir

// Whoever was merged goes along and is no person more.
const personsAmong = async (database: Database, moves: readonly Moves[]): Promise<ContactNumber[]> => {
  const merged = await mergedContacts(database)
  return moves.flatMap(each => each.contacts).filter(contact => !merged.has(contact))
}

const namesShown = 8

/** What would move if the partner left now; null when he is none. */
export const leavePreview = async (
  context: Context,
  partner: ContactNumber,
  chosen: HeirChoice,
): Promise<LeavePreview | Refused | null> => {
  const { database } = context
  if ((await roleNow(database, partner)) !== 'partner') return null
  const heir = await heirOf(database, partner, chosen)
  if (isRefused(heir)) return heir
  const { sponsor, moves } = await previewLeaving(database, { partner, heir })
  const now = await presentMonth(context)
  const { house } = now.structure
  const to = heir === 'sponsor' ? sponsor : heir === 'house' ? house : heir.successor
  const moving = await personsAmong(database, moves)
  const partners = moving.filter(contact => now.structure.owners[contact] === 1)
  const customers = moving.filter(contact => now.structure.owners[contact] !== 1)
  const first = { partners: partners.slice(0, namesShown), customers: customers.slice(0, namesShown) }
  const refs = await refsOf(database, [partner, sponsor, house, to, ...first.partners, ...first.customers])
  return {
    partner: refs(partner),
    sponsor: refs(sponsor),
    house: refs(house),
    heir: refs(to),
    customers: { count: customers.length, first: first.customers.map(refs) },
    partners: { count: partners.length, first: first.partners.map(refs) },
    booked: volumesOf(now, partner).own ?? nothing,
  }
}

/** What the company's pages may change. Each command happens once, however often its page sends it. */
export const officeCommands = ({ database, clock, actor }: CommandNeeds): OfficeCommands => ({
  leave: async ({ commandId, partner, heir }) =>
    carryOut(
      database,
      { actor: await actor(), commandId, request: 'leave', content: { partner, heir } },
      async inside => {
        const number = await numberOf(inside, partner)
        if (number === undefined) return refuse('not a partner')
        const known = await heirOf(inside, number, heir)
        if (isRefused(known)) return known
        // Only then is the clock read.
        await holdStill(inside, number)
        return resultOf(inside, await leave(inside, { partner: number, heir: known, at: clock(), reason: 'left' }))
      },
    ),
  changeSettings: async ({ commandId, reading, relevantAt }) => {
    const content = { reading, relevantAt }
    await carryOut(database, { actor: await actor(), commandId, request: 'change settings', content }, async inside => {
      const row = { reading_whose: reading.whose, reading_moment: reading.moment, volume_when: relevantAt }
      await inside.updateTable('company').set(row).execute()
      return { is: 'changed' }
    })
  },
})

const resultOf = async (database: Database, result: LeaveResult): ReturnType<OfficeCommands['leave']> => {
  if (result.is === 'left') return { is: 'left', moved: (await personsAmong(database, result.moves)).length }
  if (result.because === 'not a partner' || result.because === 'successor is no partner') return refuse(result.because)
  if (result.because === 'would close a cycle') return refuse('successor is below')
  // Somebody below him is to stand there only later; nothing is kept of this try.
  throw new Error(`the partner could not leave: ${result.because}`)
}
