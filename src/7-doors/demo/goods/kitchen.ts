import * as c from '../drawing/colours.ts'
import * as draw from '../drawing/kitchen.ts'
import { picture } from '../drawing/paper.ts'
import { several, single, type Good } from './good.ts'

const { blush, butter, lilac, mist, sage, sand } = c.grounds

export const kitchen: readonly Good[] = [
  single('22423', ['Etagere „Regency“, 3-stöckig', 'Regency cakestand, 3 tier'], {
    text: [
      'Drei Teller aus Porzellan an einer silbernen Stange. Für Gebäck, Pralinen oder Schmuck; leicht zerlegt und verstaut.',
      'Three china plates on a silver rod. For cakes, chocolates or jewellery; quickly taken apart and put away.',
    ],
    price: 2_990,
    reduced: 2_290,
    before: 2_690,
    pictures: [picture(blush, draw.cakestand(c.white, c.shade))],
  }),
  several(
    ['Teetasse mit Untertasse „Regency“', 'Regency teacup and saucer'],
    [
      ['22699', 'Rosen', 'Roses'],
      ['22697', 'Grün', 'Green'],
      ['22698', 'Rosa', 'Pink', { stock: 3 }],
    ],
    {
      text: [
        'Porzellan mit Blumen und farbigem Rand, 200 ml. Spülmaschinenfest.',
        'China with flowers and a coloured rim, 200 ml. Dishwasher safe.',
      ],
      price: 690,
      pictures: [picture(sage, draw.teacup(c.white, c.rose)), picture(mist, draw.teacup(c.white, c.mint))],
    },
  ),
  single('22720', ['Kuchendosen „Pantry“, 3er-Set', 'Set of 3 cake tins, pantry design'], {
    text: [
      'Drei Blechdosen, die ineinander passen. Halten Kuchen und Plätzchen frisch.',
      'Three tins that fit into each other. They keep cakes and biscuits fresh.',
    ],
    price: 1_490,
    pictures: [
      picture(
        butter,
        draw.tins([
          [210, 490, 190, 170, c.mint],
          [400, 490, 150, 130, c.rose],
          [300, 300, 170, 120, c.yellow],
        ]),
      ),
    ],
  }),
  single('22722', ['Gewürzdosen „Pantry“, 6er-Set', 'Set of 6 spice tins, pantry design'], {
    text: ['Sechs kleine Dosen mit Feld zum Beschriften.', 'Six small tins with a space to write on.'],
    price: 990,
    reduced: 790,
    pictures: [
      picture(
        sage,
        draw.tins([
          [150, 480, 120, 120, c.yellow],
          [300, 490, 120, 120, c.mint],
          [450, 480, 120, 120, c.rose],
          [225, 330, 120, 120, c.sky],
          [375, 330, 120, 120, c.red],
        ]),
      ),
    ],
  }),
  single('23243', ['Dosen für Tee, Kaffee und Zucker „Pantry“', 'Set of tea, coffee and sugar tins, pantry design'], {
    text: ['Drei hohe Dosen mit dicht schließendem Deckel.', 'Three tall tins with a tight lid.'],
    price: 1_290,
    pictures: [
      picture(
        mist,
        draw.tins([
          [150, 490, 140, 240, c.mint],
          [305, 495, 140, 240, c.cream],
          [460, 490, 140, 240, c.rose],
        ]),
      ),
    ],
  }),
  single('22960', ['Marmeladen-Set mit Gläsern', 'Jam making set with jars'], {
    text: [
      'Gläser, Stoffhauben, Etiketten und Gummiringe für ein Dutzend Gläser Selbstgemachtes.',
      'Jars, cloth covers, labels and bands for a dozen jars of your own.',
    ],
    price: 1_090,
    pictures: [picture(blush, draw.jars())],
  }),
  single('22138', ['Back-Set „Retrospot“, 9-teilig', 'Baking set, 9 piece, Retrospot'], {
    text: [
      'Schüssel, Löffel, Schneebesen, Teigschaber und Ausstecher – so groß, dass auch Kinder damit backen.',
      'Bowl, spoon, whisk, scraper and cutters – of a size that children can bake with, too.',
    ],
    price: 1_390,
    pictures: [picture(mist, draw.bowlAndWhisk('dots', c.red, c.white))],
  }),
  single('22993', ['Puddingformen „Pantry“, 4er-Set', 'Set of 4 pantry jelly moulds'], {
    text: [
      'Vier Formen aus Metall für Pudding, Sülze oder Kerzen.',
      'Four metal moulds for jelly, pudding or candles.',
    ],
    price: 490,
    pictures: [picture(sand, draw.moulds())],
  }),
  single('20914', ['Glasschüsseln mit Deckel „Retrospot“, 5er-Set', 'Set of 5 Retrospot lid glass bowls'], {
    text: [
      'Fünf Schüsseln aus Glas, die gestapelt wenig Platz brauchen. Ohne Deckel für den Ofen geeignet.',
      'Five glass bowls that take little room when stacked. Ovenproof without lids.',
    ],
    price: 1_490,
    stock: 2,
    pictures: [picture(sage, draw.bowls('dots', c.red, c.white))],
  }),
  single('22139', ['Teeservice „Retrospot“ aus Keramik, 11-teilig', 'Retrospot tea set, ceramic, 11 piece'], {
    text: [
      'Für die Teegesellschaft im Kinderzimmer: Kanne, Milch, Zucker, vier Tassen mit Untertassen.',
      'For tea parties in the nursery: pot, milk, sugar, four cups with saucers.',
    ],
    price: 1_690,
    reduced: 1_290,
    pictures: [picture(mist, draw.teapot('dots', c.red, c.white))],
  }),
  several(
    ['Küchenwaage', 'Kitchen scales'],
    [
      ['22625', 'Rot', 'Red'],
      ['22624', 'Elfenbein', 'Ivory'],
      ['22627', 'Mint', 'Mint', { stock: 4 }],
    ],
    {
      text: [
        'Mechanische Waage mit großer Schale, bis 5 kg. Braucht keine Batterie.',
        'A mechanical scale with a large pan, up to 5 kg. Needs no battery.',
      ],
      price: 2_490,
      pictures: [
        picture(sand, draw.scales(c.red, c.darkRed)),
        picture(blush, draw.scales(c.mint, c.darkMint)),
        picture(mist, draw.scales(c.cream, c.darkCream)),
      ],
    },
  ),
  several(
    ['Backförmchen aus Papier', 'Paper cake cases'],
    [
      ['21212', 'Retrospot, 72 Stück', 'Retrospot, pack of 72'],
      ['21977', 'Paisley rosa, 60 Stück', 'Pink paisley, pack of 60'],
      ['84991', 'Teatime, 60 Stück', 'Teatime, pack of 60'],
    ],
    {
      text: ['Fettdicht und standfest, auch ohne Blech.', 'Grease-proof and stable, even without a tray.'],
      price: 250,
      pictures: [
        picture(lilac, draw.cupcakes('dots', c.red, c.white)),
        picture(sage, draw.cupcakes('leaves', c.rose, c.white)),
      ],
    },
  ),
  single('22666', ['Rezeptkasten „Pantry“, gelb', 'Recipe box, pantry yellow design'], {
    text: [
      'Kasten mit Karten und Registern für die Rezepte, die man nicht verlieren will.',
      'A box with cards and dividers for the recipes you do not want to lose.',
    ],
    price: 890,
    pictures: [picture(mist, draw.recipeBox())],
  }),
  several(
    ['Ausstechformen', 'Cookie cutters'],
    [
      ['84378', 'Herzen, 3er-Set', 'Set of 3 hearts'],
      ['22966', 'Lebkuchenmann', 'Gingerbread man'],
      ['84380', 'Schmetterlinge, 3er-Set', 'Set of 3 butterflies', { stock: 0 }],
    ],
    {
      text: ['Aus rostfreiem Stahl mit gefalztem Rand.', 'Stainless steel with a folded rim.'],
      price: 350,
      pictures: [picture(butter, draw.cutters())],
    },
  ),
]
