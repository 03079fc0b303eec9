import { describe, expect, test } from 'vitest'
import { house } from './house.ts'
import { violationsOf } from './laws.ts'

test('the house keeps its laws', () => {
  const sources = house()
  expect(sources.size).toBeGreaterThan(20)
  expect(violationsOf(sources)).toEqual([])
})

describe('a planted violation is found', () => {
  test.each`
    law                                                 | file                                       | source
    ${'a wing knows only the wings before it'}          | ${'src/1-people/contact/store.ts'}         | ${"import { pull } from '#volume/ledger/store.ts'"}
    ${'a wing knows only the wings before it'}          | ${'src/3-sales/order/index.ts'}            | ${"import type { Entry } from '#volume/ledger'"}
    ${'a wing knows only the wings before it'}          | ${'src/3-sales/order/store.ts'}            | ${"const late = await import('#doors/server')"}
    ${'a room is entered by its #name'}                 | ${'src/4-volume/ledger/store.ts'}          | ${"import { x } from '../rollup/index.ts'"}
    ${'a room is entered by its #name'}                 | ${'src/5-earnings/bonuses/level/index.ts'} | ${"import { pool } from '../pool/index.ts'"}
    ${'a room is entered by its #name'}                 | ${'src/4-volume/ledger/store.ts'}          | ${"export * from '../../3-sales/order/index.ts'"}
    ${'a room shows index.ts, store.ts and routes.ts'}  | ${'src/4-volume/ledger/store.ts'}          | ${"import { secret } from '#people/structure/inner.ts'"}
    ${'a room shows index.ts, store.ts and routes.ts'}  | ${'src/7-doors/demo/seed.ts'}              | ${"import { cyclesIn } from '#doors/calculator/facts.ts'"}
    ${'rules know no clock, dice, network or database'} | ${'src/4-volume/ledger/index.ts'}          | ${'export const now = () => Date.now()'}
    ${'rules know no clock, dice, network or database'} | ${'src/4-volume/ledger/index.ts'}          | ${"import { readFileSync } from 'node:fs'"}
    ${'rules know no clock, dice, network or database'} | ${'src/4-volume/ledger/index.ts'}          | ${"import { pull } from './store.ts'"}
    ${'every room has README.md and index.ts'}          | ${'src/4-volume/attic/store.ts'}           | ${''}
    ${'every room has README.md and index.ts'}          | ${'src/5-earnings/bonuses/attic/store.ts'} | ${''}
    ${'rooms do not know each other in a circle'}       | ${'src/1-people/contact/store.ts'}         | ${"import { join } from '#people/structure/store.ts'"}
  `('$law: $source in $file', ({ law, file, source }) => {
    const planted = new Map([...house(), [file, source]])
    expect(violationsOf(planted)).toContainEqual(expect.objectContaining({ law }))
  })

  test('a comment that mentions a later wing is no violation', () => {
    const source =
      "// unlike import { pull } from '#volume/ledger'\n/* import x from '#doors/server' */\nexport const url = 'http://x'"
    const added = violationsOf(new Map([...house(), ['src/1-people/contact/note.ts', source]]))
    expect(added).toEqual([])
  })
})
