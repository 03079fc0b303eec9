import { formatsOf, type Formats, type Language } from '#ground/format'
import type { Zone } from '#ground/period'
import type { Letter } from './letter.ts'
import { accountLetters } from './letters/account.ts'
import { domainLetters } from './letters/domain.ts'
import { invoiceLetters } from './letters/invoice.ts'
import { leadLetters } from './letters/lead.ts'
import { orderLetters } from './letters/order.ts'
import { orderLinkLetters } from './letters/order-link.ts'
import { orderNewsLetters } from './letters/order-news.ts'
import { peopleLetters } from './letters/people.ts'
import { surplusLetters } from './letters/surplus.ts'
import { withdrawalLetters } from './letters/withdrawal.ts'

export type { Letter } from './letter.ts'
export { htmlOf, textOf } from './letter.ts'

export type Facts = Readonly<Record<string, unknown>>

/** What the words may use besides a message's own facts. */
export type Scene = {
  readonly company: string
  readonly currency: string
  readonly zone: Zone
  /** The lines that stand below every letter: who writes. */
  readonly imprint: readonly string[]
  /** Where the company's shop is open: "https://shop.example". */
  readonly origin: string
  /** Days to withdraw from a contract. */
  readonly withdrawalDays: number
}

export type Tools = Pick<Scene, 'company' | 'imprint' | 'withdrawalDays'> & {
  readonly formats: Formats
  /** The address of a page of the shop; on the partner's own host where the facts name one. */
  readonly link: (path: string) => string
}

/** Words for a kind of message: facts in, a letter out. */
export type Wording = (facts: Facts, tools: Tools) => Letter

export type Wordings = Readonly<Record<string, Wording>>

const rooms = [
  accountLetters,
  orderLetters,
  orderNewsLetters,
  orderLinkLetters,
  invoiceLetters,
  withdrawalLetters,
  surplusLetters,
  peopleLetters,
  domainLetters,
  leadLetters,
]

/** What is told about a contract; its letters are kept for as long as the law asks. */
export const contractKinds: readonly string[] = [
  orderLetters,
  orderNewsLetters,
  invoiceLetters,
  withdrawalLetters,
  surplusLetters,
].flatMap(room => Object.keys(room.de))

const wordsIn = (language: Language): Wordings => Object.assign({}, ...rooms.map(room => room[language])) as Wordings

const words: Readonly<Record<Language, Wordings>> = { de: wordsIn('de'), en: wordsIn('en') }

/** The kinds that there are words for. */
export const kindsWorded = (language: Language): string[] => Object.keys(words[language])

export type ToWord = { readonly kind: string; readonly language: Language; readonly facts: Facts }

/** A message in words; undefined for a kind that nobody has found words for. */
export const letterFor = ({ kind, language, facts }: ToWord, scene: Scene): Letter | undefined => {
  const wording = words[language][kind]
  if (wording === undefined) return undefined
  const currency = typeof facts['currency'] === 'string' ? facts['currency'] : scene.currency
  const formats = formatsOf(language, currency, scene.zone)
  const link = (path: string) => new URL(path, originIn(facts, scene.origin)).href
  const { company, imprint, withdrawalDays } = scene
  return wording(facts, { company, imprint, withdrawalDays, formats, link })
}

// Only the host is taken from the facts, so that a letter always leads where the company's own address leads: same scheme, same port.
const originIn = ({ host }: Facts, origin: string): string => {
  if (typeof host !== 'string' || !/^[a-z0-9.-]+$/u.test(host)) return origin
  const url = new URL(origin)
  url.hostname = host
  return url.href
}

const minutes = [1, 5, 15, 60, 180, 360, 720] as const

/** How long to wait after so many tries in vain, in milliseconds: longer every time, up to half a day. */
export const pauseAfter = (tries: number): number => minutes[Math.min(Math.max(tries, 1), minutes.length) - 1]! * 60_000

/** A mail server that answers 5xx has decided; asking again would only annoy it. */
export const isFinal = (error: unknown): boolean => {
  const code = (error as { readonly responseCode?: unknown } | undefined)?.responseCode
  return typeof code === 'number' && code >= 500 && code < 600
}

const isOfThisMachine = (host: string) => /^(?:localhost|[\d.]+|\[.*\])$/u.test(host) || host.endsWith('.localhost')

/**
 * Where the company's shop is open for who reads a mail: by https, or on a machine of one's own by http at its port. The base is the
 * name of the company's own pages, perhaps with a port.
 */
export const shopOriginOf = ({ base, port }: { readonly base: string; readonly port: number }): string => {
  const [, host = base, named] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/u.exec(base.trim().toLowerCase()) ?? []
  if (!isOfThisMachine(host)) return `https://shop.${host}${named === undefined ? '' : `:${named}`}`
  return `http://shop.${host.endsWith('localhost') ? host : 'localhost'}:${named ?? port}`
}
