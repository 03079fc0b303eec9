import type { MasterData } from '#people/contact/store.ts'
import type { Dice } from './dice.ts'

// Everybody here is invented: given names as they are, everything else as it is nowhere.

type Tongue = {
  readonly given: readonly string[]
  readonly beginnings: readonly string[]
  readonly endings: readonly string[]
  readonly streets: readonly string[]
  readonly towns: readonly string[]
  readonly firms: readonly string[]
}

const words = (text: string): string[] => text.split(' ')

const english: Tongue = {
  given: words(
    'Abigail Ada Alfie Alice Amelia Arthur Beatrice Ben Bertie Bridget Cecily Clara Daisy Dorothy Edith Edmund Eliza Ellen Elsie Emma Esme Fergus ' +
      'Flora Florence Freddie George Georgina Grace Harriet Harry Hazel Henry Hetty Iris Isla Ivy Jack Jemima Jenny Josie Kitty Lily Louis Mabel ' +
      'Margot Martha Matilda Maud Millie Molly Nancy Nora Olive Oscar Penny Percy Phoebe Poppy Rosie Rowan Ruby Rupert Sadie Sidney Sylvie Theo ' +
      'Tilly Toby Una Verity Violet Walter Wilfred Winnie Zara',
  ),
  beginnings: words(
    'Acorn Badger Barley Bell Bracken Bramble Bumble Butter Candle Clover Cobble Comfrey Copper Cotter Cowslip Curlew Damson Dapple Elder Fennel ' +
      'Fiddle Finch Foxglove Gorse Hawthorn Heather Hedge Honey Juniper Kettle Lark Lavender Linnet Marrow Meadow Moss Mulberry Nettle Otter Parsley ' +
      'Pebble Pepper Plover Quill Ripple Sorrel Sparrow Tansy Teasel Thimble Thistle Thrush Tumble Willow Wren Yarrow',
  ),
  endings: words(
    'bourne bottom brook by cote croft dale field ford gate hatch hurst ley loft mead mere moor nook pool ridge row shaw side sted stone thorpe ' +
      'thwaite ton wade well wick wold wood worth',
  ),
  streets: ['Lane', 'Row', 'Walk', 'Mews', 'Close', 'Green', 'Rise'],
  towns: words(
    'Thimbleford Lower-Teasel Quillhaven Mossby-on-Brook Kettlewick Great-Plover Pebblestow Tanswick Otterley-Nook Fiddlecombe',
  ),
  firms: ['Gifts Ltd', 'Emporium', 'Tea Room', 'Cards & Candles', 'Home Ltd', 'Curiosities'],
}

const german: Tongue = {
  given: words(
    'Adele Agnes Albert Anna Anton Beate Bernd Birgit Britta Carla Dieter Dora Edgar Elke Emil Erika Ernst Eva Felix Frieda Gerda Gisela Greta ' +
      'Hanna Hannes Heide Heike Helga Henrike Ida Ilse Inge Irma Jakob Jana Johanna Jutta Karla Karl Katrin Klara Konrad Lena Lina Lotte Luise ' +
      'Magda Marta Mathilde Max Mia Mina Nele Nora Oskar Otto Paula Pia Renate Rosa Rudi Ruth Sabine Selma Sigrid Silke Theo Tilda Ursula Uwe ' +
      'Vera Volker Wanda Werner Wilma',
  ),
  beginnings: words(
    'Ahorn Amsel Beeren Blau Brombeer Distel Dorn Drossel Efeu Eschen Farn Feder Fenchel Finken Flieder Ginster Hafer Hagebutt Hasel ' +
      'Heide Holunder Honig Igel Kiesel Klee Kornblum Lavendel Lerchen Mohn Moos Mühl Nessel Nuss Quitten Reh Salbei Schaf Schlehen ' +
      'Sonn Tau Thymian Veilchen Weiden Wicken Wiesen Zeisig',
  ),
  endings: words(
    'acker au bach berg blick born bruch brunn bühl eck feld furt garten grund hain halde heim hof holz kamp pfad quell rain ried ruh see stein ' +
      'steg tal wald weg wiese winkel',
  ),
  streets: ['Weg', 'Gasse', 'Steig', 'Pfad', 'Ring'],
  towns: words('Mooswinkel Kieselbrunn Haselried Drosselquell Fliederhalde Salbeigrund Lerchenborn Taublick'),
  firms: ['Geschenke GmbH', 'Schöne Dinge', 'Lädchen', 'Papier & Licht', 'Wohnen e. K.'],
}

const tongueOf = (country: string): { readonly tongue: Tongue; readonly language: 'de' | 'en' } =>
  ['DE', 'AT', 'CH'].includes(country) ? { tongue: german, language: 'de' } : { tongue: english, language: 'en' }

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0')

