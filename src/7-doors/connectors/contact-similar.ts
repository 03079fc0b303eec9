import type { Database } from '#ground/database'
import { displayName } from '#people/contact'
import { findLikeEach } from '#people/duplicate/store.ts'
import type { NewContact } from '#people/contact/store.ts'
import { identityKeys, likeness, worthALook } from '#people/likeness'
import { inPortions } from './kept.ts'

/** How many new contacts look like somebody known, or like another of the file. */
export type Similar = {
  readonly contacts: number
  /** How many of them look like a partner or former partner. */
  readonly partners: number
  /** The first few: "K-17 looks like P-3 Anna Berger, partner (same e-mail, same name)". */
  readonly first: readonly string[]
}

type Newcomer = NewContact & { readonly role: string }
type Alike = {
  readonly reference: string
  readonly like: { readonly reference: string; readonly name: string; readonly role: string }
  readonly because: readonly string[]
}

const shown = 5

/** Looks for newcomers who may be there already, by their identity keys. Nothing is refused for it: a person decides later. */
export const similarAmong = async (database: Database, newcomers: readonly Newcomer[]): Promise<Similar> => {
  const found = new Map(withinFile(newcomers).map(alike => [alike.reference, alike]))
  for (const some of inPortions(newcomers, 2_000))
    for (const alike of await alreadyKnown(database, some)) found.set(alike.reference, alike)
  const all = [...found.values()]
  return {
    contacts: all.length,
    partners: all.filter(({ like }) => like.role.endsWith('partner')).length,
    first: all.slice(0, shown).map(told),
  }
}

const told = ({ reference, like, because }: Alike): string =>
  `${reference} looks like ${like.reference}${like.name === like.reference ? '' : ` ${like.name}`}, ${like.role} (${because.join(', ')})`

const alreadyKnown = async (database: Database, newcomers: readonly Newcomer[]): Promise<Alike[]> => {
  const asked = newcomers.map(person => ({ person, except: [] }))
  const candidates = await findLikeEach(database, asked, 'keys')
  return newcomers.flatMap(({ reference }, position) =>
    candidates[position]!.slice(0, 1).map(({ contact, because }) => ({
      reference,
      like: { reference: contact.reference, name: contact.displayName, role: contact.role },
      because,
    })),
  )
}

/** Each newcomer who shares a key with one before him in the file. */
const withinFile = (newcomers: readonly Newcomer[]): Alike[] => {
  const first = new Map<string, Newcomer>()
  return newcomers.flatMap(newcomer => {
    const keys = identityKeys(newcomer).map(({ kind, key }) => `${kind} ${key}`)
    const before = new Set(keys.flatMap(key => first.get(key) ?? []))
    for (const key of keys) if (!first.has(key)) first.set(key, newcomer)
    return [...before]
      .map(other => ({ other, ...likeness(newcomer, other) }))
      .filter(({ score }) => score >= worthALook)
      .slice(0, 1)
      .map(({ other, because }) => ({
        reference: newcomer.reference,
        like: { reference: other.reference, name: displayName(other, other.reference), role: other.role },
        because,
      }))
  })
}
