import { expect, test } from 'vitest'
import { ownPath } from './asked.ts'

test.each([
  ['/orders/1?paid#top', '/orders/1?paid#top'],
  ['', '/usual'],
  ['orders', '/usual'],
  ['https://evil.example', '/usual'],
  ['//evil.example', '/usual'],
  ['/\\evil.example', '/usual'],
  ['/\t/evil.example', '/usual'],
  ['/\n/evil.example', '/usual'],
  ['/\u0000/evil.example', '/usual'],
])('of %j one goes on to %s', (asked, path) => {
  expect(ownPath(asked, '/usual')).toBe(path)
})
