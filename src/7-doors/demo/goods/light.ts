import * as c from '../drawing/colours.ts'
import * as draw from '../drawing/light.ts'
import { picture } from '../drawing/paper.ts'
import { several, single, type Good } from './good.ts'

const { blush, lilac, mist, sage, sand } = c.grounds

export const light: readonly Good[] = [
  several(
    ['Hängendes Herz für Teelichter', 'Hanging heart T-light holder'],
    [
      ['85123A', 'Weiß', 'White'],
      ['21733', 'Rot', 'Red'],
      ['22804', 'Rosa', 'Pink'],
    ],
    {
      text: [
        'Das Lieblingsstück vieler Kunden: ein Herz aus Metall, in dem ein Teelicht schwebt. Mit Haken.',
        'The favourite of many customers: a metal heart with a tea light floating in it. With hook.',
      ],
      price: 690,
      reduced: 550,
      pictures: [
        picture(mist, draw.hangingHeart(c.white, c.shade)),
        picture(sand, draw.hangingHeart(c.red, c.darkRed)),
        picture(sage, draw.hangingHeart(c.rose, c.darkRose)),
      ],
    },
  ),
  single('22178', ['Windlicht „Victorian“ zum Hängen', 'Victorian glass hanging T-light'], {
    text: [
      'Grünes Glas mit Bügel aus Draht. Für drinnen und draußen.',
      'Green glass with a wire handle. For indoors and outdoors.',
    ],
    price: 390,
    pictures: [picture(sage, draw.lantern('#b9d4c8', c.darkMint))],
  }),
  single('84946', ['Teelichtglas „Antik“, silbern', 'Antique silver T-light glass'], {
    text: [
      'Geschliffenes Glas, innen versilbert: wirft viele kleine Lichter an die Wand.',
      'Cut glass, silvered inside: throws many small lights on the wall.',
    ],
    price: 350,
    pictures: [picture(lilac, draw.tealightGlass())],
  }),
  single('79321', ['Lichterkette „Chili“', 'Chilli lights'], {
    text: [
      'Zwanzig Schoten, drei Meter Kabel, warmes Licht. Nur für innen.',
      'Twenty chillies, three metres of cable, a warm light. Indoors only.',
    ],
    price: 1_490,
    reduced: 990,
    pictures: [picture(sand, draw.chilliLights())],
  }),
  single('23084', ['Nachtlicht „Hase“', 'Rabbit night light'], {
    text: [
      'Leuchtet sanft und schaltet sich nach 30 Minuten selbst aus. Mit drei Knopfzellen.',
      'Glows softly and switches itself off after 30 minutes. With three button cells.',
    ],
    price: 590,
    stock: 3,
    pictures: [picture(lilac, draw.rabbit())],
  }),
  single('21731', ['LED-Nachtlicht „Fliegenpilz“', 'Red toadstool LED night light'], {
    text: [
      'Wechselt langsam die Farbe. Für Kinderzimmer, Flur und Fensterbank.',
      'Slowly changes its colour. For nursery, hall and window sill.',
    ],
    price: 450,
    pictures: [picture(sage, draw.toadstool())],
  }),
  single('22969', ['Duftkerze „Hausgemachte Marmelade“', 'Homemade jam scented candle'], {
    text: [
      'Sojawachs in der Dose, Duft von Erdbeeren, brennt 25 Stunden.',
      'Soy wax in a tin, scent of strawberries, burns for 25 hours.',
    ],
    price: 450,
    content: { thousandths: 140_000, unit: 'g' },
    pictures: [picture(blush, draw.candleTin())],
  }),
]
