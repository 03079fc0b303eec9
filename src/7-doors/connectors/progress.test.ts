import { expect, test } from 'vitest'
import { progressOn } from './progress.ts'

const heard = (isTTY: boolean) => {
  const said: string[] = []
  let now = 0
  const progress = progressOn({ write: text => said.push(text), isTTY }, () => now)
  const go = () => {
    for (let done = 0; done <= 10; done += 1) {
      progress.tell({ what: 'orders', done, of: 10 })
      now += 1_000
    }
    progress.end()
  }
  return { said, go }
}

test('a terminal gets a bar that is wiped away at the end', () => {
  const { said, go } = heard(true)
  go()
  expect(said).toHaveLength(12)
  expect(said[5]).toBe('\r\u001B[K███████████████░░░░░░░░░░░░░░░  50 %  orders')
  expect(said.at(-1)).toBe('\r\u001B[K')
})

test('a file or a pipe gets a plain line now and then', () => {
  const { said, go } = heard(false)
  go()
  expect(said).toEqual(['orders: 5 of 10\n', 'orders: 10 of 10\n'])
})
