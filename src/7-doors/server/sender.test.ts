import { expect, test } from 'vitest'
import { proxiesIn, senderBehind, type Proxies } from './sender.ts'

const none = proxiesIn('') as Proxies
const ours = proxiesIn('10.0.0.0/8, 127.0.0.1 2001:db8::/32') as Proxies

test.each`
  proxies | address               | forwardedFor                  | sender            | why
  ${none} | ${'198.51.100.1'}     | ${null}                       | ${'198.51.100.1'} | ${'the connection itself'}
  ${none} | ${'198.51.100.1'}     | ${'203.0.113.9'}              | ${'198.51.100.1'} | ${'nobody is believed who is no proxy of ours'}
  ${ours} | ${'198.51.100.1'}     | ${'203.0.113.9'}              | ${'198.51.100.1'} | ${'nor past our proxies'}
  ${ours} | ${'127.0.0.1'}        | ${'203.0.113.9'}              | ${'203.0.113.9'}  | ${'whom our proxy speaks for'}
  ${ours} | ${'::ffff:127.0.0.1'} | ${'203.0.113.9'}              | ${'203.0.113.9'}  | ${'IPv4 over IPv6'}
  ${ours} | ${'127.0.0.1'}        | ${'203.0.113.9, 10.1.2.3'}    | ${'203.0.113.9'}  | ${'through two of our proxies'}
  ${ours} | ${'127.0.0.1'}        | ${'192.0.2.7, 203.0.113.9'}   | ${'203.0.113.9'}  | ${'not what the visitor himself put there'}
  ${ours} | ${'127.0.0.1'}        | ${'2001:db9::1, 2001:db8::5'} | ${'2001:db9::1'}  | ${'IPv6'}
  ${ours} | ${'127.0.0.1'}        | ${null}                       | ${'127.0.0.1'}    | ${'a proxy that says nothing'}
  ${ours} | ${'127.0.0.1'}        | ${'unknown'}                  | ${'127.0.0.1'}    | ${'a proxy that names no address'}
`('$address for $forwardedFor is $sender: $why', ({ proxies, address, forwardedFor, sender }) => {
  expect(senderBehind(proxies, { address, forwardedFor })).toBe(sender)
})

test.each(['shop.example', '10.0.0.0/33', '10.0.0.0/x', '10.0.0'])('%s names no proxy', entry => {
  expect(proxiesIn(`127.0.0.1, ${entry}`)).toEqual({ faulty: entry })
})
