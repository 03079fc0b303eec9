import { createServer, type AddressInfo } from 'node:net'
import { expect, inject, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { checkVersion } from './address.ts'
import { DatabaseUnavailable } from './index.ts'
import { openDatabase } from './store.ts'

const { url: own } = await testDatabase()
const right = new URL(inject('databases').url)
const password = decodeURIComponent(right.password)

const changed = (change: (url: URL) => void) => {
  const url = new URL(right)
  change(url)
  return url.href
}

const refusalOf = async (url: string): Promise<Error> => {
  const refusal = await openDatabase({ url }).then(
    () => undefined,
    (error: unknown) => error as Error,
  )
  expect(refusal).toBeInstanceOf(DatabaseUnavailable)
  return refusal!
}

test.each`
  url                                                     | message
  ${'mysql://anna:secret@localhost/stamm'}                | ${'not an address such as postgres://'}
  ${'localhost:5432'}                                     | ${'not an address such as postgres://'}
  ${'postgres://anna:se/cret@localhost/stamm'}            | ${'not an address such as postgres://'}
  ${'postgres://anna:secret@nowhere.invalid/stamm'}       | ${/there is no host "nowhere.invalid"|cannot be looked up/}
  ${'postgres://anna:secret@127.0.0.1:1/stamm'}           | ${'nothing answers at 127.0.0.1:1'}
  ${changed(url => (url.pathname = '/no_such_database'))} | ${'there is no database "no_such_database"'}
`('a wrong address gets one clear line: $message', async ({ url, message }) => {
  const refusal = await refusalOf(url)
  expect(refusal.message).toMatch(message)
  expect(refusal.message).not.toContain('\n')
  expect(refusal.message).not.toMatch(/secret|se\/cret/u)
  expect(refusal.message).not.toContain(password)
})

// Only of our own server is known that it asks for passwords.
test.skipIf(process.env.TEST_DATABASE_URL)('a wrong user and a wrong password look the same', async () => {
  for (const [user, word] of [
    [right.username, 'secret'],
    ['nobody_there', password],
  ] as const) {
    const refusal = await refusalOf(changed(url => Object.assign(url, { username: user, password: word })))
    expect(refusal.message).toBe(`DATABASE_URL leads to no database: the user "${user}" or the password is wrong`)
  }
})

test('something that is no PostgreSQL is told as such', async () => {
  const server = createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  expect((await refusalOf(`postgres://anna:secret@127.0.0.1:${port}/stamm`)).message).toContain(
    'DATABASE_URL leads to no database',
  )
  server.close()
})

test('a server before PostgreSQL 15 is refused', async () => {
  const old = { query: async () => ({ rows: [{ version: '14.9', number: '140009' }] }) }
  await expect(checkVersion(old as never)).rejects.toThrow('is PostgreSQL 14.9; Stamm needs 15 or newer')
})

test('a right address opens the database there, migrated', async () => {
  const opened = await openDatabase({ url: own })
  const { rows } = await opened.pool.query<{ name: string }>('select name from ground.migration order by name limit 1')
  expect(rows[0]?.name).toMatch(/^0001/u)
  await opened.close()
  await opened.close()
})
