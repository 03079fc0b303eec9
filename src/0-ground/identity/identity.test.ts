import { expect, test } from 'vitest'
import { newUuid, publicIdOf, uuidOf } from './index.ts'

test('a public id tells what it is and leads back to its UUID', () => {
  const uuid = newUuid()
  const id = publicIdOf('contact', uuid)
  expect(id).toMatch(/^con_[0-9a-z]{26}$/u)
  expect(uuidOf('contact', id)).toBe(uuid)
})

test.each(['con_', 'con_zzz', 'x', '', 'con_zzzzzzzzzzzzzzzzzzzzzzzzzz', 'con_01h2xcejqtf2nbrexx3vqjhp4i'])(
  '"%s" is no id of a contact',
  id => {
    expect(uuidOf('contact', id)).toBeUndefined()
  },
)

test('an order is no contact', () => expect(uuidOf('contact', publicIdOf('order', newUuid()))).toBeUndefined())

test('ids grow with time', () => {
  const ids = Array.from({ length: 100 }, newUuid)
  expect(ids.toSorted()).toEqual(ids)
})
