import { createHash } from 'node:crypto'
import type { Database } from '#ground/database'
import { once } from '#ground/http/store.ts'
import type { Instant } from '#ground/period'

export type CommandNeeds = {
  readonly database: Database
  readonly clock: () => Instant
  /** Who sends the commands: their ids mean nothing outside him. */
  readonly actor: () => Promise<string>
}

/** Commands of which it is kept who gave them, so that two of them are two people. */
export type PersonalNeeds = CommandNeeds & {
  /** The address somebody of the company signs in with, behind whatever he sends by. */
  readonly personOf: (actor: string) => Promise<string>
}

type Sent = {
  readonly actor: string
  readonly commandId: string
  readonly request: string
  readonly content: unknown
}

/**
 * A command of a page, once however often the page sends it. A page that is sent again with another choice asks for something else:
 * what was chosen belongs to the key.
 */
export const carryOut = async <T extends { readonly is: string }>(
  database: Database,
  { actor, commandId, request, content }: Sent,
  body: (inside: Database) => Promise<T>,
): Promise<T> => {
  const text = JSON.stringify(content)
  // A key is indexed, and what was chosen may be long.
  const chosen = createHash('sha256').update(text).digest('base64url')
  const command = { actor, key: `${commandId} ${request} ${chosen}`, request, content: text }
  const done = await once(database, command, body)
  if (done.is === 'refused') throw new Error(`command ${command.key} was refused: ${done.because}`)
  return done.answer
}
