import type { z } from 'zod'
import { anyOf, type Fault, type Told } from '#earnings/scalar'

type Issue = z.core.$ZodIssue
type Path = Fault['path']

const nouns: Readonly<Record<string, Told>> = {
  object: { de: 'Angaben mit Namen (schlüssel: wert)', en: 'named entries (key: value)' },
  record: { de: 'Angaben mit Namen (schlüssel: wert)', en: 'named entries (key: value)' },
  array: { de: 'eine Liste', en: 'a list' },
  string: { de: 'ein Wort', en: 'a word' },
}

/** What the shapes refused, in the words of the language. */
export const faultsOfIssues = (issues: readonly Issue[], above: Path = []): Fault[] =>
  issues.flatMap(issue => faultsOfIssue(issue, [...above, ...(issue.path as Path)]))

const faultsOfIssue = (issue: Issue, path: Path): Fault[] => {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the shapes of a plan make no other issues
  switch (issue.code) {
    case 'custom':
      return [{ path, expected: (issue.params as { expected: Told }).expected }]
    case 'invalid_value':
      return [{ path, expected: anyOf(issue.values.map(String)) }]
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...path, key],
        found: { de: `"${key}"`, en: `"${key}"` },
        expected: noSuchKey,
      }))
    case 'invalid_union':
      return unionFaults(issue, path)
    case 'invalid_type':
      return [{ path, expected: nouns[issue.expected] ?? nouns['string']! }]
    case 'too_small':
      return [{ path, expected: { de: 'mindestens ein Eintrag', en: 'at least one entry' } }]
    case 'too_big':
      return [{ path, expected: { de: `höchstens ${issue.maximum} Einträge`, en: `at most ${issue.maximum} entries` } }]
    default:
      return [{ path, expected: { de: 'ein anderer Wert', en: issue.message } }]
  }
}

const noSuchKey: Told = { de: 'hier kein solcher Schlüssel', en: 'no such key here' }

const unionFaults = (issue: Extract<Issue, { code: 'invalid_union' }>, path: Path): Fault[] => {
  const options = (issue as { readonly options?: readonly unknown[] }).options
  if (options !== undefined) return [{ path, expected: kindExpected(options.map(String)) }]
  const [best] = [...issue.errors].sort((a, b) => distance(a) - distance(b))
  return best === undefined
    ? [{ path, expected: { de: 'ein anderer Wert', en: 'another value' } }]
    : faultsOfIssues(best, path)
}

const kindExpected = (kinds: readonly string[]): Told => {
  const { de, en } = anyOf(kinds)
  return { de: `die Art des Bonus: ${de}`, en: `the kind of bonus: ${en}` }
}

// Which of several forms was meant: the one with the fewest keys too many or missing. What is wrong deeper inside weighs less.
const distance = (issues: readonly Issue[]): number =>
  issues.reduce(
    (total, issue) =>
      total + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 6 - Math.min(issue.path.length, 4)),
    0,
  )
