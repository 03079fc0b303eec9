import type { Class } from '#earnings/distribution'
import type { Formats } from '../ui/formats.ts'
import { useShell } from '../ui/shell-data.ts'
import type { Words } from '../ui/words/en.ts'

type Bounds = Pick<Class, 'from' | 'below'>

/** What a class of amounts is called: "nothing", "under €50", "€50 to €100", "from €100". */
export const classWords = ({ from, below }: Bounds, { simulation: { classes } }: Words, formats: Formats): string => {
  if (from === null) return classes.nothing
  if (below === null) return classes.from(formats.moneyRounded(from))
  return from === 1
    ? classes.under(formats.moneyRounded(below))
    : classes.between(formats.moneyRounded(from), formats.moneyRounded(below))
}

export const useClassWords = () => {
  const { words, formats } = useShell()
  return (bounds: Bounds): string => classWords(bounds, words, formats)
}

const inThousands = (amount: number): string => (amount < 1000 ? String(amount) : `${amount / 1000}k`)

/** The same for a column as narrow as a finger: "0", "<50", "≥50", "≥10k". */
export const shortClass = ({ from, below }: Bounds): string => {
  if (from === null) return '0'
  return from === 1 && below !== null ? `<${inThousands(below / 100)}` : `≥${inThousands(Math.floor(from / 100))}`
}
