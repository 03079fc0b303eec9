import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { whoseCustomers, type Structure, type WhoseCustomers } from '#people/structure'
import { linesOf, ownersOf, rollUp, type Volumes } from './index.ts'

type Told = { readonly sponsor: number; readonly owns: boolean }
type Entry = { readonly contact: number; readonly owner: number; readonly amount: number }

const structureOf = (contacts: readonly Told[]): Structure => ({
  sponsors: Int32Array.from(contacts, ({ sponsor }) => sponsor),
  owners: Uint8Array.from(contacts, ({ owns }) => Number(owns)),
})

const columnsOf = (entries: readonly Entry[]) => ({
  contacts: Int32Array.from(entries, ({ contact }) => contact),
  owners: Int32Array.from(entries, ({ owner }) => owner),
  amounts: Float64Array.from(entries, ({ amount }) => amount),
})

const rolledUp = (contacts: readonly Told[], entries: readonly Entry[]) =>
  rollUp(structureOf(contacts), columnsOf(entries))

const house: Told = { sponsor: -1, owns: true }
const partner = (sponsor: number): Told => ({ sponsor, owns: true })
const customer = (sponsor: number): Told => ({ sponsor, owns: false })

const total = (amounts: Iterable<number>) => Array.from(amounts).reduce((sum, amount) => sum + amount, 0)

/** The definitions as they are said, one contact at a time. */
const asDefined = (contacts: readonly Told[], entries: readonly Entry[]) => {
  const everybody = contacts.map((_, contact) => contact)
  const sumOf = (wanted: (entry: Entry) => boolean) => total(entries.filter(wanted).map(({ amount }) => amount))
  const directlyBelow = (contact: number) => everybody.filter(other => contacts[other]!.sponsor === contact)
  const below = (contact: number): number[] => directlyBelow(contact).flatMap(other => [other, ...below(other)])
  const own = (contact: number) => sumOf(({ owner }) => owner === contact)
  const line = (contact: number) => (contacts[contact]!.owns ? team(contact) : own(contact))
  const team = (contact: number) => own(contact) + total(below(contact).map(own))
  // Below, with no partner between.
  const firstLine = (contact: number): number[] =>
    directlyBelow(contact).flatMap(other => [other, ...(contacts[other]!.owns ? [] : firstLine(other))])
  return {
    personal: everybody.map(contact => sumOf(entry => entry.contact === contact)),
    customers: everybody.map(contact => sumOf(entry => entry.owner === contact && entry.contact !== contact)),
    own: everybody.map(own),
    team: everybody.map(team),
    firstLine: everybody.map(contact => total(firstLine(contact).map(own))),
    lines: everybody.map(contact =>
      firstLine(contact)
        .toSorted((a, b) => a - b)
        .filter(other => contacts[other]!.owns || own(other) !== 0)
        .map(other => ({ contact: other, volume: line(other) })),
    ),
  }
}

const plain = (volumes: Volumes) => ({
  personal: [...volumes.personal],
  customers: [...volumes.customers],
  own: [...volumes.own],
  team: [...volumes.team],
  firstLine: [...volumes.firstLine],
})

describe("the README's worked example", () => {
  // Anna is a partner of the house; Cem is her customer, Dora was brought by Cem; Ben is a partner below Cem, Eva his customer.
  const contacts = [house, partner(0), customer(1), customer(2), partner(2), customer(4)]
  const [anna, cem, dora, ben, eva] = [1, 2, 3, 4, 5]
  const owners = ownersOf(structureOf(contacts), 'nearest')
  const entries = [
    { contact: anna, amount: 100_00 },
    { contact: cem, amount: 60_00 },
    { contact: dora, amount: 40_00 },
    { contact: dora, amount: -15_00 },
    { contact: ben, amount: 30_00 },
    { contact: eva, amount: 70_00 },
  ].map(entry => ({ ...entry, owner: owners[entry.contact]! }))
  const volumes = rolledUp(contacts, entries)

  test.each`
    name       | contact | personal  | customers | own       | team      | firstLine
    ${'house'} | ${0}    | ${0}      | ${0}      | ${0}      | ${285_00} | ${185_00}
    ${'Anna'}  | ${anna} | ${100_00} | ${85_00}  | ${185_00} | ${285_00} | ${100_00}
    ${'Cem'}   | ${cem}  | ${60_00}  | ${0}      | ${0}      | ${100_00} | ${100_00}
    ${'Dora'}  | ${dora} | ${25_00}  | ${0}      | ${0}      | ${0}      | ${0}
    ${'Ben'}   | ${ben}  | ${30_00}  | ${70_00}  | ${100_00} | ${100_00} | ${0}
    ${'Eva'}   | ${eva}  | ${70_00}  | ${0}      | ${0}      | ${0}      | ${0}
  `('$name', ({ contact, personal, customers, own, team, firstLine }) => {
    const at = (kind: keyof Volumes) => volumes[kind][contact as number]
    expect([at('personal'), at('customers'), at('own')]).toEqual([personal, customers, own])
    expect([at('team'), at('firstLine')]).toEqual([team, firstLine])
  })

  test('Ben is in the first line of Anna, because Cem between them is no partner', () => {
    expect(linesOf(structureOf(contacts), volumes, anna)).toEqual([{ contact: ben, volume: 100_00 }])
  })
})

