import type { ContactNumber } from '#ground/identity'
import { dayNumbered, instant } from '#ground/period'
import { branchOf, isAtOrBelow, type Branch } from '#earnings/placing'
import { namePlace, newcomersOf, treesNow, withNamedPlace, type Placeable } from '#earnings/placing/store.ts'
import { upline } from '#people/structure/store.ts'
import type { NewPartner, PlacingDesk, PlacingShown, TreeSeat } from '../placing.ts'
import type { ContactRef } from '../index.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import type { Context } from './month.ts'
import { standsIn } from './placing-office.ts'
import { numberOf, refsOf } from './refs.ts'

type Asking = { readonly context: Context; readonly viewer: ContactNumber }

/** Steps of the tree in one picture. */
const stepsShown = 3

/** New partners of a partner, and his tree, in which he places them. */
export const placingDesk = (needs: CommandNeeds, asking: Asking): PlacingDesk => {
  const { context, viewer } = asking
  const { database, clock, actor } = needs
  return {
    all: async root => {
      const known = await treesNow(database, context.currentPeriod)
      if (known === undefined) return { hasTree: false, newcomers: [], tree: null }
      const top = root === null ? viewer : await numberOf(database, root)
      const isHis =
        top !== undefined && known.trees.some(({ tree }) => isAtOrBelow(tree, { contact: top, above: viewer }))
      return isHis ? shownOf(asking, known, top) : null
    },
    place: async ({ commandId, ...content }) => {
      const contact = await numberOf(database, content.contact)
      const below = content.below === null ? null : await numberOf(database, content.below)
      if (contact === undefined || below === undefined) return null
      const [known, by] = [await treesNow(database, context.currentPeriod), await actor()]
      if (known === undefined) return { is: 'refused', because: 'no tree' }
      const wish = { contact, below, place: content.place, within: viewer, reason: '', at: clock(), by, known }
      const sent = { actor: by, commandId, request: 'place partner', content }
      const placed = await carryOut(database, sent, inside => namePlace(inside, wish))
      const isStrange = placed.is === 'refused' && (placed.because === 'not his' || placed.because === 'not below')
      return isStrange ? null : placed
    },
  }
}

const shownOf = async ({ context, viewer }: Asking, known: Placeable, top: ContactNumber): Promise<PlacingShown> => {
  const { database, zone } = context
  const [first] = known.trees
  const branch = branchOf(first!, { root: top, depth: stepsShown - 1 })
  const newcomers = newcomersOf(known, viewer)
  const above = newcomers.flatMap(contact => known.trees.map(({ tree }) => tree.parents[contact]!))
  const asked = [...contactsIn(branch), ...newcomers, ...above.filter(each => each >= 0)] as ContactNumber[]
  const mayKnow = await knownTo({ context, viewer }, asked)
  const named = await withNamedPlace(database, newcomers)
  const seat = ({ contact, below, places }: Branch): TreeSeat => ({
    contact: mayKnow(contact),
    isSettled: first!.isSettled(contact),
    below,
    places: places.map(each => (each === null ? 'free' : each === 'more' ? each : seat(each))),
  })
  const refs = await refsOf(database, newcomers)
  const told = newcomers.map((contact): NewPartner => ({
    contact: refs(contact),
    since: instant(dayNumbered(known.facts.partnersSince[contact]!), zone),
    isNamed: named.has(contact),
    stands: standsIn(known, contact, mayKnow),
  }))
  return {
    hasTree: true,
    newcomers: told,
    tree: { rule: first!.rule, width: first!.width, top: seat(branch), isOwn: top === viewer },
  }
}

const contactsIn = ({ contact, places }: Branch): ContactNumber[] => [
  contact as ContactNumber,
  ...places.flatMap(each => (each === null || each === 'more' ? [] : contactsIn(each))),
]

/** Himself, and whoever stands below him by sponsor: others are there because the spillover led them. */
const knownTo = async (
  { context: { database }, viewer }: Asking,
  contacts: readonly ContactNumber[],
): Promise<(contact: number) => ContactRef | null> => {
  const his = new Set<number>([viewer])
  for (const contact of new Set(contacts)) if ((await upline(database, contact)).includes(viewer)) his.add(contact)
  const refs = await refsOf(database, [...his] as ContactNumber[])
  return contact => (his.has(contact) ? refs(contact as ContactNumber) : null)
}
