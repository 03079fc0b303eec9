const writtenOut: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  ẞ: 'SS',
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'OE',
  Å: 'A',
  Ł: 'L',
  Đ: 'D',
  İ: 'I',
}

/**
 * A code as it is kept: "von jörg-1" is "VONJOERG1". Case, blanks, hyphens, dots and accents do not matter; umlauts are written out.
 * What is no letter or digit of ours stays, so that such a code is not found.
 */
export const normalCode = (text: string): string =>
  text
    .slice(0, 200)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[ÄÖÜẞÆŒØÅŁĐİ]/gu, letter => writtenOut[letter]!)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\s\p{Pd}_.,·'’"„“/]/gu, '')

const lookAlikes: readonly (readonly [RegExp, string])[] = [
  [/[0Q]/gu, 'O'],
  [/[1LJ]/gu, 'I'],
  [/2/gu, 'Z'],
  [/5/gu, 'S'],
  [/8/gu, 'B'],
  [/AE/gu, 'A'],
  [/OE/gu, 'O'],
  [/UE/gu, 'U'],
  [/RN/gu, 'M'],
  [/VV/gu, 'W'],
]

/**
 * What codes that look or sound the same fold to: VONBEN and V0N-BEN, JOERG and JORG, MARIA and RNARIA. No two codes share one,
 * and a code is found by it.
 */
export const skeletonOf = (code: string): string =>
  lookAlikes.reduce((folded, [pattern, letter]) => folded.replaceAll(pattern, letter), normalCode(code))

// 31 is prime, so that one wrong symbol, or two that changed places, never give another good code. Without 0, 1, I, L, O.
const symbols = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** How many symbols a random code has: nine of chance, 26 million million of them, and the check symbol. */
const randomLength = 10

const valueOf = (symbol: string) => symbols.indexOf(symbol)

// The check symbol makes the sum of values times positions divisible by 31.
const weighted = (code: string): number =>
  Array.from(code, valueOf).reduce((total, value, position) => total + value * (position + 1), 0)

const checkSymbol = (start: string): string => {
  const rest = weighted(start) % symbols.length
  const value = Array.from(symbols, (_, each) => each).find(each => (rest + each * (start.length + 1)) % 31 === 0)
  return symbols[value!]!
}

/** A random code; `dice(n)` answers a whole number from 0 to n − 1. */
export const randomCode = (dice: (sides: number) => number): string => {
  const start = Array.from({ length: randomLength - 1 }, () => symbols[dice(symbols.length)]!).join('')
  return start + checkSymbol(start)
}

const isRandomForm = (code: string) => code.length === randomLength && !Array.from(code, valueOf).includes(-1)

/** Whether a code that nobody has looks like a random one with a typing mistake. */
export const isMistyped = (text: string): boolean => {
  const code = normalCode(text)
  return isRandomForm(code) && weighted(code) % symbols.length !== 0
}

/** A code as people read it: "7K3MP-Q9XRB" for a random one, "VONBEN" for one's own wording. */
export const shownCode = ({ code, kind }: { readonly code: string; readonly kind: 'own' | 'random' }): string =>
  kind === 'own' ? code : `${code.slice(0, 5)}-${code.slice(5)}`
