export type StopRequest = {
  readonly asked: Promise<void>
  /** The result, or undefined when the end was asked for first; what was under way is left to fail. */
  readonly orUntil: <T>(work: Promise<T>) => Promise<T | undefined>
  readonly dispose: () => void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Tells when somebody wants the program to end: Ctrl-C, a signal, or the launcher that started it is gone. Asked a second time
 * it ends at once; the database stands that.
 */
export const stopRequest = (): StopRequest => {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  let times = 0
  const ask = () => {
    times += 1
    if (times > 1) process.exit(130)
    resolve()
  }
  for (const signal of signals) process.on(signal, ask)
  process.on('disconnect', ask)
  // The launcher's channel alone does not keep the program alive.
  process.channel?.unref()
  return {
    asked,
    orUntil: work => {
      work.catch(() => undefined)
      return Promise.race([work, asked.then(() => undefined)])
    },
    dispose: () => {
      for (const signal of signals) process.off(signal, ask)
      process.off('disconnect', ask)
    },
  }
}
