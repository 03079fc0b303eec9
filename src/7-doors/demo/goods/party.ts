import * as c from '../drawing/colours.ts'
import * as draw from '../drawing/party.ts'
import { picture } from '../drawing/paper.ts'
import { several, single, type Good } from './good.ts'

const { blush, butter, lilac, mist, sage, sand } = c.grounds

export const party: readonly Good[] = [
  several(
    ['Wimpelkette', 'Bunting'],
    [
      ['47566', 'Party', 'Party'],
      ['23298', 'Punkte', 'Spotty'],
    ],
    {
      text: [
        'Zwölf Wimpel aus Baumwolle, drei Meter. Hängt nach dem Fest meistens weiter.',
        'Twelve cotton flags, three metres. Usually stays up after the party.',
      ],
      price: 1_090,
      pictures: [
        picture(mist, draw.bunting([c.red, c.cream, c.blue, c.rose])),
        picture(blush, draw.bunting([c.mint, c.yellow, c.red])),
      ],
    },
  ),
  several(
    ['Papierkette zum Basteln', 'Paper chain kit'],
    [
      ['22086', 'Weihnachten der 50er', '50s Christmas'],
      ['22910', 'Alte Weihnacht', 'Vintage Christmas', { stock: 2 }],
    ],
    {
      text: [
        'Fünfzig gummierte Streifen für eine Kette von vier Metern.',
        'Fifty gummed strips for a chain of four metres.',
      ],
      price: 650,
      pictures: [picture(sage, draw.paperChain())],
    },
  ),
  single('22197', ['Popcorntüte', 'Popcorn holder'], {
    text: ['Fest genug für viele Filmabende.', 'Strong enough for many film nights.'],
    price: 190,
    pictures: [picture(butter, draw.popcorn())],
  }),
  single('21080', ['Papierservietten „Retrospot“, 20 Stück', 'Set of 20 red Retrospot paper napkins'], {
    text: ['Dreilagig, 33 × 33 cm.', 'Three-ply, 33 × 33 cm.'],
    price: 220,
    pictures: [picture(blush, draw.napkins('dots', c.red, c.white))],
  }),
  single('21790', ['Schnipp-Schnapp-Karten', 'Vintage snap cards'], {
    text: ['Wer zuerst ruft, gewinnt. Ab vier Jahren.', 'Who shouts first wins. From four years on.'],
    price: 220,
    pictures: [picture(lilac, draw.cards())],
  }),
  several(
    ['Handwärmer', 'Hand warmer'],
    [
      ['22865', 'Eule', 'Owl design'],
      ['22867', 'Vogel', 'Bird design'],
    ],
    {
      text: [
        'Einmal knicken, zwei Stunden Wärme; in heißem Wasser wieder geladen.',
        'One click, two hours of warmth; charged again in hot water.',
      ],
      price: 490,
      reduced: 390,
      pictures: [picture(sand, draw.owl(c.wood, c.darkWood)), picture(mist, draw.owl(c.sky, c.blue))],
    },
  ),
  several(
    ['Weihnachtsanhänger aus Holz', 'Scandinavian Christmas ornament'],
    [
      ['22577', 'Herz', 'Wooden heart'],
      ['22578', 'Stern', 'Wooden star'],
    ],
    {
      text: ['Nordisch schlicht, mit rotem Band.', 'Plain and Nordic, with a red ribbon.'],
      price: 120,
      pictures: [picture(mist, draw.ornaments())],
    },
  ),
  single('22558', ['Wäscheklammern „Retrospot“, 24 Stück', 'Clothes pegs, Retrospot, pack of 24'], {
    text: ['Für Wäsche, Bilder und Grußkarten an der Leine.', 'For laundry, pictures and greeting cards on a line.'],
    price: 390,
    pictures: [picture(butter, draw.pegs())],
  }),
  single('22561', ['Malset „Schule“ aus Holz', 'Wooden school colouring set'], {
    text: ['Zwölf Stifte, Lineal und Spitzer im Holzkasten.', 'Twelve pencils, ruler and sharpener in a wooden box.'],
    price: 390,
    pictures: [picture(mist, draw.pencils())],
  }),
]

export const garden: readonly Good[] = [
  several(
    ['Kniekissen für den Garten', "Gardener's kneeling pad"],
    [
      ['23301', '„Keep calm“', 'Keep calm'],
      ['23300', '„Cup of tea“', 'Cup of tea'],
    ],
    {
      text: ['Schont Knie und Hosen.', 'Kind to knees and trousers.'],
      price: 390,
      pictures: [picture(sage, draw.kneelingPad())],
    },
  ),
  single('22693', ['Sonnenblume in der Dose', 'Grow a flytrap or sunflower in tin'], {
    text: [
      'Samen, Erde und Anleitung: auf die Fensterbank stellen, gießen, staunen.',
      'Seeds, soil and instructions: put it on the sill, water it, marvel.',
    ],
    price: 290,
    isLowlyTaxed: true,
    pictures: [picture(blush, draw.growTin())],
  }),
]