describe('what the software knows about the trade', () => {
  test('personal volume is not own volume: a collective party order is personal, guests with addresses are customers', () => {
    const [anna, host, guest] = [1, 2, 3]
    const contacts = [house, partner(0), customer(1), customer(1)]
    const collective = rolledUp(contacts, [{ contact: anna, owner: anna, amount: 500_00 }])
    const perGuest = rolledUp(contacts, [
      { contact: host, owner: anna, amount: 200_00 },
      { contact: guest, owner: anna, amount: 300_00 },
    ])
    expect([collective.personal[anna], collective.customers[anna], collective.own[anna]]).toEqual([500_00, 0, 500_00])
    expect([perGuest.personal[anna], perGuest.customers[anna], perGuest.own[anna]]).toEqual([0, 500_00, 500_00])
  })

  test('who becomes a partner in mid-month: before, his turnover is his owner’s, after, it is his own', () => {
    const [anna, ben] = [1, 2]
    const volumes = rolledUp(
      [house, partner(0), partner(1)],
      [
        { contact: ben, owner: anna, amount: 10_00 },
        { contact: ben, owner: ben, amount: 25_00 },
      ],
    )
    expect([volumes.personal[ben], volumes.customers[ben], volumes.own[ben]]).toEqual([35_00, 0, 25_00])
    expect([volumes.personal[anna], volumes.customers[anna], volumes.own[anna]]).toEqual([0, 10_00, 10_00])
    expect(volumes.team[anna]).toBe(35_00)
  })

  test('what was booked to a partner who left stays his, and counts in the teams above', () => {
    const [anna, left, hisCustomer] = [1, 2, 3]
    const contacts = [house, partner(0), customer(1), customer(1)]
    const volumes = rolledUp(contacts, [
      { contact: left, owner: left, amount: 20_00 },
      { contact: hisCustomer, owner: left, amount: 50_00 },
      { contact: hisCustomer, owner: anna, amount: 5_00 },
    ])
    expect([volumes.own[left], volumes.customers[left], volumes.team[left]]).toEqual([70_00, 50_00, 70_00])
    expect([volumes.own[anna], volumes.firstLine[anna], volumes.team[anna]]).toEqual([5_00, 70_00, 75_00])
    expect(linesOf(structureOf(contacts), volumes, anna)).toEqual([{ contact: left, volume: 70_00 }])
  })

  test('a number that no contact has stands below the house and changes nothing, also when the house is not the first', () => {
    const volumes = rolledUp([customer(1), house, partner(1)], [{ contact: 2, owner: 2, amount: 7 }])
    expect(plain(volumes)).toEqual({
      personal: [0, 0, 7],
      customers: [0, 0, 0],
      own: [0, 0, 7],
      team: [0, 7, 7],
      firstLine: [0, 7, 0],
    })
  })
})

describe('owners in the structure at a moment', () => {
  // 0 house, 1 partner, 2 customer of 1, 3 customer of 2, 4 partner below 2, 5 customer of the house
  const contacts = [house, partner(0), customer(1), customer(2), partner(2), customer(0)]
  const recruiters = Int32Array.of(-1, 0, 1, 1, 2, 4)
  test.each`
    whose          | owners
    ${'nearest'}   | ${[0, 1, 1, 1, 4, 0]}
    ${'direct'}    | ${[0, 1, 1, 0, 4, 0]}
    ${'recruited'} | ${[0, 1, 1, 1, 4, 4]}
  `('$whose', ({ whose, owners }) =>
    expect([...ownersOf(structureOf(contacts), whose as WhoseCustomers, recruiters)]).toEqual(owners),
  )

  test('nobody can say whom somebody recruited without the recruiters', () =>
    expect(() => ownersOf(structureOf(contacts), 'recruited')).toThrow('recruiter'))
})

