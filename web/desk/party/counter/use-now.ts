import { useEffect, useState } from 'react'
import type { Instant } from '#ground/period'

const everyMs = 20_000

/** The time by this phone's own clock, which may be days after the page was read; `readAt` until the page stands. */
export const useNow = (readAt: Instant): Instant => {
  const [now, setNow] = useState(readAt)
  useEffect(() => {
    const look = () => setNow(Date.now() as Instant)
    look()
    const timer = setInterval(look, everyMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return now
}
