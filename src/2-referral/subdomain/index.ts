import { z } from 'zod'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { setting } from '#ground/setting'
import { brands, reservedNames } from './reserved.ts'

export { bareHost, companyShop, placeOf, ownHost, isOwnDomain, type HostPlace } from './host.ts'
export { cleanPhoto, photoLimit, type Photo, type PhotoRefusal } from './photo.ts'

/** What the company may settle about names. */
export const namePolicy = setting(
  'names',
  z.strictObject({
    /** Names that nobody gets. A star stands for any letters: "*gold*". */
    blacklist: z.array(z.string().min(1).max(60)).max(2000),
    /** How many days an old name leads to the new one. */
    redirectDays: z.int().min(0).max(730),
    /** What a host gets that is nobody's. */
    unknownHosts: z.enum(['company page', 'not found']),
    /** Where a name leads whose partner left: to whoever got his customers, or to the company. */
    afterLeaving: z.enum(['heir', 'company']),
  }),
  { blacklist: [], redirectDays: 180, unknownHosts: 'company page', afterLeaving: 'heir' },
)

export type NamePolicy = typeof namePolicy.usual

/** An old name is given to nobody else for twelve months, and never while it still leads to the new one. */
export const heldUntil = (at: Instant, redirectDays: number): Instant => {
  const inAYear = new Date(at).setUTCFullYear(new Date(at).getUTCFullYear() + 1)
  return Math.max(inAYear, redirectsUntil(at, redirectDays)) as Instant
}

const dayInMs = 86_400_000

export const redirectsUntil = (at: Instant, redirectDays: number): Instant => (at + redirectDays * dayInMs) as Instant

/** A partner gets at most so many names in twelve months, because each old one is held for him. */
export const namesAYear = 5

/** Domains of his own that a partner may have at once. */
export const domainsAtMost = 3

/** How long a domain leads to its partner though the record that proves it is gone: five days, in milliseconds. */
export const proofGrace = 5 * 86_400_000

const nameLength = { least: 3, most: 40 } as const

export type NameRefusal =
  | 'too short'
  | 'too long'
  /** Other than a–z, 0–9 and single hyphens within, or no letter at all. */
  | 'letters'
  /** "xn--…": it would be shown as other letters than it is made of. */
  | 'punycode'
  | 'reserved'
  /** One could take it for a reserved name: "adrnin", "paypa1". */
  | 'looks like reserved'
  | 'blacklisted'

export type CheckedName =
  | { readonly is: 'free form ok'; readonly name: string; readonly skeleton: string }
  | { readonly is: 'refused'; readonly because: NameRefusal }

type Lists = {
  /** The company's own, with stars. */
  readonly blacklist: readonly string[]
  /** Beside the shipped ones: what the company itself is called. */
  readonly reserved?: readonly string[]
}

const umlauts: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
}

/** "Jürgen Müller" → "juergen-mueller": how a name is typed does not matter. Letters of other alphabets stay, and are refused. */
export const foldName = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[äöüßæœøđł]/gu, letter => umlauts[letter]!)
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .trim()
    .replaceAll(/[\s_.]+/gu, '-')

const lookalikes: readonly (readonly [RegExp, string])[] = [
  [/-/gu, ''],
  [/rn/gu, 'm'],
  [/vv/gu, 'w'],
  [/cl/gu, 'd'],
  [/0/gu, 'o'],
  [/[1i]/gu, 'l'],
  [/2/gu, 'z'],
  [/5/gu, 's'],
  [/8/gu, 'b'],
  [/9/gu, 'g'],
]

/** What a hurried reader sees: names with the same skeleton are mistaken for each other. */
export const skeletonOf = (name: string): string =>
  lookalikes.reduce((text, [letters, read]) => text.replaceAll(letters, read), name)

/** Whether a name may be given at all, and as what; whether somebody has it is another question. */
export const checkName = (typed: string, lists: Lists): CheckedName => {
  const name = foldName(typed)
  const skeleton = skeletonOf(name)
  const because = againstForm(name) ?? againstLists({ name, skeleton }, lists)
  return because === undefined ? { is: 'free form ok', name, skeleton } : { is: 'refused', because }
}

const againstForm = (name: string): NameRefusal | undefined => {
  // RFC 5891: two hyphens at the third place mark letters that are written otherwise.
  if (/^..--/u.test(name)) return 'punycode'
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(name) || !/[a-z]/u.test(name)) return name === '' ? 'too short' : 'letters'
  if (name.length < nameLength.least) return 'too short'
  return name.length > nameLength.most ? 'too long' : undefined
}

type Candidate = { readonly name: string; readonly skeleton: string }

const againstLists = (candidate: Candidate, { blacklist, reserved = [] }: Lists): NameRefusal | undefined => {
  const wholes = [...reservedNames, ...reserved.map(foldName)]
  if (wholes.includes(candidate.name)) return 'reserved'
  if (blacklist.some(entry => isCovered(candidate.name, entry))) return 'blacklisted'
  if (brands.some(brand => carries(candidate.name, brand))) return 'reserved'
  if (wholes.some(whole => skeletonOf(whole) === candidate.skeleton)) return 'looks like reserved'
  return brands.some(brand => carriesLike(candidate, brand)) ? 'looks like reserved' : undefined
}

const isCovered = (name: string, entry: string): boolean => {
  const parts = entry.split('*').map(part => foldName(part).replaceAll(/[^a-z0-9-]/gu, ''))
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(name)
}

// A short brand is a part of many words: "ups" stands in "groups".
const longBrand = 6

const carries = (name: string, brand: string): boolean =>
  name.split('-').includes(brand) || (brand.length >= longBrand && name.replaceAll('-', '').includes(brand))

const carriesLike = ({ name, skeleton }: Candidate, brand: string): boolean => {
  const read = skeletonOf(brand)
  return (
    name.split('-').some(part => skeletonOf(part) === read) || (brand.length >= longBrand && skeleton.includes(read))
  )
}

/** What a visitor of a partner's address is shown of him. */
export type PartnerPage = {
  readonly displayName: string
  readonly greeting: { readonly de?: string; readonly en?: string }
  /** Only what he chose to show. */
  readonly contact: { readonly email?: string; readonly phone?: string }
  /** Its path holds a hash of the picture: it may be cached for ever. */
  readonly photo: { readonly path: string } | null
}

/** Whose a host is. `to` is a host without port. */
export type HostAnswer =
  /** The base host is office and desk, "shop." and "www." before it the company's shop. */
  | { readonly is: 'company'; readonly isShop: boolean }
  | {
      readonly is: 'partner'
      readonly partner: ContactNumber
      readonly name: string
      readonly language: 'de' | 'en'
      readonly country: string
      readonly page: PartnerPage
    }
  | { readonly is: 'redirect'; readonly to: string }
  | { readonly is: 'unknown'; readonly answer: NamePolicy['unknownHosts'] }
