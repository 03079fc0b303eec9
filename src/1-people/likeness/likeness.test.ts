import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identityKeys, likeness, tellsPerson, worthALook, type KeyKind, type Person } from './index.ts'

const anna: Person = {
  givenName: 'Anna',
  familyName: 'Müller',
  firmName: null,
  email: 'anna.mueller@gmail.com',
  phone: '030 123456',
  street: 'Hauptstraße 1a',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
}
const nobody: Person = { ...anna, givenName: null, familyName: null, email: null, phone: null, street: null }

const elsewhere = { street: 'Am Markt 7', postalCode: '80331', city: 'München' }

const keyOf = (kind: KeyKind, person: Partial<Person>) =>
  identityKeys({ ...anna, ...person }).find(key => key.kind === kind)?.key

describe('an e-mail address is one mailbox however it is written', () => {
  test.each`
    written                                | key
    ${'anna.mueller@gmail.com'}            | ${'annamueller@gmail.com'}
    ${' Anna.Mueller+Shop@GoogleMail.com'} | ${'annamueller@gmail.com'}
    ${'Anna.Berg+shop@web.de'}             | ${'anna.berg@web.de'}
    ${'anna-b.erg+1@ProtonMail.com'}       | ${'annaberg@proton.me'}
    ${'.@gmail.com'}                       | ${'.@gmail.com'}
    ${'+only@web.example'}                 | ${'+only@web.example'}
    ${'anna@MÜLLER.example'}               | ${'anna@xn--mller-kva.example'}
    ${'michal@web.example'}                | ${'michal@web.example'}
    ${'michael@web.example'}               | ${'michael@web.example'}
    ${'no address'}                        | ${undefined}
    ${null}                                | ${undefined}
  `('$written → $key', ({ written, key }) => expect(keyOf('email', { email: written })).toBe(key))
})

describe('mailboxes that differ by dots', () => {
  const one = { email: 'anna.berg@web.de' }
  test.each`
    other                                          | shares                           | why
    ${{ email: 'annaberg@web.de' }}                | ${['dotless', 'alias']}          | ${'are one at one postal code'}
    ${{ email: 'annaberg@web.de', ...elsewhere }}  | ${['dotless']}                   | ${'are two people elsewhere'}
    ${{ email: 'a.nnaberg+1@web.de', street: '' }} | ${['dotless', 'alias']}          | ${'are one at one postal code, wherever there'}
    ${{ email: 'Anna.Berg+1@web.de' }}             | ${['email', 'dotless', 'alias']} | ${'are one with a plus-tag'}
    ${{ email: 'annaberg@gmx.de' }}                | ${[]}                            | ${'are two at two providers'}
    ${{ email: 'annaberg' }}                       | ${[]}                            | ${'are none where there is none'}
  `('$why', ({ other, shares }) => {
    const mailboxKinds = ['email', 'dotless', 'alias'] as const
    expect(
      mailboxKinds.filter(kind => keyOf(kind, one) !== undefined && keyOf(kind, one) === keyOf(kind, other)),
    ).toEqual(shares)
  })

  test('have no other key where the provider ignores dots', () => {
    expect(keyOf('dotless', {})).toBeUndefined()
    expect(keyOf('alias', {})).toBeUndefined()
  })

  test('tell one person only where more agrees', () => {
    const telling = identityKeys({ ...anna, ...one }).filter(tellsPerson)
    expect(telling.map(({ kind }) => kind)).toEqual(['email', 'alias', 'phone', 'person'])
  })
})

describe('a telephone is one number however it is written', () => {
  test.each`
    written                 | country | key
    ${'030 123456'}         | ${'DE'} | ${'+4930123456'}
    ${'+49 (0)30/12 34-56'} | ${'AT'} | ${'+4930123456'}
    ${'0049 30 123456'}     | ${'DE'} | ${'+4930123456'}
    ${'01 5123456'}         | ${'AT'} | ${'+4315123456'}
    ${'044 668 18 00'}      | ${'CH'} | ${'+41446681800'}
    ${'ask my wife'}        | ${'DE'} | ${undefined}
    ${null}                 | ${'DE'} | ${undefined}
  `('$written ($country) → $key', ({ written, country, key }) =>
    expect(keyOf('phone', { phone: written, country })).toBe(key),
  )
})

