import { TypeID, typeid, fromString } from 'typeid-js'

declare const unit: unique symbol

/** The database's own, dense number of a contact; it is also his position in columns held in memory. */
export type ContactNumber = number & { readonly [unit]: 'contact number' }

/** What a public id can name. The prefix tells a reader, and a log, what it is. */
export const prefixes = {
  contact: 'con',
  order: 'ord',
  return: 'ret',
  entry: 'ent',
  withdrawal: 'wdr',
  invoice: 'inv',
  message: 'msg',
  product: 'prd',
  refund: 'rfd',
  template: 'tpl',
  voucher: 'vou',
  suspicion: 'sus',
  merge: 'mrg',
  duplicate: 'dup',
  consent: 'cns',
  party: 'pty',
  guest: 'gst',
  slip: 'slp',
  surplus: 'spl',
  simulation: 'sim',
  lead: 'lea',
} as const

export type Kind = keyof typeof prefixes

/** A public id such as "con_01h2xcejqtf2nbrexx3vqjhp41": a UUID of version 7 in base 32 behind its prefix. */
export type PublicId<K extends Kind = Kind> = `${(typeof prefixes)[K]}_${string}`

/** The id that belongs to a UUID kept in the database. */
export const publicIdOf = <K extends Kind>(kind: K, uuid: string): PublicId<K> =>
  TypeID.fromUUID(prefixes[kind], uuid).toString() as PublicId<K>

/** The UUID behind a public id; undefined when the text is no id of this kind. */
export const uuidOf = (kind: Kind, id: string): string | undefined => {
  try {
    return TypeID.fromString(fromString(id, prefixes[kind]), prefixes[kind]).toUUID()
  } catch {
    return undefined
  }
}

/** A new UUID of version 7: it grows with time, which keeps indexes dense. Rolls dice, so only stores and doors call it. */
export const newUuid = (): string => typeid().toUUID()
