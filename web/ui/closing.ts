import { useEffect, type RefObject } from 'react'

/** A disclosure that with JavaScript also closes where one would expect it: by Escape, and by a click elsewhere. */
export const useClosing = (menu: RefObject<HTMLDetailsElement | null>) => {
  useEffect(() => {
    const gone = new AbortController()
    const close = () => menu.current?.removeAttribute('open')
    const options = { signal: gone.signal }
    document.addEventListener('pointerdown', event => menu.current?.contains(event.target as Node) || close(), options)
    document.addEventListener('keydown', event => event.key === 'Escape' && close(), options)
    return () => gone.abort()
  }, [menu])
}
