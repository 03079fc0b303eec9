import type { Changeable } from '#earnings/simulation'
import type { Words } from '../ui/words/en.ts'

// What the rest says well enough.
const silent = new Set(['needs', 'all of', 'any of', 'with', 'lasts', 'rates'])

/** What a number of a plan is called in a form: "Teamumsatz, at least", "bracket 2, rate"; keys nobody has words for stay as they are. */
export const changeableWords = ({ within, about }: Changeable, { simulation }: Words): string => {
  const known: Readonly<Record<string, string>> = simulation.keys
  const parts = within.split('.').flatMap(part => {
    const [, key = part, place] = /^(.*?)(?:\[(\d+)\])?$/u.exec(part) ?? []
    if (silent.has(key)) return []
    const word = known[key] ?? key
    return [place === undefined ? word : `${word} ${Number(place) + 1}`]
  })
  return [...(about === '' ? [] : [about]), ...parts].join(', ')
}
