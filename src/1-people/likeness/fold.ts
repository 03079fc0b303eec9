const single: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/**
 * Words as they are compared: small letters, ä = ae = a and the like, ß = ss, without accents; everything that is neither letter nor
 * digit is a blank. "Ährenstraße" and "Aehrenstrasse" are the same, and so is "Ahrenstrasse".
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, letter => single[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/([aou])e/gu, '$1')
    .trim()

const titles = new Set([
  'dr',
  'prof',
  'professor',
  'dipl',
  'ing',
  'mag',
  'med',
  'jur',
  'herr',
  'frau',
  'mr',
  'mrs',
  'ms',
])

/** The words of a person's name, sorted: whoever writes the family name first is no other. Titles do not count. */
export const nameWords = (name: string): string[] => {
  const words = folded(name).split(' ').filter(Boolean)
  const own = words.filter(word => !titles.has(word))
  return (own.length > 0 ? own : words).sort()
}

// After folding. A street ends in one of them, joined or as a word of its own; "St." before a name is Sankt.
const endings: readonly (readonly [RegExp, string])[] = [
  [/str(?:asse)?(?= |$)/gu, 'str'],
  [/(?:^|(?<= ))sankt(?= )/gu, 'st'],
  [/(?<= )(?:street|st)(?= \d|$)/gu, 'str'],
  [/pl(?=$| \d)/gu, 'platz'],
  [/(?<= )rd(?= \d|$)/gu, 'road'],
  [/(?<= )ave(?= \d|$)/gu, 'avenue'],
  [/(?<= )ln(?= \d|$)/gu, 'lane'],
]

// Where in the house; it does not make another house.
const withinHouse = /^(?:\d+ )?(?:og|eg|ug|dg|etage|stock|hinterhaus|vorderhaus|hh|vh|wohnung|whg|apartment|apt)\b/u

/** Street and number as they are compared: "Hauptstr. 1 a", "HAUPT STRASSE 1A" and "1a Hauptstraße" are the same; 1-3 is not 13. */
export const foldedStreet = (street: string): string => {
  const parts = street.split(',').map(folded).filter(Boolean)
  const outer = parts.filter(part => !withinHouse.test(part))
  const text = (outer.length > 0 ? outer : parts).join(' ').replace(/^(\d+ ?\p{L}?) (.+)$/u, '$2 $1')
  return endings
    .reduce((told, [pattern, word]) => told.replace(pattern, word), text)
    .replace(/(\d) (?=\d)/gu, '$1-')
    .replaceAll(' ', '')
}

/** "D-10115" and "10115" are the same. */
export const foldedPostalCode = (code: string): string =>
  code
    .trim()
    .toLowerCase()
    .replace(/^(?:d|de|a|at|ch)\s*-\s*(?=\d)/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
