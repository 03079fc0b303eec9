import type { ContactNumber } from '#people/contact'
import type { Contacts } from './contacts.ts'

type Named = { readonly party: string | undefined; readonly party_host: string | undefined }

type Refused = { readonly column: keyof Named; readonly expected: string }

/** The home parties that the rows of orders name, each with its host. */
export type Parties = {
  /** The party's number, -1 for none; or what is wrong with the cells. */
  readonly numberOf: (row: Named) => number | Refused
  readonly hosts: () => Int32Array
}

export const collectParties = ({ file, numbers, ids }: Contacts): Parties => {
  const parties = new Map<string, number>()
  const hosts: number[] = []
  const hostOf = (id: string | undefined): ContactNumber | -1 | undefined => (id === undefined ? -1 : numbers.get(id))
  const numbered = (party: string): number => {
    const number = parties.get(party) ?? hosts.push(-1) - 1
    parties.set(party, number)
    return number
  }
  const numberOf = ({ party, party_host: id }: Named): number | Refused => {
    if (party === undefined)
      return id === undefined ? -1 : { column: 'party', expected: 'the number of the party that has this host' }
    const [number, host] = [numbered(party), hostOf(id)]
    if (host === undefined) return { column: 'party_host', expected: `the id of a contact in ${file}` }
    const known = hosts[number]!
    if (host >= 0 && known >= 0 && host !== known)
      return { column: 'party_host', expected: `"${ids[known]!}" as in an earlier row of the same party` }
    hosts[number] = Math.max(host, known)
    return number
  }
  return { numberOf, hosts: () => Int32Array.from(hosts) }
}
