import type { Class } from '#earnings/distribution'
import { useShell } from '../ui/shell-data.ts'

/** What a class of amounts is called: "nothing", "under €50", "€50 to €100", "from €100". */
export const useClassWords = () => {
  const { words, formats } = useShell()
  const text = words.simulation.classes
  return ({ from, below }: Pick<Class, 'from' | 'below'>): string => {
    if (from === null) return text.nothing
    if (below === null) return text.from(formats.moneyRounded(from))
    return from === 1
      ? text.under(formats.moneyRounded(below))
      : text.between(formats.moneyRounded(from), formats.moneyRounded(below))
  }
}

const inThousands = (amount: number): string => (amount < 1000 ? String(amount) : `${amount / 1000}k`)

/** The same for a column as narrow as a finger: "0", "<50", "≥50", "≥10k". */
export const shortClass = ({ from, below }: Pick<Class, 'from' | 'below'>): string => {
  if (from === null) return '0'
  return from === 1 && below !== null ? `<${inThousands(below / 100)}` : `≥${inThousands(Math.floor(from / 100))}`
}
