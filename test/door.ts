import type { ContactNumber } from '#ground/identity'
import { apiOf } from '#doors/api'
import { createKey, createLogin, openAuth } from '#doors/auth/store.ts'
import { asking, type Document } from './api.ts'
import { at, berlin } from './company.ts'
import type { TestDatabase } from './database.ts'

export const office = { email: 'office@company.example', password: 'a long password' }
export const anna = { email: 'anna@partner.example', password: 'another long one' }

/** The interface behind its door, at the beginning of March 2026, with the keys and sessions that people come with. */
export const openDoor = async ({ database, libraryPool }: TestDatabase) => {
  const auth = await openAuth({ database, libraryPool })
  const complaints: string[] = []
  const api = apiOf({
    database,
    zone: berlin,
    now: () => at('2026-03-01'),
    actorOf: auth.actorOf,
    complain: line => complaints.push(line),
  })
  const document = (await (await api.request('/openapi.json')).json()) as Document
  const keys = { read: '', write: '' }
  const as = (headers: Record<string, string>) => asking(api, document, headers)
  return {
    api,
    document,
    complaints,
    keys,
    as,
    /** Somebody of the company, with a key that reads and one that writes, and a partner. */
    letIn: async (partner: ContactNumber) => {
      await createLogin(database, { ...office, role: 'company', name: 'Olga', contact: null })
      await createLogin(database, { ...anna, role: 'partner', contact: partner })
      for (const permission of ['read', 'write'] as const) {
        const key = await createKey(database, { name: permission, login: office.email, permission })
        if (key.is === 'created') keys[permission] = key.key
      }
    },
    withKey: (permission: 'read' | 'write') => as({ authorization: `Bearer ${keys[permission]}` }),
    withSession: async (credentials: typeof office) => {
      const signIn = await auth.signIn(new Request('http://localhost/'), credentials)
      if (signIn.is === 'refused') throw new Error(signIn.because)
      return as({ cookie: signIn.headers.getSetCookie()[0]!.split(';')[0]! })
    },
  }
}
