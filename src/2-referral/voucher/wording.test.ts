import { expect, test } from 'vitest'
import { checkWording } from './index.ts'

const lists = { reserved: ['Frischhaus'], offensive: ['Blödmann'], harmless: ['Kacke'] }

test.each`
  text              | result         | why
  ${'von Ben'}      | ${'VONBEN'}    | ${'a name'}
  ${'Jörg 10'}      | ${'JOERG10'}   | ${'a name and a number'}
  ${'Marsch'}       | ${'MARSCH'}    | ${'no bad word, though one stands in it'}
  ${'Klasse'}       | ${'KLASSE'}    | ${'neither'}
  ${'Kanal 4'}      | ${'KANAL4'}    | ${'neither'}
  ${'frisch10'}     | ${'FRISCH10'}  | ${'neither'}
  ${'Fischer'}      | ${'FISCHER'}   | ${'neither'}
  ${'Essex'}        | ${'ESSEX'}     | ${'neither'}
  ${'Vecchio'}      | ${'VECCHIO'}   | ${'a surname'}
  ${'kacke'}        | ${'KACKE'}     | ${'what the company does not mind'}
  ${'Ben'}          | ${'too short'} | ${'three letters'}
  ${'x'.repeat(21)} | ${'too long'}  | ${'more than twenty'}
  ${'BEN€€'}        | ${'letters'}   | ${'signs that nobody finds'}
  ${'\u0412ONBEN'}  | ${'letters'}   | ${'a Cyrillic letter that looks like B'}
  ${'20262026'}     | ${'no letter'} | ${'only digits'}
  ${'Gutschein'}    | ${'reserved'}  | ${'a word for the thing itself'}
  ${'ADM1N'}        | ${'reserved'}  | ${'one that looks like a reserved one'}
  ${'Frisch-Haus'}  | ${'reserved'}  | ${'the company’s own'}
  ${'Arschloch'}    | ${'offensive'} | ${'German'}
  ${'VON-ARSCH'}    | ${'offensive'} | ${'bad where it stands alone'}
  ${'annafuckben'}  | ${'offensive'} | ${'bad wherever it stands'}
  ${'f1cken'}       | ${'offensive'} | ${'a digit for a letter'}
  ${'Möse1'}        | ${'offensive'} | ${'an umlaut'}
  ${'moese'}        | ${'offensive'} | ${'written out'}
  ${'mose'}         | ${'offensive'} | ${'left away'}
  ${'Anna 1488'}    | ${'offensive'} | ${'a sign of hate'}
  ${'Blödmann!'}    | ${'letters'}   | ${'a sign no code has'}
  ${'Bloedmann'}    | ${'offensive'} | ${'the company’s own'}
`('"$text" is $result: $why', ({ text, result }) => {
  const checked = checkWording(text, lists)
  expect(checked.is === 'refused' ? checked.because : checked.code).toBe(result)
})

test('the company may use reserved words itself', () => {
  expect(checkWording('Willkommen', { ...lists, reserved: 'none' })).toMatchObject({ code: 'WILLKOMMEN' })
  expect(checkWording('Willkommen', lists)).toMatchObject({ because: 'reserved' })
})