describe('a street is the same however it is written', () => {
  test.each`
    written
    ${'Hauptstraße 1a'}
    ${'Hauptstr. 1 a'}
    ${'HAUPTSTRASSE 1A'}
    ${'Haupt-Straße 1a'}
    ${'Haupt Str. 1a, 2. OG'}
    ${'1a Hauptstraße'}
  `('$written', ({ written }) => expect(keyOf('household', { street: written })).toBe('DE|10115|hauptstr1a'))

  test.each`
    one                   | other                 | same
    ${'Ährenweg 3'}       | ${'Aehrenweg 3'}      | ${true}
    ${'St.-Anna-Platz 2'} | ${'Sankt Anna-Pl. 2'} | ${true}
    ${'12 High Street'}   | ${'High St. 12'}      | ${true}
    ${'Gasse 1-3'}        | ${'Gasse 13'}         | ${false}
    ${'Gasse 1/2/3'}      | ${'Gasse 1/2/4'}      | ${false}
    ${'Hauptstraße 1'}    | ${'Hauptstraße 1a'}   | ${false}
    ${'Hauptstraße 1'}    | ${'Hauptweg 1'}       | ${false}
  `('$one and $other: $same', ({ one, other, same }) =>
    expect(keyOf('household', { street: one }) === keyOf('household', { street: other })).toBe(same),
  )

  test('a postal code may say its country; without one the city counts', () => {
    expect(keyOf('household', { postalCode: 'D-10115' })).toBe('DE|10115|hauptstr1a')
    expect(keyOf('household', { postalCode: null, city: 'Köln' })).toBe(
      keyOf('household', { postalCode: null, city: 'KOELN' }),
    )
  })
})

describe('a person is the same', () => {
  test.each`
    name                                                       | same
    ${{ givenName: 'ANNA', familyName: 'Mueller' }}            | ${true}
    ${{ givenName: 'Müller', familyName: 'Anna' }}             | ${true}
    ${{ givenName: 'Dr. Anna', familyName: 'Muller' }}         | ${true}
    ${{ givenName: 'Änna', familyName: 'Müller' }}             | ${true}
    ${{ givenName: 'Anne', familyName: 'Müller' }}             | ${false}
    ${{ givenName: null, familyName: null, firmName: 'M KG' }} | ${false}
  `('$name: $same', ({ name, same }) => expect(keyOf('person', name) === keyOf('person', {})).toBe(same))

  test('who tells nothing has no key', () => expect(identityKeys(nobody)).toEqual([]))
})

describe('likeness', () => {
  const dotted = 'annaberg@web.de'
  const cem = { givenName: 'Cem', familyName: 'Müller', email: 'cem@web.example' }
  test.each`
    other                                                       | looked   | because
    ${{}}                                                       | ${true}  | ${['same e-mail', 'same phone', 'same name', 'same address']}
    ${{ email: null, phone: null, street: 'Haupstr. 1a' }}      | ${true}  | ${['same name', 'similar address']}
    ${{ email: null, phone: null, givenName: 'A.' }}            | ${true}  | ${['similar name', 'same address']}
    ${{ ...elsewhere, email: null }}                            | ${true}  | ${['same phone', 'same name', 'other address']}
    ${{ ...cem, email: anna.email, phone: null, street: null }} | ${true}  | ${['same e-mail', 'other name']}
    ${cem}                                                      | ${false} | ${['same phone', 'other name', 'same address']}
    ${{ ...cem, phone: null }}                                  | ${false} | ${['other name', 'same address']}
    ${{ ...elsewhere, email: null, phone: null }}               | ${false} | ${['same name', 'other address']}
    ${{ ...nobody, email: dotted }}                             | ${true}  | ${['similar e-mail']}
    ${{ ...cem, ...elsewhere, email: dotted, phone: null }}     | ${false} | ${['similar e-mail', 'other name', 'other address']}
    ${nobody}                                                   | ${false} | ${[]}
  `('$other: worth a look: $looked', ({ other, looked, because }) => {
    const found = likeness(other.email === dotted ? { ...anna, email: 'anna.berg@web.de' } : anna, {
      ...anna,
      ...other,
    })
    expect(found.because).toEqual(because)
    expect(found.score >= worthALook).toBe(looked)
  })
})

const text = fc.option(fc.string({ unit: 'binary', maxLength: 30 }))
const person: fc.Arbitrary<Person> = fc.record({
  givenName: text,
  familyName: text,
  firmName: text,
  email: text,
  phone: text,
  street: text,
  postalCode: text,
  city: text,
  country: fc.constantFrom('DE', 'AT', 'CH', 'ZZ'),
})

test('whatever is written, keys can be made, and who is compared first makes no difference', () => {
  fc.assert(
    fc.property(person, person, (a, b) => {
      for (const { key } of identityKeys(a)) expect(key).not.toBe('')
      expect(likeness(a, b).score).toBe(likeness(b, a).score)
      expect(likeness(a, b).score).toBeLessThanOrEqual(1)
    }),
  )
})
