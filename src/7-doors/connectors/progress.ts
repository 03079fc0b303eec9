type Stream = { readonly write: (text: string) => unknown; readonly isTTY?: boolean }

/** Tells a person how far something is. Cheap to call often: it speaks only now and then. */
export type Progress = {
  readonly tell: (step: { readonly what: string; readonly done: number; readonly of: number }) => void
  /** Wipes the bar away, so that what comes next begins on a clean line. */
  readonly end: () => void
}

export const silence: Progress = { tell: () => undefined, end: () => undefined }

const width = 30

const barOf = (done: number, of: number): string => {
  const part = of === 0 ? 1 : Math.min(1, done / of)
  const filled = Math.round(part * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(Math.floor(part * 100)).padStart(3)} %`
}

/** A bar on a terminal, ten times a second; elsewhere a plain line every five seconds. */
export const progressOn = (stream: Stream, now: () => number = Date.now): Progress => {
  const isTerminal = stream.isTTY === true
  const pause = isTerminal ? 100 : 5_000
  let spokenAt = isTerminal ? -Infinity : now()
  let isOpen = false
  return {
    tell: ({ what, done, of }) => {
      const at = now()
      if (at - spokenAt < pause) return
      spokenAt = at
      isOpen = isTerminal
      stream.write(isTerminal ? `\r\u001B[K${barOf(done, of)}  ${what}` : `${what}: ${done} of ${of}\n`)
    },
    end: () => {
      if (isOpen) stream.write('\r\u001B[K')
      isOpen = false
    },
  }
}
