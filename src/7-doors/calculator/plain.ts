/**
 * The volumes once more, slowly and straight from the words, to check the calculator against: no columns, no binary search,
 * none of the house's rules. Moments are UTC milliseconds, months a list of their ends.
 */
export type PlainContact = { id: string; role: string; sponsor: string; joined: number }
export type PlainChange = { contact: string; at: number; role: string; sponsor: string }
export type PlainOrder = { order: string; contact: string; at: number; kind: string; amount: number }
export type PlainFiles = { contacts: PlainContact[]; changes: PlainChange[]; orders: PlainOrder[] }
export type PlainQuestion = { from: number; until: number; monthEnds: number[]; whose: string; moment: string }

type Row = Record<'personal' | 'customers' | 'own' | 'team', number> & { role: string; isPartner: boolean }

const changesUntil = ({ changes }: PlainFiles, id: string, at: number) =>
  changes.filter(change => change.contact === id && change.at <= at).sort((a, b) => a.at - b.at)

const contactOf = ({ contacts }: PlainFiles, id: string) => contacts.find(contact => contact.id === id)!

export const roleThen = (files: PlainFiles, id: string, at: number): string => {
  if (id === '') return 'house'
  const contact = contactOf(files, id)
  if (at < contact.joined) return ''
  return changesUntil(files, id, at).reduce((role, change) => change.role || role, contact.role)
}

/** "" is the house. */
export const sponsorThen = (files: PlainFiles, id: string, at: number): string =>
  changesUntil(files, id, at).reduce((sponsor, change) => {
    if (change.sponsor === '') return sponsor
    return change.sponsor === 'house' ? '' : change.sponsor
  }, contactOf(files, id).sponsor)

const ownerThen = (files: PlainFiles, id: string, { at, whose }: { at: number; whose: string }): string => {
  const isOwner = (other: string) => other === '' || roleThen(files, other, at) === 'partner'
  if (isOwner(id)) return id
  const candidate = whose === 'recruited' ? contactOf(files, id).sponsor : sponsorThen(files, id, at)
  if (whose !== 'nearest') return isOwner(candidate) ? candidate : ''
  let above = candidate
  while (!isOwner(above)) above = sponsorThen(files, above, at)
  return above
}

const entriesOf = (files: PlainFiles, question: PlainQuestion) =>
  files.orders.map(row => {
    const lines = files.orders.filter(
      ({ order, contact, kind }) => kind === 'order' && order === row.order && contact === row.contact,
    )
    const isMatched = row.kind === 'return' && lines.length > 0
    const booked = isMatched ? Math.min(...lines.map(line => line.at)) : row.at
    const decided = question.moment === 'order' ? booked : question.monthEnds.find(end => end > booked)! - 1
    return {
      contact: row.contact,
      at: row.at,
      owner: ownerThen(files, row.contact, { at: decided, whose: question.whose }),
      amount: row.kind === 'order' ? row.amount : -Math.abs(row.amount),
    }
  })

const isPartnerWithin = (files: PlainFiles, id: string, { from, until }: PlainQuestion): boolean => {
  const moments = [from, contactOf(files, id).joined, ...files.changes.map(change => change.at)]
  return moments.some(at => at >= from && at < until && roleThen(files, id, at) === 'partner')
}

const isBelow = (files: PlainFiles, id: string, { above, at }: { above: string; at: number }): boolean => {
  for (let next = id; next !== ''; next = sponsorThen(files, next, at)) if (next === above) return true
  return false
}

export const plainVolumes = (files: PlainFiles, question: PlainQuestion): Map<string, Row> => {
  const { from, until } = question
  const entries = entriesOf(files, question).filter(({ at }) => at >= from && at < until)
  const sum = (choose: (entry: (typeof entries)[number]) => boolean) =>
    entries.filter(choose).reduce((total, { amount }) => total + amount, 0)
  const rowOf = ({ id }: PlainContact): [string, Row] => [
    id,
    {
      role: roleThen(files, id, until - 1) || 'prospect',
      isPartner: isPartnerWithin(files, id, question),
      personal: sum(({ contact }) => contact === id),
      customers: sum(({ contact, owner }) => owner === id && contact !== id),
      own: sum(({ owner }) => owner === id),
      team: sum(({ owner }) => isBelow(files, owner, { above: id, at: until - 1 })),
    },
  ]
  const isThere = ({ id, joined }: PlainContact) => joined < until || entries.some(({ contact }) => contact === id)
  return new Map(files.contacts.filter(isThere).map(rowOf))
}
