import { createContext, use } from 'react'

const NonceContext = createContext('')

export const NonceProvider = NonceContext

/** On the server the nonce of this answer; in the browser the one that the page came with, which only scripts can read. */
export const useNonce = (): string => {
  const nonce = use(NonceContext)
  if (typeof document === 'undefined') return nonce
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
}
