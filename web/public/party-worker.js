// Lets the counter of a home party open without network: its page, its files and its pictures as they were last seen. It sends nothing
// and keeps no orders; those are in the page's own outbox.

const isPage = ({ pathname }) => pathname === '/desk/parties' || /^\/desk\/parties\/[^/]+\/counter$/u.test(pathname)
const isFile = ({ pathname }) => /^\/(?:assets|pictures)\/|^\/(?:icon|manifest)/u.test(pathname)

const shelfOf = page => `party ${page}`

// A page that takes longer is as good as away, at a party.
const patienceInMs = 4_000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  // Whoever signs out leaves nothing of what he saw.
  if (url.pathname === '/logout') event.waitUntil(forgetAll())
  if (request.method !== 'GET') return
  if (request.mode === 'navigate' && isPage(url)) event.respondWith(freshOrKept(url))
  else if (isFile(url)) event.respondWith(keptOrFresh(request))
})

const freshOrKept = async url => {
  try {
    return await fetch(url, {
      credentials: 'same-origin',
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceInMs),
      headers: { accept: 'text/html' },
    })
  } catch {
    return (await caches.match(url.pathname)) ?? Response.error()
  }
}

const keptOrFresh = async request => (await caches.match(request)) ?? fetch(request)

// The page names what it needs; all of it is there before the shelf of before is let go.
self.addEventListener('message', event => {
  const { page, files } = event.data
  event.waitUntil(keepAndTell(event.source, page, files))
})

const keepAndTell = async (asking, page, files) => {
  // Without network there is nothing new to keep; what was kept before is as good.
  await keep(page, files).catch(() => undefined)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a page of this origin asked, and a client takes no other argument
  if ((await caches.match(page)) !== undefined) asking?.postMessage('kept')
}

const keep = async (page, files) => {
  const shelf = await caches.open(shelfOf(page))
  const answer = await fetch(page, { credentials: 'same-origin', redirect: 'error' })
  if (!answer.ok) return
  await shelf.put(page, answer)
  await Promise.all(files.map(file => addTo(shelf, file)))
  const needed = new Set([page, ...files])
  for (const { url } of await shelf.keys()) if (!needed.has(new URL(url).pathname)) await shelf.delete(url)
}

// A picture that is gone must not keep the rest from being kept.
const addTo = async (shelf, file) => {
  if ((await shelf.match(file)) !== undefined) return
  await shelf.add(file).catch(() => undefined)
}

const forgetAll = async () => {
  for (const name of await caches.keys()) await caches.delete(name)
}
