import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import {
  isRouteErrorResponse,
  ServerRouter,
  type HandleErrorFunction,
  type EntryContext,
  type RouterContextProvider,
} from 'react-router'
import { nonceContext, worldContext } from './ui/context.ts'
import { NonceProvider } from './ui/nonce.ts'

// The server sets the world under these very keys.
export { nonceContext, worldContext }

const patienceInMs = 10_000

type Rendering = {
  readonly request: Request
  readonly status: number
  readonly headers: Headers
  readonly nonce: string
}

const render = (router: EntryContext, { request, status, headers, nonce }: Rendering): Promise<Response> =>
  new Promise((resolve, reject) => {
    let failed = false
    const answer = () => {
      const body = new PassThrough()
      headers.set('content-type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }))
      pipe(body)
      body.on('close', () => clearTimeout(patience))
    }
    const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <ServerRouter context={router} url={request.url} nonce={nonce} />
      </NonceProvider>,
      { nonce, [ready]: answer, onShellError: reject, onError: error => (console.error(error), (failed = true)) },
    )
    const patience = setTimeout(() => abort(new Error('rendering took too long')), patienceInMs)
  })

// oxlint-disable-next-line max-params -- the router calls it with five
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: RouterContextProvider,
) {
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  return render(router, { request, status, headers, nonce: context.get(nonceContext) })
}

/** What nobody expected is written down with the page it happened on; a "no" that a page answered is not. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  console.error(`${request.method} ${new URL(request.url).pathname}:`, error)
}