// Contacts join below somebody who is there, and are then numbered in any order.
const companies = fc.array(fc.record({ below: fc.nat(), owns: fc.boolean() }), { maxLength: 24 }).chain(joined =>
  fc
    .shuffledSubarray(
      Array.from({ length: joined.length + 1 }, (_, number) => number),
      { minLength: joined.length + 1 },
    )
    .map(numbers => {
      const contacts: Told[] = []
      contacts[numbers[0]!] = house
      joined.forEach(({ below, owns }, place) => {
        contacts[numbers[place + 1]!] = { sponsor: numbers[below % (place + 1)]!, owns }
      })
      return contacts
    }),
)

const situations = companies.chain(contacts => {
  const someone = fc.nat({ max: contacts.length - 1 })
  const amount = fc.integer({ min: -100_000, max: 100_000 })
  return fc.record({
    contacts: fc.constant(contacts),
    entries: fc.array(fc.record({ contact: someone, owner: someone, amount }), { maxLength: 40 }),
    recruiters: fc.array(someone, { minLength: contacts.length, maxLength: contacts.length }),
  })
})

describe('laws', () => {
  test('the volumes are what the definitions say', () => {
    fc.assert(
      fc.property(situations, ({ contacts, entries }) => {
        const { lines, ...expected } = asDefined(contacts, entries)
        const volumes = rolledUp(contacts, entries)
        expect(plain(volumes)).toEqual(expected)
        expect(contacts.map((_, contact) => linesOf(structureOf(contacts), volumes, contact))).toEqual(lines)
      }),
    )
  })

  test('own = personal + customers for every partner while each entry belongs to the nearest partner', () => {
    fc.assert(
      fc.property(situations, fc.constantFrom(...whoseCustomers), ({ contacts, entries, recruiters }, whose) => {
        const owners = ownersOf(structureOf(contacts), whose, Int32Array.from(recruiters))
        const { personal, customers, own } = rolledUp(
          contacts,
          entries.map(entry => ({ ...entry, owner: owners[entry.contact]! })),
        )
        contacts.forEach(({ owns }, contact) =>
          expect(own[contact]).toBe(owns ? personal[contact]! + customers[contact]! : 0),
        )
      }),
    )
  })

  test('the team of the house is the sum of all entries', () => {
    fc.assert(
      fc.property(situations, ({ contacts, entries }) => {
        const top = contacts.findIndex(({ sponsor }) => sponsor < 0)
        expect(rolledUp(contacts, entries).team[top]).toBe(total(entries.map(({ amount }) => amount)))
      }),
    )
  })

  test('team = own + all lines', () => {
    fc.assert(
      fc.property(situations, ({ contacts, entries }) => {
        const volumes = rolledUp(contacts, entries)
        const lines = contacts.map((_, contact) =>
          total(linesOf(structureOf(contacts), volumes, contact).map(({ volume }) => volume)),
        )
        expect(lines.map((sum, contact) => sum + volumes.own[contact]!)).toEqual([...volumes.team])
      }),
    )
  })

  test('the order in which entries arrive does not matter', () => {
    const shuffled = situations.chain(({ contacts, entries }) =>
      fc.record({
        contacts: fc.constant(contacts),
        entries: fc.constant(entries),
        arrived: fc.shuffledSubarray(entries, { minLength: entries.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ contacts, entries, arrived }) => {
        expect(rolledUp(contacts, arrived)).toEqual(rolledUp(contacts, entries))
      }),
    )
  })

  test('the numbers contacts have do not matter, nor whether amounts come as whole numbers of 32 bits', () => {
    fc.assert(
      fc.property(situations, ({ contacts, entries }) => {
        const last = contacts.length - 1
        const mirrored = contacts.map(({ sponsor, owns }) => ({ sponsor: sponsor < 0 ? -1 : last - sponsor, owns }))
        const columns = columnsOf(entries)
        const volumes = rollUp(structureOf(mirrored.toReversed()), {
          contacts: columns.contacts.map(contact => last - contact),
          owners: columns.owners.map(owner => last - owner),
          amounts: Int32Array.from(columns.amounts),
        })
        const { personal, customers, own, team, firstLine } = plain(volumes)
        expect([personal, customers, own, team, firstLine].map(column => column.toReversed())).toEqual(
          Object.values(plain(rolledUp(contacts, entries))),
        )
      }),
    )
  })
})

describe('many', () => {
  const length = 200_000
  const natural = Int32Array.from({ length }, (_, place) => place)
  const scattered = natural.map(place => (place * 7_919) % length)

  test.each([
    { numbers: natural, how: 'numbered from the top' },
    { numbers: natural.toReversed(), how: 'numbered from the bottom' },
    { numbers: scattered, how: 'numbered without order' },
  ])('a line as deep as it is long, $how', ({ numbers }) => {
    const sponsors = new Int32Array(length)
    numbers.forEach((contact, place) => (sponsors[contact] = place === 0 ? -1 : numbers[place - 1]!))
    const structure = { sponsors, owners: new Uint8Array(length).fill(1) }
    const volumes = rollUp(structure, { contacts: numbers, owners: numbers, amounts: natural.slice().fill(1) })
    expect(numbers.every((contact, place) => volumes.team[contact] === length - place)).toBe(true)
    expect(ownersOf({ sponsors, owners: new Uint8Array(length) }, 'nearest').every(owner => owner === numbers[0])).toBe(
      true,
    )
  })

  test('more entries than a block, in blocks that are not full', () => {
    const contacts = Int32Array.from({ length: 5_000 }, (_, entry) => entry % 3)
    const volumes = rollUp(structureOf([house, partner(0), partner(1)]), {
      contacts,
      owners: contacts.map(contact => Math.min(contact, 1)),
      amounts: contacts.map((_, entry) => entry),
    })
    const sums = [0, 1, 2].map(remainder =>
      total(Array.from({ length: 5_000 }, (_, entry) => (entry % 3 === remainder ? entry : 0))),
    )
    expect([...volumes.personal]).toEqual(sums)
    expect([...volumes.customers]).toEqual([0, sums[2], 0])
  })
})

describe('what must never happen is refused', () => {
  const contacts = [house, partner(0), partner(1)]
  const entry = { contact: 1, owner: 1, amount: 1 }
  test.each`
    changed                                | says             | why
    ${{ contact: 3 }}                      | ${/position/u}   | ${'a contact beyond the structure'}
    ${{ contact: -1 }}                     | ${/position/u}   | ${'a contact before it'}
    ${{ owner: 3 }}                        | ${/position/u}   | ${'an owner beyond it'}
    ${{ owner: -1 }}                       | ${/position/u}   | ${'no owner'}
    ${{ contact: 4, owner: 4 }}            | ${/position/u}   | ${'both beyond it'}
    ${{ amount: 0.5 }}                     | ${/whole/u}      | ${'half a cent'}
    ${{ amount: Number.NaN }}              | ${/whole/u}      | ${'no number'}
    ${{ amount: Infinity }}                | ${/safe range/u} | ${'without end'}
    ${{ amount: Number.MAX_SAFE_INTEGER }} | ${/safe range/u} | ${'a sum beyond the safe range'}
  `('$why', ({ changed, says }) =>
    expect(() => rolledUp(contacts, [entry, { ...entry, ...(changed as object) }])).toThrow(says as RegExp),
  )

  test('amounts whose sum could be beyond the safe range on the way, though it is not in the end', () => {
    const amount = Number.MAX_SAFE_INTEGER
    expect(() =>
      rolledUp(contacts, [
        { ...entry, amount },
        { ...entry, amount: -amount },
      ]),
    ).toThrow('safe range')
    expect(rolledUp(contacts, [{ ...entry, amount }]).team[0]).toBe(amount)
  })

  test.each`
    contacts                                                    | says           | why
    ${[house, partner(2), partner(1)]}                          | ${'cycle'}     | ${'two below each other'}
    ${[house, partner(1)]}                                      | ${'cycle'}     | ${'one below himself'}
    ${[house, partner(2), partner(3), partner(1), customer(3)]} | ${'cycle'}     | ${'a cycle with a customer below'}
    ${[house, house]}                                           | ${'one house'} | ${'two houses'}
    ${[partner(1), partner(0)]}                                 | ${'one house'} | ${'no house'}
    ${[]}                                                       | ${'one house'} | ${'nobody'}
    ${[house, partner(2)]}                                      | ${'position'}  | ${'a sponsor beyond the structure'}
    ${[house, partner(-2)]}                                     | ${'position'}  | ${'a sponsor before it'}
  `('$why', ({ contacts: told, says }) => {
    expect(() => rolledUp(told as Told[], [])).toThrow(says as string)
    expect(() => ownersOf(structureOf(told as Told[]), 'nearest')).toThrow(says as string)
  })

  test('columns of different length', () => {
    const structure = structureOf(contacts)
    const column = Int32Array.of(0)
    expect(() => rollUp(structure, { contacts: column, owners: column, amounts: Int32Array.of() })).toThrow('length')
    expect(() => rollUp({ ...structure, owners: new Uint8Array(2) }, columnsOf([]))).toThrow('length')
  })
})
