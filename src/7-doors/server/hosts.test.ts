import { describe, expect, test } from 'vitest'
import { baseOf, hostIn, isHouse } from './hosts.ts'

const local = baseOf({ name: undefined, host: '127.0.0.1', port: 3000 })

describe('a base', () => {
  test.each`
    name                   | host              | shop                | address
    ${undefined}           | ${'127.0.0.1'}    | ${'a.localhost'}    | ${'http://a.localhost:3000'}
    ${undefined}           | ${'0.0.0.0'}      | ${'a.localhost'}    | ${'http://a.localhost:3000'}
    ${'shop.example'}      | ${'127.0.0.1'}    | ${'a.shop.example'} | ${'https://a.shop.example'}
    ${'shop.example:8443'} | ${'127.0.0.1'}    | ${'a.shop.example'} | ${'https://a.shop.example:8443'}
    ${'localhost:80'}      | ${'0.0.0.0'}      | ${'a.localhost'}    | ${'http://a.localhost:80'}
    ${undefined}           | ${'shop.example'} | ${'a.shop.example'} | ${'https://a.shop.example'}
  `('$name on $host is reached at $address', ({ name, host, shop, address }) => {
    expect(baseOf({ name, host, port: 3000 }).addressOf(shop)).toBe(address)
  })
})

test.each`
  header                     | host
  ${'Anna.Localhost:3000'}   | ${'anna.localhost'}
  ${'anna.shop.example.'}    | ${'anna.shop.example'}
  ${'[::1]:3000'}            | ${'[::1]'}
  ${null}                    | ${''}
  ${`${'a'.repeat(300)}.de`} | ${''}
`('the Host header $header names $host', ({ header, host }) => {
  expect(hostIn(header)).toBe(host)
})

test('the house answers at its own name, and at a number only where it is this machine', () => {
  const far = baseOf({ name: 'shop.example', host: '0.0.0.0', port: 80 })
  expect(['localhost', '127.0.0.1', '[::1]', 'anna.localhost', ''].map(host => isHouse(local, host))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
  expect(['shop.example', '127.0.0.1', 'anna.shop.example'].map(host => isHouse(far, host))).toEqual([
    true,
    false,
    false,
  ])
})
