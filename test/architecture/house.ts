import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { violationsOf } from './laws.ts'

const root = join(import.meta.dirname, '../..')

/** The house as it stands: every source and README by its path. */
export const house = (): Map<string, string> => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map(file => join('src', file))
  return new Map(
    files.filter(file => /\.(?:ts|tsx|md)$/u.test(file)).map(file => [file, readFileSync(join(root, file), 'utf8')]),
  )
}

// For `npm run check`.
if (import.meta.main) {
  const violations = violationsOf(house())
  for (const { file, law, found } of violations) console.error(`${file}: ${law}; found ${found}`)
  process.exitCode = violations.length === 0 ? 0 : 1
}
