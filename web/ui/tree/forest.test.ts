import { expect, test } from 'vitest'
import type { Tree } from '#doors/server'
import { childrenOf, findNames, forestOf, isCut, openTowards, openedAtFirst, strengthsOf } from './forest.ts'

// House → Anna, Bert; Anna → Cem, Dörte; Dörte → two more who are not in the answer.
const tree = {
  names: ['House', 'Anna', 'Bert', 'Cem Öz', 'Dörte'],
  parents: [-1, 0, 0, 1, 1],
  own: [0, 10, 20, 30, 5],
  team: [65, 45, 90, 30, 5],
  below: [6, 4, 0, 0, 2],
} as unknown as Tree

test('the strongest line stands first', () => expect([...childrenOf(forestOf(tree), 0)]).toEqual([2, 1]))
test('depth counts from the root', () => expect([...forestOf(tree).depths]).toEqual([0, 1, 1, 2, 2]))
test('who has somebody below that the answer leaves out is known', () =>
  expect([0, 1, 2, 3, 4].map(position => isCut(forestOf(tree), position))).toEqual([false, false, false, false, true]))
test('the root is open even when too many are below him', () =>
  expect([...openedAtFirst(forestOf(tree), 1)]).toEqual([1, 0, 0, 0, 0]))
test('the strongest lines are opened while there is room', () =>
  expect([...openedAtFirst(forestOf(tree), 5)]).toEqual([1, 1, 0, 0, 0]))

test('everybody above is opened to show somebody', () => {
  const opened = new Uint8Array(5)
  openTowards(forestOf(tree), opened, 4)
  expect([...opened]).toEqual([1, 1, 0, 0, 0])
})

test.each`
  q          | found  | why
  ${'oz'}    | ${[3]} | ${'accents do not matter'}
  ${'ö cem'} | ${[3]} | ${'words in any order'}
  ${''}      | ${[]}  | ${'nothing finds nobody'}
  ${'xyz'}   | ${[]}  | ${'nobody of this name'}
`('$why', ({ q, found }) => expect(findNames(forestOf(tree), q)).toEqual(found))

test('nothing is not strong; the highest are in the top fifth', () =>
  expect([...strengthsOf(forestOf(tree), 'own')]).toEqual([0, 3, 4, 5, 2]))
