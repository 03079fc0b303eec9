import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMistyped, normalCode, randomCode, shownCode, skeletonOf } from './index.ts'

test.each`
  typed                  | code                 | why
  ${'vonben'}            | ${'VONBEN'}          | ${'any case'}
  ${' Von  Ben '}        | ${'VONBEN'}          | ${'blanks'}
  ${'von-ben'}           | ${'VONBEN'}          | ${'hyphens'}
  ${'von–ben'}           | ${'VONBEN'}          | ${'a dash a telephone makes of a hyphen'}
  ${'Von Jörg'}          | ${'VONJOERG'}        | ${'umlauts are written out'}
  ${'Straße'}            | ${'STRASSE'}         | ${'so is ß'}
  ${'vonjo\u0308rg'}     | ${'VONJOERG'}        | ${'an umlaut of two signs'}
  ${'Café Çelik Yılmaz'} | ${'CAFECELIKYILMAZ'} | ${'accents, and a Turkish ı'}
  ${'ＶＯＮＢＥＮ'}      | ${'VONBEN'}          | ${'wide letters'}
  ${'\u0412ONBEN'}       | ${'\u0412ONBEN'}     | ${'a Cyrillic letter stays and is not found'}
  ${''}                  | ${''}                | ${'nothing'}
`('$why', ({ typed, code }) => expect(normalCode(typed)).toBe(code))

test.each`
  one         | other        | same     | why
  ${'VONBEN'} | ${'V0NBEN'}  | ${true}  | ${'0 and O'}
  ${'ALINA'}  | ${'A1INA'}   | ${true}  | ${'1 and L'}
  ${'ALINA'}  | ${'AIINA'}   | ${true}  | ${'I and L'}
  ${'MARIA'}  | ${'RNARIA'}  | ${true}  | ${'RN and M'}
  ${'WILMA'}  | ${'VVILMA'}  | ${true}  | ${'VV and W'}
  ${'JÖRG'}   | ${'JORG'}    | ${true}  | ${'an umlaut written out, and left away'}
  ${'SUSI5'}  | ${'SUSIS'}   | ${true}  | ${'5 and S'}
  ${'ANNA'}   | ${'ANA'}     | ${false} | ${'two names'}
  ${'ANNA10'} | ${'ANNA20'}  | ${false} | ${'two numbers'}
  ${'VONBEN'} | ${'VONBENE'} | ${false} | ${'a letter more'}
`('$one and $other: $why', ({ one, other, same }) => expect(skeletonOf(one) === skeletonOf(other)).toBe(same))

const symbols = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const dice = fc.infiniteStream(fc.nat({ max: 30 }))
const codes = dice.map(stream => randomCode(() => stream.next().value))

test('a random code has ten of 31 symbols and no typing mistake', () => {
  fc.assert(
    fc.property(codes, code => {
      expect(code).toMatch(new RegExp(`^[${symbols}]{10}$`, 'u'))
      expect(isMistyped(code)).toBe(false)
      expect(normalCode(shownCode({ code, kind: 'random' }))).toBe(code)
    }),
  )
})

test('one wrong symbol is noticed, and two that changed places', () => {
  fc.assert(
    fc.property(codes, fc.nat({ max: 9 }), fc.constantFrom(...symbols.split('')), (code, position, symbol) => {
      const wrong = code.slice(0, position) + symbol + code.slice(position + 1)
      expect(isMistyped(wrong)).toBe(wrong !== code)
    }),
  )
  fc.assert(
    fc.property(codes, fc.nat({ max: 8 }), (code, position) => {
      const swapped = code.slice(0, position) + code[position + 1]! + code[position]! + code.slice(position + 2)
      expect(isMistyped(swapped)).toBe(swapped !== code)
    }),
  )
})

test('words of one’s own are shown as they are and have no check symbol', () => {
  expect(shownCode({ code: 'VONBEN', kind: 'own' })).toBe('VONBEN')
  expect(shownCode({ code: '7K3MPQ9XRB', kind: 'random' })).toBe('7K3MP-Q9XRB')
  expect(isMistyped('VONBEN')).toBe(false)
})
