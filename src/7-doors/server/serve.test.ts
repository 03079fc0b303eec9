import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { createLogin, openAuth } from '#doors/auth/store.ts'
import { at, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { worldFactory } from './queries/world.ts'
import { startServer } from './serve.ts'

const { database, libraryPool } = await testDatabase()

const office = { email: 'office@company.example', password: 'a long password' }

type Attempt = { readonly port: number; readonly from: string; readonly password: string; readonly claimed?: string }

/** Sends the form of the login page from one of this machine's own addresses, and answers the status. */
const signIn = async ({ port, from, password, claimed = from }: Attempt): Promise<number> => {
  const sent = request({
    host: '127.0.0.1',
    port,
    path: '/login',
    method: 'POST',
    localAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': claimed },
  })
  sent.end(new URLSearchParams({ email: office.email, password }).toString())
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  await once(answer, 'end')
  return answer.statusCode!
}

test('ten wrong passwords from one address lock out that address, whatever it claims to be, and no other', async () => {
  await openCompany(database)
  await createLogin(database, { ...office, role: 'company', name: 'Olga', contact: null })
  const auth = await openAuth({ database, libraryPool })
  const worldOf = worldFactory({ database, clock: () => at('2026-03-01'), auth, demoLogins: async () => [] })
  // Under the tests' own sign vite leaves the pages out.
  vi.stubEnv('VITEST', undefined)
  const server = await startServer({ port: 0, host: '127.0.0.1', api: new Hono(), worldOf, progress: () => undefined })
  if (server.is === 'refused') throw new Error(server.message)
  const { port } = server
  try {
    const tries: number[] = []
    for (let turn = 0; turn < 10; turn += 1)
      tries.push(await signIn({ port, from: '127.0.0.1', password: 'a wrong password', claimed: `198.51.100.${turn}` }))
    expect(new Set(tries)).toEqual(new Set([401]))
    expect(await signIn({ port, from: '127.0.0.1', password: office.password })).toBe(429)
    expect(await signIn({ port, from: '127.0.0.2', password: office.password })).toBe(302)
  } finally {
    await server.close()
    vi.unstubAllEnvs()
  }
})
