import { expect, test } from 'vitest'
import { packKept, unpackKept, type Kept } from './index.ts'

const kept: Kept = {
  months: 3,
  'größte Stufe': 'Direktor',
  open: null,
  ranks: [{ met: Int32Array.of(1, -2, 3) }, { met: new Int32Array() }],
  bytes: Uint8Array.of(1, 2, 3).subarray(1),
  amounts: Float64Array.of(0.1, -5e15),
  steps: Int16Array.of(-1),
}

test('what a month leaves comes out of its bytes as it went in', () => {
  expect(unpackKept(packKept(kept))).toEqual(kept)
})

test('it does so too where the bytes begin at an odd place', () => {
  const packed = packKept(kept)
  const shifted = new Uint8Array(packed.length + 1)
  shifted.set(packed, 1)
  expect(unpackKept(shifted.subarray(1))).toEqual(kept)
})
