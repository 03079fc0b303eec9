import { BlockList, isIP } from 'node:net'

/** Addresses of our own proxies: what they say of whom they speak for is believed. */
export type Proxies = { readonly has: (address: string) => boolean }

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** An IPv4 address that came over IPv6 is the same address: "::ffff:10.0.0.1" is 10.0.0.1. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=[\d.]+$)/iu, '')

/** From "10.0.0.0/8, 127.0.0.1"; what is no address is answered instead. */
export const proxiesIn = (text: string): Proxies | { readonly faulty: string } => {
  const list = new BlockList()
  for (const entry of text.split(/[\s,]+/u).filter(each => each !== '')) {
    const [address = '', bits] = entry.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    if (isIP(address) === 0 || (bits !== undefined && !(/^\d{1,3}$/u.test(bits) && Number(bits) <= most)))
      return { faulty: entry }
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return { has: address => isIP(address) !== 0 && list.check(address, familyOf(address)) }
}

type Connection = { readonly address: string; readonly forwardedFor: string | null }

/**
 * Who sent a request: the connection's address, or, where that is one of our proxies, the nearest address it speaks for that is
 * none of ours. Whatever stands farther away in the header could be chosen anew for every attempt.
 */
export const senderBehind = (proxies: Proxies, { address, forwardedFor }: Connection): string => {
  const told = (forwardedFor ?? '')
    .split(',')
    .map(plain)
    .filter(each => isIP(each) !== 0)
  const way = [...told, plain(address)]
  return way.findLast(each => !proxies.has(each)) ?? way[0]!
}
