import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { addOne, die, double, fail, standStill } from '../../../test/beside.ts'
import { testDatabase } from '../../../test/database.ts'
import { inSharedMemory } from './index.ts'
import { startBeside, threadOf, type Thread } from './store.ts'

const { database, url } = await testDatabase()
const program = new URL('../../../test/beside-thread.ts', import.meta.url)
const place = { url, isEmbedded: false }
let thread: Thread | undefined

const start = () => (thread = startBeside(database, program, place))

afterEach(() => thread?.end())

test('the example of the README: the same work, here and beside', async () => {
  expect(await double(database, 21)).toBe(42)
  start()
  expect(await double(database, 21)).toBe(42)
})

test('a request is answered while the thread holds a processor', async () => {
  start()
  const events: string[] = []
  const server = createServer((_, response) => response.end('here'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const held = standStill(database, gate).then(how => events.push(how))
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  events.push(await answer.text())
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
  await held
  server.close()
  // Done in the server's own thread, nobody would have come to open the gate.
  expect(events).toEqual(['here', 'opened'])
})

test('a column in shared memory is neither copied nor taken away', async () => {
  start()
  const column = inSharedMemory(Int32Array.of(1, 2, 3))
  const seen = await addOne(database, column)
  expect([[...seen], [...column]]).toEqual([
    [2, 2, 3],
    [2, 2, 3],
  ])
  const copied = Int32Array.of(1, 2, 3)
  expect([[...(await addOne(database, copied))], [...copied]]).toEqual([
    [2, 2, 3],
    [1, 2, 3],
  ])
})

test.each`
  how           | error
  ${'range'}    | ${{ name: 'RangeError', message: 'too large' }}
  ${'division'} | ${{ message: 'division by zero', code: '22012' }}
  ${'function'} | ${{ name: 'DataCloneError' }}
`('an error reaches whoever asked as it was: $how', async ({ how, error }) => {
  start()
  await expect(fail(database, how)).rejects.toMatchObject(error)
  expect(await double(database, 1)).toBe(2)
})

test('a thread that ends is noticed by everybody who waits, and the next question starts a new one', async () => {
  start()
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const lost = await Promise.allSettled([die(database, 'exit'), standStill(database, gate)])
  expect(lost.map(each => each.status === 'rejected' && String(each.reason))).toEqual(
    Array(2).fill('ThreadLost: the thread that was asked has ended without an answer: exit code 3'),
  )
  expect(await double(database, 4)).toBe(8)
})

test('a thread that wants more memory than there is says so, and takes nobody with it', async () => {
  const small = threadOf(program, { ...place, connections: 1 }, { heapMiB: 60 })
  await expect(small.ask('die', 'memory')).rejects.toThrow(/ended without an answer.*memory/u)
  expect(await small.ask('double', 5)).toBe(10)
  await small.end()
})

test('in shared memory everything is what it was: keys, what stands twice, and what holds no column', () => {
  const [column, key, plain] = [Float64Array.of(1, 2), { word: 'key' }, { list: [1, 2], nothing: null }]
  const value = { twice: [{ column }, { column }], map: new Map([[key, { column }]]), plain, count: 3 }
  const shared = inSharedMemory(value)
  expect(shared).toEqual(value)
  expect(shared.twice[0]!.column.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(shared.twice[1]!.column).toBe(shared.twice[0]!.column)
  expect(shared.map.get(key)!.column).toBe(shared.twice[0]!.column)
  expect(shared.plain).toBe(plain)
  expect(inSharedMemory(shared.twice[0]!.column)).toBe(shared.twice[0]!.column)
})
