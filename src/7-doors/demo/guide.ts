import type { ContactNumber } from '#ground/identity'
import { roles } from '#people/contact'
import type { StructureThen } from '#people/structure/store.ts'

/** What stands below a partner: customers of his own and through customers, first-line partners, and partners at any depth. */
type Below = { direct: number; through: number; firstLine: number; partners: number }

const isIn = (number: number, least: number, most: number): boolean => number >= least && number <= most

const liking = ({ direct, through, firstLine, partners }: Below): number =>
  Number(isIn(direct, 8, 40)) * 4 +
  Number(isIn(through, 3, 20)) * 3 +
  Number(isIn(firstLine, 3, 8)) * 3 +
  Number(isIn(partners, 8, 40)) * 2

/**
 * The partner whose desk shows a newcomer most: a downline of middling size with something of everything, and orders of his own
 * (`bought` tells how many). Among equals the one with most customers.
 */
export const guideThrough = (structure: StructureThen, bought: (contact: ContactNumber) => number): ContactNumber => {
  const [best] = [...countBelow(structure)]
    .map(([contact, below]) => ({ contact, below, points: liking(below) + Math.min(4, bought(contact)) }))
    .sort((a, b) => b.points - a.points || b.below.direct - a.below.direct || a.contact - b.contact)
  return best!.contact
}

const countBelow = ({ sponsors, owners, roles: rolesThen, house }: StructureThen): Map<ContactNumber, Below> => {
  const counts = new Map<ContactNumber, Below>()
  const sponsorOf = (contact: number) => sponsors[contact] as ContactNumber
  const ownerAbove = (contact: number): ContactNumber => {
    let above = sponsorOf(contact)
    while (above !== -1 && owners[above] === 0) above = sponsorOf(above)
    return above
  }
  const countPartner = (partner: number): void => {
    const first = counts.get(ownerAbove(partner))
    if (first !== undefined) first.firstLine += 1
    for (let above = ownerAbove(partner); counts.has(above); above = ownerAbove(above)) counts.get(above)!.partners += 1
  }
  const countCustomer = (customer: number): void => {
    const owner = counts.get(ownerAbove(customer))
    if (owner !== undefined) owner[counts.has(sponsorOf(customer)) ? 'direct' : 'through'] += 1
  }
  const there = ([...rolesThen.keys()] as ContactNumber[]).filter(
    contact => rolesThen[contact] !== 255 && contact !== house,
  )
  const partners = there.filter(contact => rolesThen[contact] === roles.indexOf('partner'))
  for (const partner of partners) counts.set(partner, { direct: 0, through: 0, firstLine: 0, partners: 0 })
  for (const partner of partners) countPartner(partner)
  for (const contact of there.filter(contact => !counts.has(contact))) countCustomer(contact)
  return counts
}
