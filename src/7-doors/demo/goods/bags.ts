import * as c from '../drawing/colours.ts'
import * as draw from '../drawing/bags.ts'
import { picture } from '../drawing/paper.ts'
import { several, single, type Good } from './good.ts'

const { blush, butter, lilac, mist, sage, sand } = c.grounds

export const bags: readonly Good[] = [
  several(
    ['Lunchtasche', 'Lunch bag'],
    [
      ['20725', 'Retrospot rot', 'Red Retrospot'],
      ['22382', 'Spaceboy', 'Spaceboy design'],
      ['22383', 'Suki', 'Suki design'],
      ['23206', 'Äpfel', 'Apple design'],
      ['20726', 'Waldtiere', 'Woodland', { stock: 2 }],
    ],
    {
      text: [
        'Hält Essen warm oder kühl, lässt sich auswischen und flach falten.',
        'Keeps food warm or cool, wipes clean and folds flat.',
      ],
      price: 390,
      pictures: [
        picture(sage, draw.lunchBag(['dots', c.red, c.white])),
        picture(butter, draw.lunchBag(['stars', c.darkBlue, c.yellow])),
        picture(mist, draw.lunchBag(['apples', c.cream, c.red])),
      ],
    },
  ),
  several(
    ['Große Tragetasche', 'Jumbo bag'],
    [
      ['85099B', 'Retrospot rot', 'Red Retrospot'],
      ['23203', 'Spitzendeckchen', 'Vintage doily'],
      ['22386', 'Rosa Punkte', 'Pink polkadot'],
      ['85099F', 'Erdbeeren', 'Strawberry'],
      ['23199', 'Äpfel', 'Apples'],
    ],
    {
      text: [
        'Aus recycelten Flaschen: trägt 20 kg und wiegt fast nichts.',
        'Made of recycled bottles: carries 20 kg and weighs next to nothing.',
      ],
      price: 490,
      pictures: [
        picture(mist, draw.tote(['dots', c.red, c.white])),
        picture(blush, draw.tote(['doily', c.mint, c.white])),
        picture(butter, draw.tote(['apples', c.cream, c.red])),
      ],
    },
  ),
  several(
    ['Beutel „Charlotte“', 'Charlotte bag'],
    [
      ['20724', 'Retrospot rot', 'Red Retrospot'],
      ['22356', 'Rosa Punkte', 'Pink polkadot'],
      ['22355', 'Suki', 'Suki design'],
    ],
    {
      text: [
        'Kleiner Beutel mit Zugband für Geschenke, Spielzeug oder Schmuck.',
        'A small drawstring bag for presents, toys or jewellery.',
      ],
      price: 220,
      pictures: [
        picture(butter, draw.pouch(['dots', c.red, c.white])),
        picture(sage, draw.pouch(['hearts', c.rose, c.red])),
      ],
    },
  ),
  single('21936', ['Picknicktasche „Retrospot“', 'Red Retrospot picnic bag'], {
    text: [
      'Gepolsterte Kühltasche mit Platz für vier Flaschen oder ein Mittagessen zu zweit.',
      'A padded cool bag with room for four bottles or a lunch for two.',
    ],
    price: 790,
    pictures: [picture(lilac, draw.picnicBag(['dots', c.red, c.white]))],
  }),
  single('22501', ['Picknickkorb aus Weide, groß', 'Picnic basket, wicker, large'], {
    text: ['Von Hand geflochten, mit Deckel und Lederschlaufe.', 'Woven by hand, with lid and leather strap.'],
    price: 2_990,
    stock: 1,
    pictures: [picture(sand, draw.wickerBasket())],
  }),
]
