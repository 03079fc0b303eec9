import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { instant } from '#ground/period'
import { changeMasterData, contactsByNumber, type DataChange } from '#people/contact/store.ts'
import { sponsorsNow } from '#people/structure/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { keptFirst, refusalOfMerge, takenFrom } from './index.ts'
import {
  compareChanged,
  countSuspicions,
  findLike,
  merge,
  mergesOf,
  previewMerge,
  sayDifferent,
  suspicions,
  undoMerge,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const anna = { givenName: 'Anna', familyName: 'Berger', street: 'Hauptstraße 1', postalCode: '10115', city: 'Berlin' }

const now = instant('2026-06-01T10:00:00Z')

const says = (name: string, data: DataChange) =>
  inTransaction(database, transaction => changeMasterData(transaction, company.of(name), data))

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Ben')
  await company.partner('Dora')
  await company.customer('Anna', 'Ben')
  await company.customer('Anne', 'Ben')
  await says('Anna', { ...anna, email: 'anna@web.example' })
  await says('Anne', { ...anna, street: 'Hauptstr. 1', phone: '030 123456' })
})

const merged = (keep: string, drop: string) =>
  inTransaction(database, transaction =>
    merge(transaction, { keep: company.of(keep), drop: company.of(drop), by: 'user:1', reason: 'one person', at: now }),
  )
const undone = (id: string) =>
  inTransaction(database, transaction => undoMerge(transaction, { merge: id, by: 'user:1', at: at('2026-06-02') }))
const sponsorOf = async (name: string) =>
  company.nameOf((await sponsorsNow(database, [company.of(name)])).get(company.of(name))!)
const contact = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!
const compared = () => inTransaction(database, transaction => compareChanged(transaction, now))
const open = async () =>
  (await suspicions(database, { after: undefined, limit: 10 })).map(({ one, other }) => [
    one.reference,
    other.reference,
  ])

const nobody = { givenName: null, familyName: null, firmName: null, email: null, phone: null, street: null }
const person = { ...nobody, postalCode: null, city: null, country: 'DE' }
const foundLike = async (data: object) =>
  (await findLike(database, { ...person, ...data })).map(({ contact, because }) => [contact.reference, ...because])

describe('found', () => {
  test.each`
    data                                                                      | found
    ${{ email: 'ANNA+xyz@web.example' }}                                      | ${[['Anna', 'same e-mail']]}
    ${{ ...anna, street: 'HAUPTSTRASSE 1' }}                                  | ${[['Anna', 'same name', 'same address'], ['Anne', 'same name', 'same address']]}
    ${{ ...anna, familyName: 'Bergr', phone: '+49 30 123456', street: null }} | ${[['Anne', 'same phone', 'similar name']]}
    ${{ ...anna, familyName: 'Bergr', street: 'Haupstr. 1' }}                 | ${[['Anna', 'similar name', 'similar address'], ['Anne', 'similar name', 'similar address']]}
    ${{ ...anna, givenName: 'Cem', familyName: 'Ay' }}                        | ${[]}
    ${{}}                                                                     | ${[]}
  `('$data → $found', async ({ data, found }) => expect(await foundLike(data)).toEqual(found))

  test('is also a partner, and whoever was merged as the one he is kept as', async () => {
    await says('Ben', { email: 'ben@web.example' })
    expect(await foundLike({ email: 'ben@web.example' })).toEqual([['Ben', 'same e-mail']])
    await merged('Anna', 'Anne')
    expect(await foundLike({ phone: '030 123456', givenName: 'Anna', familyName: 'Berger' })).toEqual([
      ['Anna', 'same phone', 'same name'],
    ])
  })
})

describe('a suspicion', () => {
  test('is found once, from whichever side, and stays decided', async () => {
    await compared()
    await compared()
    expect(await open()).toEqual([['Anna', 'Anne']])
    const [{ id }] = (await suspicions(database, { after: undefined, limit: 1 })) as unknown as [{ id: string }]
    expect(await sayDifferent(database, { suspicion: id, by: 'user:1', at: now })).toBe(true)
    expect(await sayDifferent(database, { suspicion: id, by: 'user:1', at: now })).toBe(false)
    await says('Anna', { phone: '030 123456' })
    await compared()
    expect([await open(), await countSuspicions(database)]).toEqual([[], 0])
  })

  test('two who compare the same at once keep it once', async () => {
    await Promise.all(Array.from({ length: 6 }, compared))
    expect(await countSuspicions(database)).toBe(1)
  })

  test('against somebody who was merged goes over to the one he is kept as', async () => {
    await company.customer('Annie', 'Dora')
    await says('Annie', { phone: '030 123456', givenName: 'Anna', familyName: 'Berger' })
    await compared()
    await merged('Anna', 'Anne')
    expect(await open()).toEqual([])
    await compared()
    expect(await open()).toEqual([['Anna', 'Annie']])
  })
})