/**
 * Beginnings of numbers that the regulators keep free for films and plays, each with a thousand of them: Ofcom's "numbers for drama"
 * (London's are left to the company itself) and the Bundesnetzagentur's "Rufnummern für Medienproduktionen".
 */
const phoneBeginnings: Readonly<Record<string, readonly string[]>> = {
  GB: [
    '+44 7700 900',
    ...words('113 114 115 116 117 118 121 131 141 151 161').map(area => `+44 ${area} 496 0`),
    '+44 191 498 0',
    '+44 29 2018 0',
  ],
  DE: ['+49 30 23125', '+49 69 90009', '+49 40 66969', '+49 221 4710', '+49 89 99998'],
}

/** A number that nobody else was given: from where the dice fall on, the first that is free. */
const freePhone = (beginnings: readonly string[], dice: Dice, given: Set<string>): string => {
  const all = beginnings.length * 1000
  const start = dice.below(all)
  for (let step = 0; step < all; step += 1) {
    const place = (start + step) % all
    const phone = `${beginnings[Math.floor(place / 1000)]!}${padded(place % 1000, 3)}`
    if (!given.has(phone)) {
      given.add(phone)
      return phone
    }
  }
  throw new RangeError('every invented telephone number is given')
}

/** Codes of areas that do not exist: no British one begins with QZ, no German one with 00. */
const postalCodes: Readonly<Record<string, (dice: Dice) => string>> = {
  GB: dice => `QZ${1 + dice.below(9)} ${1 + dice.below(9)}ZZ`,
  DE: dice => `00${padded(dice.below(1000), 3)}`,
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/gu, '-')

type Asked = { readonly reference: string; readonly country: string }

/** Invents who a number of the shop might be: name, address, telephone and e-mail of nobody. No two share a number of `given`. */
export const invent = ({ reference, country }: Asked, dice: Dice, given: Set<string>): MasterData => {
  const { tongue, language } = tongueOf(country)
  const [givenName, familyName] = [
    dice.pick(tongue.given),
    `${dice.pick(tongue.beginnings)}${dice.pick(tongue.endings)}`,
  ]
  const isFirm = dice.chance(0.06)
  const address = addressIn(tongue, country, dice)
  const beginnings = phoneBeginnings[country]
  return {
    kind: isFirm ? 'firm' : 'person',
    givenName,
    familyName,
    firmName: isFirm ? `${familyName} ${dice.pick(tongue.firms)}` : null,
    email: `${plain(givenName)}.${plain(familyName)}@${plain(reference)}.example`,
    phone: beginnings === undefined ? null : freePhone(beginnings, dice, given),
    ...address,
    country,
    language,
  }
}

const addressIn = (tongue: Tongue, country: string, dice: Dice): Pick<MasterData, 'street' | 'postalCode' | 'city'> => {
  const [road, number] = [
    `${dice.pick(tongue.beginnings)}${tongue === german ? '-' : ' '}${dice.pick(tongue.streets)}`,
    1 + dice.below(120),
  ]
  return {
    street: tongue === german ? `${road} ${number}` : `${number} ${road}`,
    postalCode: postalCodes[country]?.(dice) ?? null,
    city: dice.pick(tongue.towns).replaceAll('-', ' '),
  }
}

const countries: Readonly<Record<string, string>> = {
  'United Kingdom': 'GB',
  'Channel Islands': 'JE',
  'Czech Republic': 'CZ',
  'Hong Kong': 'HK',
  'Saudi Arabia': 'SA',
  'United Arab Emirates': 'AE',
  Australia: 'AU',
  Austria: 'AT',
  Bahrain: 'BH',
  Belgium: 'BE',
  Brazil: 'BR',
  Canada: 'CA',
  Cyprus: 'CY',
  Denmark: 'DK',
  EIRE: 'IE',
  Finland: 'FI',
  France: 'FR',
  Germany: 'DE',
  Greece: 'GR',
  Iceland: 'IS',
  Israel: 'IL',
  Italy: 'IT',
  Japan: 'JP',
  Lebanon: 'LB',
  Lithuania: 'LT',
  Malta: 'MT',
  Netherlands: 'NL',
  Norway: 'NO',
  Poland: 'PL',
  Portugal: 'PT',
  RSA: 'ZA',
  Singapore: 'SG',
  Spain: 'ES',
  Sweden: 'SE',
  Switzerland: 'CH',
  USA: 'US',
}

/** The code of a country as the shop writes it; the company's own where it names none ("Unspecified", "European Community"). */
export const countryOf = (name: string): string => countries[name] ?? 'GB'
