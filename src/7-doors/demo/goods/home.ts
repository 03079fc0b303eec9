import * as c from '../drawing/colours.ts'
import * as draw from '../drawing/rooms.ts'
import { picture } from '../drawing/paper.ts'
import { several, single, type Good } from './good.ts'

const { blush, butter, lilac, mist, sage, sand } = c.grounds

export const home: readonly Good[] = [
  several(
    ['Wecker „Bakelit“', 'Alarm clock, Bakelike'],
    [
      ['22727', 'Rot', 'Red'],
      ['22726', 'Grün', 'Green'],
      ['22728', 'Rosa', 'Pink'],
      ['22730', 'Elfenbein', 'Ivory'],
    ],
    {
      text: [
        'Klingelt wie früher: zwei Glocken, ein Hammer, und kein Telefon neben dem Bett.',
        'Rings as they used to: two bells, a hammer, and no telephone beside the bed.',
      ],
      price: 1_090,
      pictures: [
        picture(sage, draw.alarmClock(c.red, c.darkRed)),
        picture(blush, draw.alarmClock(c.mint, c.darkMint)),
        picture(mist, draw.alarmClock(c.rose, c.darkRose)),
      ],
    },
  ),
  single('22457', ['Herztafel aus Naturschiefer', 'Natural slate heart chalkboard'], {
    text: [
      'Für Grüße, Einkäufe und Menüs. Jedes Stück ist anders.',
      'For greetings, shopping and menus. Every piece is different.',
    ],
    price: 690,
    pictures: [picture(sand, draw.slateHeart())],
  }),
  several(
    ['Holzbuchstaben', 'Building block word'],
    [
      ['21754', 'HOME', 'HOME'],
      ['21755', 'LOVE', 'LOVE'],
    ],
    {
      text: ['Vier Würfel aus Holz auf einem Brett, bemalt.', 'Four painted wooden cubes on a board.'],
      price: 1_290,
      pictures: [picture(butter, draw.blocks())],
    },
  ),
  several(
    ['Weidenherz', 'Heart of wicker'],
    [
      ['22469', 'Klein', 'Small'],
      ['22470', 'Groß', 'Large', { price: 650 }],
    ],
    {
      text: ['Für Türen, Fenster und Wände, mit Schleife.', 'For doors, windows and walls, with a bow.'],
      price: 350,
      pictures: [picture(blush, draw.wickerHeart(c.wood, c.darkWood))],
    },
  ),
  several(
    ['Bilderrahmen aus Holz', 'Wooden picture frame'],
    [
      ['82482', 'Weiß', 'White finish'],
      ['82494L', 'Antikweiß', 'Antique white'],
    ],
    {
      text: ['Für Bilder von 13 × 18 cm, zum Stellen oder Hängen.', 'For pictures of 13 × 18 cm, to stand or to hang.'],
      price: 690,
      pictures: [picture(mist, draw.frame(c.white, c.shade)), picture(sage, draw.frame(c.cream, c.darkCream))],
    },
  ),
  single('22193', ['Wanduhr „Diner“, rot', 'Red diner wall clock'], {
    text: [
      'Wie im Lokal an der Landstraße. 35 cm, leises Uhrwerk.',
      'As in a roadside diner. 35 cm, a quiet movement.',
    ],
    price: 1_990,
    reduced: 1_490,
    before: 1_790,
    pictures: [picture(butter, draw.wallClock(c.red, c.darkRed))],
  }),
  several(
    ['Fußmatte', 'Doormat'],
    [
      ['20685', 'Retrospot rot', 'Red Retrospot'],
      ['48194', 'Herzen', 'Hearts'],
      ['48187', 'New England', 'New England'],
    ],
    {
      text: ['Aus Kokosfaser mit rutschfestem Rücken, 70 × 40 cm.', 'Coir with a non-slip back, 70 × 40 cm.'],
      price: 1_690,
      pictures: [
        picture(sand, draw.doormat('dots', c.cream, c.red)),
        picture(mist, draw.doormat('hearts', c.cream, c.rose)),
        picture(sage, draw.doormat('stripes', c.cream, c.blue)),
      ],
    },
  ),
  several(
    ['Blechschild', 'Metal sign'],
    [
      ['21181', '„Please one person“', 'Please one person'],
      ['21166', '„Cook with wine“', 'Cook with wine'],
      ['82600', '„No singing“', 'No singing'],
    ],
    {
      text: [
        'Englischer Spruch auf emailliertem Blech, mit Kette zum Aufhängen.',
        'A saying on enamelled metal, with a chain to hang it.',
      ],
      price: 490,
      pictures: [
        picture(mist, draw.sign(c.blue, c.darkBlue)),
        picture(blush, draw.sign(c.red, c.darkRed)),
        picture(sage, draw.sign(c.green, c.darkGreen)),
      ],
    },
  ),
  single('22467', ['Garderobe „Gumball“', 'Gumball coat rack'], {
    text: ['Fünf Haken mit bunten Knöpfen auf einem Brett.', 'Five hooks with colourful knobs on a board.'],
    price: 650,
    pictures: [picture(lilac, draw.coatRack())],
  }),
  single('84879', ['Vogel zum Hängen, farblich sortiert', 'Assorted colour bird ornament'], {
    text: ['Aus Filz und Draht, jede Sendung in anderen Farben.', 'Felt and wire, each parcel in other colours.'],
    price: 390,
    pictures: [picture(sage, draw.bird(c.sky, c.blue)), picture(blush, draw.bird(c.yellow, c.darkYellow))],
  }),
  single('22427', ['Emailkrug „Blume“, creme', 'Enamel flower jug, cream'], {
    text: [
      'Zwei Liter, für Milch, Limonade oder einen Strauß.',
      'Two litres, for milk, lemonade or a bunch of flowers.',
    ],
    price: 1_390,
    pictures: [picture(mist, draw.jug())],
  }),
  several(
    ['Wärmflasche mit Strickbezug', 'Hot water bottle with knitted cover'],
    [
      ['22112', 'Schokolade', 'Chocolate'],
      ['22113', 'Graues Herz', 'Grey heart'],
      ['21485', 'Retrospot-Herz', 'Retrospot heart'],
    ],
    {
      text: ['Ein Liter, der Bezug lässt sich waschen.', 'One litre, the cover is washable.'],
      price: 1_190,
      reduced: 950,
      pictures: [
        picture(blush, draw.hotWaterBottle(c.cocoa, '#553628')),
        picture(lilac, draw.hotWaterBottle(c.darkSilver, c.slate)),
        picture(sage, draw.hotWaterBottle(c.red, c.darkRed)),
      ],
    },
  ),
]
