import { useEffect, useState } from 'react'
import type { PartyCounter } from '#doors/server'

/** Lets the browser keep this page with all it needs, so that it opens without network; says whether it does by now. */
export const useWithoutNetwork = (counter: PartyCounter): boolean => {
  const [isKept, setKept] = useState(false)
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined
    const heard = ({ data }: MessageEvent<unknown>) => data === 'kept' && setKept(true)
    navigator.serviceWorker.addEventListener('message', heard)
    navigator.serviceWorker.startMessages()
    const pictures = counter.articles.flatMap(({ picture }) => picture ?? [])
    void keepPage(pictures)
    // Otherwise the phone may throw away what was not sent yet when it runs full.
    void navigator.storage?.persist?.()
    return () => navigator.serviceWorker.removeEventListener('message', heard)
  }, [counter])
  return isKept
}

const keepPage = async (pictures: readonly string[]): Promise<void> => {
  // Without network there is nothing new to keep, and what is kept stays.
  const registration = await navigator.serviceWorker.register('/party-worker.js').catch(() => undefined)
  if (registration === undefined) return
  const { active } = await navigator.serviceWorker.ready
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is of this origin and takes no other argument
  active?.postMessage({ page: location.pathname, files: [...new Set([...filesOfPage(), ...pictures])] })
}

const filesOfPage = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
