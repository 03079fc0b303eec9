import german from 'naughty-words/de.json' with { type: 'json' }
import english from 'naughty-words/en.json' with { type: 'json' }
import { normalCode, skeletonOf } from './code.ts'

/** Lists of the company beside those that come along. */
export type WordLists = {
  /** No partner's own wording: the company's name, its brands. "none" for the company itself, which may use any. */
  readonly reserved: readonly string[] | 'none'
  readonly offensive: readonly string[]
  /** Words of the lists that come along which the company does not mind. */
  readonly harmless: readonly string[]
}

export type Wording =
  | { readonly is: 'free form ok'; readonly code: string; readonly skeleton: string }
  | {
      readonly is: 'refused'
      readonly because: 'too short' | 'too long' | 'letters' | 'no letter' | 'reserved' | 'offensive'
    }

const wordingLength = { least: 4, most: 20 } as const

/** Whether a wording may become a code, as far as form and words go; whether it is free, only the store knows. */
export const checkWording = (text: string, lists: WordLists): Wording => {
  const code = normalCode(text)
  const refuse = (because: Extract<Wording, { is: 'refused' }>['because']): Wording => ({ is: 'refused', because })
  if (!/^[A-Z0-9]*$/u.test(code)) return refuse('letters')
  if (code.length < wordingLength.least) return refuse('too short')
  if (code.length > wordingLength.most) return refuse('too long')
  if (!/[A-Z]/u.test(code)) return refuse('no letter')
  const skeleton = skeletonOf(code)
  if (isReserved(skeleton, lists.reserved)) return refuse('reserved')
  return isOffensive(text, lists) ? refuse('offensive') : { is: 'free form ok', code, skeleton }
}

const isReserved = (skeleton: string, reserved: WordLists['reserved']): boolean =>
  reserved !== 'none' && [...reservedWords, ...reserved].some(word => skeletonOf(word) === skeleton)

const reservedWords = (
  'ADMIN ADMINISTRATOR BUERO OFFICE SUPPORT SERVICE HILFE HELP INFO KONTAKT CONTACT SHOP STORE STAMM DEMO TEST TESTCODE ' +
  'NULL UNDEFINED SYSTEM ROOT CODE GUTSCHEIN GUTSCHEINCODE VOUCHER COUPON RABATT DISCOUNT AKTION PROMO NEUKUNDE NEUKUNDEN ' +
  'WILLKOMMEN WELCOME GRATIS FREE KOSTENLOS FIRMA COMPANY'
).split(' ')

// What the lists do not know: signs of hate that are forbidden on German number plates, too.
const signsOfHate = [
  'HITLER',
  'SIEGHEIL',
  'HEILHITLER',
  'NSDAP',
  'WAFFENSS',
  '1488',
  'KKK',
  'NAZI',
  'JUDENSAU',
  'ADOLFH',
]

// Bad wherever they stand, however short.
const strong = ['FUCK', 'FICK', 'SHIT', 'CUNT', 'NAZI', 'PORN', 'WICHS', 'NIGG', '1488']

// Parts of good words and names, bad only when they stand alone: Marsch, frisch, Fischer, Vecchio, Klasse, Kanal.
const partsOfGoodWords = new Set(
  (
    'ARSCH ISCHE ECCHI BONZE TWINK KIMME MUFTI SUCKS BONER BUSTY GROPE SEMEN BIMBO HONKEY NACKT POPEL RAPING RAPIST ' +
    'HOOKER INCEST TOSSER SKEET FECAL'
  ).split(' '),
)

// In the lists, and yet nothing to be ashamed of.
const harmlessWords = [
  'ROSETTE',
  'LOLITA',
  'ESCORT',
  'PLAYBOY',
  'SCHIESSER',
  'SCHABRACKE',
  'BRATZE',
  'DOMINATION',
  'EUNUCH',
]

const digitsForLetters: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 3: 'E', 4: 'A', 5: 'S', 7: 'T', 8: 'B' }
const lettersOf = (code: string) => code.replaceAll(/[0134578]/gu, digit => digitsForLetters[digit]!)
const plain = (word: string) => normalCode(word)

// Umlauts may be written out or left away.
const spellingsOf = (word: string) => {
  const code = plain(word)
  return /[äöü]/u.test(word)
    ? [code, normalCode(word.replaceAll(/[äöü]/gu, umlaut => umlaut.normalize('NFD')[0]!))]
    : [code]
}

const isWord = (word: string) => /^[A-Z0-9]{2,}$/u.test(word)

const listed: readonly string[] = [...german, ...english].flatMap(spellingsOf).filter(isWord)

const isOffensive = (text: string, { offensive, harmless }: WordLists): boolean => {
  const code = plain(text)
  const good = new Set([...harmlessWords, ...harmless].map(plain))
  const bad = [...listed, ...signsOfHate, ...offensive.flatMap(spellingsOf)].filter(word => !good.has(word))
  const isInside = (word: string) => strong.includes(word) || (word.length > 4 && !partsOfGoodWords.has(word))
  const forms = [code, lettersOf(code)]
  const parts = new Set([...forms, ...partsOf(text), ...partsOf(text).map(lettersOf)])
  return (
    bad.some(word => parts.has(word) || (isInside(word) && forms.some(form => form.includes(word)))) ||
    strong.some(word => !good.has(word) && forms.some(form => form.includes(word)))
  )
}

// "Anna-Sex-88": what a reader takes for a word by itself.
const partsOf = (text: string): string[] =>
  text
    .split(/[\s\p{Pd}_.\d]+/u)
    .map(plain)
    .filter(isWord)
