import type { HeadersFunction } from 'react-router'
import type { TooMany } from '#doors/server'

/** How an answer says that something was tried too often, and from when on it may be tried again. */
export const tooManyAnswer = ({ retryAfter }: TooMany) => ({
  status: 429,
  headers: { 'Retry-After': String(retryAfter) },
})

/** The whole minutes after which it may be tried again. */
export const minutesUntil = ({ retryAfter }: TooMany): number => Math.ceil(retryAfter / 60)

/** A page that may answer so hands on what its action or loader says to the browser. */
export const handedOn: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const headers = new Headers(loaderHeaders)
  for (const [name, value] of actionHeaders ?? []) headers.set(name, value)
  return headers
}
