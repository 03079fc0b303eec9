const symbols = '23456789abcdefghjkmnpqrstuvwxyz'

/** Symbols of a personal link's address: short enough for a card, none that is mistaken for another. */
export const linkLength = 8
/** Symbols of an invitation's address: it must not be guessed, because it is for one person. */
export const invitationLength = 20

/** The last part of a link's address from random bytes, one for each symbol. Bytes that would favour some symbols are passed over. */
export const slugOf = (bytes: Iterable<number>, length: number): string | undefined => {
  const fair = 256 - (256 % symbols.length)
  const slug = [...bytes]
    .filter(byte => byte < fair)
    .slice(0, length)
    .map(byte => symbols[byte % symbols.length])
  return slug.length < length ? undefined : slug.join('')
}

/** Whether a text may be a link's address: what is no such thing need not be looked up. */
export const isSlug = (text: string): boolean =>
  (text.length === linkLength || text.length === invitationLength) &&
  text.split('').every(each => symbols.includes(each))

const mostLetters = 60

export type Campaign =
  | { readonly is: 'campaign'; readonly name: string }
  | { readonly is: 'refused'; readonly because: 'empty' | 'too long' }

/** A campaign's name as it is kept: "Messe Berlin 2026". */
export const campaignOf = (text: string): Campaign => {
  const name = text.normalize('NFC').replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/gu, ' ').trim()
  if (name === '') return { is: 'refused', because: 'empty' }
  return name.length > mostLetters ? { is: 'refused', because: 'too long' } : { is: 'campaign', name }
}

const day = 86_400_000

/** How long an invitation may be answered, and how long an answer may be confirmed, in milliseconds. */
export const invitationLasts = 90 * day
export const answerLasts = 7 * day

/** How many mails one invitation may cause: who is invited may mistype himself, but nobody can mail strangers by it. */
export const answersOfInvitation = 3