describe('a merge', () => {
  test('takes over what the kept one lacks, and gives it back', async () => {
    const done = await merged('Anna', 'Anne')
    expect(await contact('Anna')).toMatchObject({ phone: '030 123456', street: 'Hauptstraße 1', mergedInto: null })
    expect(await contact('Anne')).toMatchObject({ mergedInto: company.of('Anna') })
    if (done.is === 'refused') throw new Error(done.because)
    expect(await undone(done.merge)).toMatchObject({ is: 'undone' })
    expect(await contact('Anna')).toMatchObject({ phone: null, email: 'anna@web.example' })
    expect(await contact('Anne')).toMatchObject({ mergedInto: null, phone: '030 123456' })
    expect(await undone(done.merge)).toEqual({ is: 'refused', because: 'already undone' })
    await compared()
    expect(await open()).toEqual([])
    expect(await mergesOf(database, { contact: company.of('Anne'), limit: 5 })).toMatchObject([
      { undoneAt: at('2026-06-02'), reason: 'one person' },
    ])
  })

  test('gives back only what was not changed since', async () => {
    const done = await merged('Anna', 'Anne')
    await says('Anna', { phone: '040 999' })
    await undone((done as { merge: string }).merge)
    expect((await contact('Anna')).phone).toBe('040 999')
  })

  test('moves whom the dropped one recommended, and moves them back unless they moved on', async () => {
    await company.customer('Cem', 'Anne')
    await company.customer('Eva', 'Anne')
    const done = await merged('Anna', 'Anne')
    expect([await sponsorOf('Cem'), await sponsorOf('Eva')]).toEqual(['Anna', 'Anna'])
    await company.moves('Eva', 'Dora', '2026-06-01 18:00')
    await undone((done as { merge: string }).merge)
    expect([await sponsorOf('Cem'), await sponsorOf('Eva')]).toEqual(['Anne', 'Dora'])
  })

  test('changes nobody’s owner: whom the customer of another recommended stays with that partner', async () => {
    await company.customer('Annie', 'Dora')
    await company.customer('Cem', 'Annie')
    expect(
      await previewMerge(database, { keep: company.of('Anna'), drop: company.of('Annie'), at: now }),
    ).toMatchObject({
      is: 'possible',
      steps: [{ contact: company.of('Cem'), to: company.of('Dora') }],
      owners: { keep: company.of('Ben'), drop: company.of('Dora') },
    })
    await merged('Anna', 'Annie')
    expect(await sponsorOf('Cem')).toBe('Dora')
  })

  test('closes no circle: who recommended himself goes to his sponsor', async () => {
    await company.customer('Cem', 'Anne')
    await company.customer('Annie', 'Cem')
    await company.customer('Eva', 'Anne')
    expect((await merged('Annie', 'Anne')).is).toBe('merged')
    expect([await sponsorOf('Cem'), await sponsorOf('Eva'), await sponsorOf('Annie')]).toEqual(['Ben', 'Annie', 'Cem'])
  })

  test('two opposite merges at once: one happens, in 20 rounds', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [one, other] = [`One ${round}`, `Other ${round}`]
      await company.customer(one, 'Ben')
      await company.customer(other, 'Ben')
      const results = await Promise.all([merged(one, other), merged(other, one)])
      expect(results.map(result => result.is).sort()).toEqual(['merged', 'refused'])
    }
  })
})

const of = (number: number, role: string, mergedInto: number | null = null) => ({ number, role, mergedInto })

describe('the rules', () => {
  test.each`
    keep                 | drop                       | refusal
    ${of(1, 'customer')} | ${of(2, 'customer')}       | ${undefined}
    ${of(1, 'partner')}  | ${of(2, 'customer')}       | ${undefined}
    ${of(1, 'customer')} | ${of(2, 'partner')}        | ${'a partner stays'}
    ${of(1, 'partner')}  | ${of(2, 'partner')}        | ${'a partner stays'}
    ${of(1, 'prospect')} | ${of(2, 'customer')}       | ${'keep the other'}
    ${of(1, 'customer')} | ${of(2, 'former partner')} | ${'keep the other'}
    ${of(1, 'customer')} | ${of(1, 'customer')}       | ${'the same contact'}
    ${of(1, 'customer')} | ${of(2, 'customer', 3)}    | ${'already merged'}
    ${of(1, 'house')}    | ${of(2, 'customer')}       | ${'the house stays'}
  `('$drop into $keep: $refusal', ({ keep, drop, refusal }) => expect(refusalOfMerge(keep, drop)).toBe(refusal))

  test('who is more is kept, else who was there first', () => {
    const [older, newer, partner] = [of(1, 'customer'), of(2, 'customer'), of(3, 'partner')] as never[]
    expect(keptFirst(newer!, older!)).toEqual([older, newer])
    expect(keptFirst(older!, partner!)).toEqual([partner, older])
  })

  test('an address is taken whole or not at all', () => {
    const drop = { ...person, ...anna, country: 'AT', phone: '1' }
    expect(takenFrom({ ...person, givenName: 'A', phone: '2' }, drop)).toEqual([
      'street',
      'postalCode',
      'city',
      'country',
    ])
    expect(takenFrom({ ...person, city: 'Graz', familyName: 'B', phone: '2' }, drop)).toEqual([])
  })
})
