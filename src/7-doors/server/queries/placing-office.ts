import type { ContactNumber } from '#ground/identity'
import { instant, type Zone } from '#ground/period'
import { unplaced } from '#earnings/placement'
import { namedPlacesOf, namePlace, treesNow, type Placeable } from '#earnings/placing/store.ts'
import { namedSponsor } from '#referral/attribution/store.ts'
import type { ContactRef } from '../index.ts'
import type { PlacesOfContact, PlacingOffice, Stand } from '../placing.ts'
import { carryOut, type PersonalNeeds } from './carry-out.ts'
import type { Context } from './month.ts'
import { numberOf, refsOf } from './refs.ts'

type Needs = PersonalNeeds & Pick<Context, 'currentPeriod'> & { readonly zone: Zone }

/** Where partners stand in the trees of a plan, as the company sees and decides it on a partner's page. */
export const placingOffice = (needs: Needs): PlacingOffice => {
  const { database, clock, actor, personOf, currentPeriod } = needs
  return {
    of: async id => {
      const contact = await numberOf(database, id)
      return contact === undefined ? null : shownOf(needs, contact)
    },
    place: async ({ commandId, ...content }) => {
      const contact = await numberOf(database, content.contact)
      if (contact === undefined) return null
      const known = await treesNow(database, currentPeriod)
      if (known === undefined) return { is: 'refused', because: 'no tree' }
      const named = await namedSponsor(database, content.below)
      if (named?.partner === null) return { is: 'refused', because: 'unknown number' }
      const who = await actor()
      const by = await personOf(who)
      const below = named?.partner ?? null
      const place = below === null ? null : content.place
      const wish = { contact, below, place, within: undefined, reason: content.reason, at: clock(), by, known }
      const sent = { actor: who, commandId, request: 'place partner', content }
      return carryOut(database, sent, inside => namePlace(inside, wish))
    },
  }
}

const shownOf = async (
  { database, currentPeriod, zone, personOf }: Needs,
  contact: ContactNumber,
): Promise<PlacesOfContact> => {
  const [known, named] = [await treesNow(database, currentPeriod), await namedPlacesOf(database, contact)]
  const above = (known?.trees ?? []).map(({ tree }) => tree.parents[contact] ?? -1)
  const numbers = [...above, ...named.map(({ below }) => below ?? -1)].filter(each => each >= 0)
  const refs = await refsOf(database, numbers as ContactNumber[])
  const isOpen = ({ isSettled }: Placeable['trees'][number]) => !isSettled(contact)
  return {
    mayPlace: known?.facts.partners[contact] === 1 && known.trees.some(isOpen),
    stands: known === undefined ? [] : standsIn(known, contact, each => refs(each as ContactNumber)),
    named: await Promise.all(
      named.map(async each => ({
        ...each,
        below: each.below === null ? null : refs(each.below),
        from: instant(each.from, zone),
        by: await personOf(each.by),
      })),
    ),
    width: Math.max(0, ...(known?.trees ?? []).map(({ width }) => width)),
  }
}

/** Where somebody stands in each tree; nowhere in one that has no place of his yet. */
export const standsIn = (
  { trees }: Placeable,
  contact: ContactNumber,
  refTo: (contact: number) => ContactRef | null,
): Stand[] =>
  trees.flatMap(({ rule, width, tree, isSettled }) => {
    const parent = tree.parents[contact] ?? unplaced
    if (parent === unplaced) return []
    return {
      rule,
      width,
      below: parent < 0 ? null : refTo(parent),
      place: tree.places[contact]!,
      isSettled: isSettled(contact),
    }
  })
