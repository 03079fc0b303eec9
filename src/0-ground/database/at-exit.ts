import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

// Who has no answer of his own to a signal ends by it, but through `exit`, so that the last words are said.
const exitUnlessAnswered = (signal: NodeJS.Signals) => {
  const isOursAlone = process.listeners(signal).every(listener => listener === exitUnlessAnswered)
  if (isOursAlone) process.exit(128 + constants.signals[signal])
}

/**
 * The last resort when a process ends without closing: says a last word, for which nobody waits and whose failure nobody
 * hears. Returns how to take it back.
 */
export const atExit = (lastWord: () => void): (() => void) => {
  const say = () => {
    try {
      lastWord()
    } catch {
      // Whom it was for is gone already.
    }
  }
  process.on('exit', say)
  // First in the row: a listener of others that hears only once must still be there to be counted.
  for (const signal of signals) process.prependListener(signal, exitUnlessAnswered)
  return () => {
    process.off('exit', say)
    for (const signal of signals) process.off(signal, exitUnlessAnswered)
  }
}
