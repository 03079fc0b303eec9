import * as c from './colours.ts'
import {
  around,
  circle,
  heart,
  heartOutline,
  oval,
  path,
  placed,
  print,
  rect,
  repeated,
  stroke,
  type Print,
} from './paper.ts'

const cake = (icing: string): string =>
  rect([-22, -4, 44, 22], c.wood, 6) +
  path('M-24 0Q-24-26 0-26T24 0Q16 8 8 0 0 8-8 0-16 8-24 0Z', icing) +
  circle([0, -28, 7], c.red)

export const cakestand = (plate: string, edge: string): string => {
  const tier = (y: number, width: number) => oval([300, y, width, 20], plate) + oval([300, y - 6, width - 14, 12], edge)
  return (
    rect([292, 130, 16, 350], c.darkSilver, 8) +
    circle([300, 118, 22], 'none') +
    stroke('M300 140A22 22 0 1 1 301 140', c.darkSilver, 9) +
    tier(220, 90) +
    tier(340, 140) +
    tier(460, 190) +
    oval([300, 496, 70, 12], c.darkSilver) +
    placed(cake(c.rose), [255, 196]) +
    placed(cake(c.mint), [345, 196]) +
    placed(cake(c.cream), [220, 316]) +
    placed(cake(c.rose), [380, 316]) +
    placed(cake(c.yellow), [170, 436]) +
    placed(cake(c.rose), [255, 440]) +
    placed(cake(c.mint), [345, 440]) +
    placed(cake(c.cream), [430, 436])
  )
}

const flower = (petal: string): string =>
  repeated(5, turn =>
    circle([Math.round(Math.cos(turn * 1.2566) * 13), Math.round(Math.sin(turn * 1.2566) * 13), 11], petal),
  ) + circle([0, 0, 8], c.yellow)

export const teacup = (china: string, edge: string): string =>
  oval([300, 482, 200, 34], edge) +
  oval([300, 474, 190, 28], china) +
  oval([300, 470, 96, 13], edge) +
  stroke('M416 290Q496 280 486 350 476 406 396 400', edge, 20) +
  path('M170 250H430Q428 420 350 462H250Q172 420 170 250Z', china) +
  oval([300, 250, 130, 26], edge) +
  oval([300, 254, 114, 18], '#a9643c') +
  placed(flower(c.rose), [250, 350]) +
  placed(flower(c.red), [310, 380], 1.2) +
  placed(flower(c.rose), [362, 340], 0.9) +
  stroke('M226 388Q238 370 244 362M392 360Q380 352 374 348', c.green, 6) +
  stroke('M270 200Q250 170 270 144T270 90M330 200Q350 170 330 144T330 90', '#ffffffcc', 8)

const tin = (width: number, height: number, fill: string): string =>
  rect([-width / 2, -height, width, height], fill, 10) +
  oval([0, -height, width / 2, width / 9], c.cream) +
  oval([0, -height - 8, width / 2 - 2, width / 9], c.shade) +
  oval([0, -height - 16, 16, 8], c.darkRed) +
  rect([-width / 2, -height / 2 - 18, width, 36], c.cream) +
  rect([-width / 4, -height / 2 - 8, width / 2, 16], '#00000022', 6)

/** Tins beside or upon each other: width, height and colour of each. */
export const tins = (
  of: readonly (readonly [x: number, y: number, width: number, height: number, fill: string])[],
): string => of.map(([x, y, width, height, fill]) => placed(tin(width, height, fill), [x, y])).join('')

const jar = (fruit: string, lid: string): string => {
  const cloth = print('checks', c.white, lid)
  return (
    cloth.defined +
    path('M-62-130Q-80-110-80-70V40Q-80 60-60 60H60Q80 60 80 40V-70Q80-110 62-130Z', '#ffffffb0') +
    path('M-72-60V36Q-72 52-56 52H56Q72 52 72 36V-60Z', fruit) +
    rect([-44, -30, 88, 56], c.cream, 8) +
    placed(heart(fruit), [0, 0], 0.36) +
    path(
      'M-84-116Q-70-150-62-160H62Q70-150 84-116Q60-128 42-114 20-128 0-114-20-128-42-114-62-128-84-116Z',
      cloth.fill,
    ) +
    rect([-64, -138, 128, 8], c.darkRed, 4)
  )
}

export const jars = (): string =>
  placed(jar(c.darkRed, c.red), [200, 430], 1.15) +
  placed(jar(c.darkYellow, c.green), [400, 436], 1.05) +
  stroke('M296 500Q330 470 420 510', c.wood, 14)

export const bowlAndWhisk = (kind: Print, ground: string, dots: string): string => {
  const enamel = print(kind, ground, dots)
  return (
    enamel.defined +
    stroke('M420 110L330 290', c.darkWood, 20) +
    stroke('M340 270Q250 320 290 380M340 270Q300 350 320 390M340 270Q360 360 340 400', c.darkSilver, 7) +
    path('M110 300H490Q480 470 360 496H240Q120 470 110 300Z', enamel.fill) +
    oval([300, 300, 190, 30], c.white) +
    oval([300, 304, 172, 20], c.cream) +
    stroke('M150 180L230 290', c.wood, 22) +
    oval([140, 164, 34, 44], c.wood)
  )
}

const mould = (fill: string, line: string): string =>
  path('M-80 50Q-88-10-60-40Q-50-70-30-58-20-84 0-70 20-84 30-58 50-70 60-40 88-10 80 50Z', fill) +
  stroke('M-40 40Q-44-10-28-46M0 42V-60M40 40Q44-10 28-46', line, 6) +
  oval([0, 50, 90, 14], line)

export const moulds = (): string =>
  placed(mould(c.red, c.darkRed), [200, 250]) +
  placed(mould(c.cream, c.darkCream), [400, 250]) +
  placed(mould(c.mint, c.darkMint), [200, 430]) +
  placed(mould(c.sky, c.blue), [400, 430])

export const bowls = (kind: Print, ground: string, dots: string): string => {
  const lid = print(kind, ground, dots)
  const bowl = (y: number, width: number) =>
    path(
      `M${300 - width} ${y}H${300 + width}Q${300 + width - 10} ${y + 74} ${300 + width / 2} ${y + 84}H${300 - width / 2}Q${300 - width + 10} ${y + 74} ${300 - width} ${y}Z`,
      '#ffffffa8',
    ) + rect([300 - width - 8, y - 18, 2 * width + 16, 26], lid.fill, 12)
  return lid.defined + bowl(412, 180) + bowl(322, 142) + bowl(236, 106) + bowl(156, 72)
}

export const teapot = (kind: Print, ground: string, dots: string): string => {
  const china = print(kind, ground, dots)
  return (
    china.defined +
    stroke('M420 260Q520 250 500 340 486 420 410 410', ground, 26) +
    path('M190 330Q130 320 96 240 130 236 150 262 170 290 200 280Z', ground) +
    path('M180 340Q180 220 300 220T420 340Q420 480 340 496H260Q180 480 180 340Z', china.fill) +
    oval([300, 232, 78, 18], c.white) +
    path('M226 230Q240 190 300 188T374 230Z', ground) +
    circle([300, 178, 18], c.white) +
    oval([300, 498, 70, 10], ground)
  )
}

export const scales = (body: string, edge: string): string =>
  path('M190 490L220 290H380L410 490Q412 500 400 500H200Q188 500 190 490Z', body) +
  path('M220 290H380L384 316H216Z', edge) +
  circle([300, 400, 74], c.white) +
  placed(around(12, rect([-3, -66, 6, 14], c.slate, 3)), [300, 400]) +
  stroke('M300 400L332 356', c.red, 8) +
  circle([300, 400, 10], c.red) +
  rect([284, 240, 32, 54], c.darkSilver, 6) +
  path('M130 190H470Q460 244 400 252H200Q140 244 130 190Z', c.silver) +
  oval([300, 190, 170, 22], c.darkSilver) +
  oval([300, 186, 158, 15], c.shade)

export const cupcakes = (kind: Print, ground: string, dots: string): string => {
  const paper = print(kind, ground, dots)
  const one = (icing: string) =>
    path('M-92 0H92L66 130H-66Z', paper.fill) +
    path('M-104 8Q-112-40-66-48-60-110 0-112T66-48Q112-40 104 8Q78 26 52 8 26 26 0 8-26 26-52 8-78 26-104 8Z', icing) +
    circle([0, -118, 17], c.red)
  return (
    paper.defined +
    placed(one(c.cream), [300, 250], 0.95) +
    placed(one(c.rose), [188, 390], 0.9) +
    placed(one(c.white), [412, 390], 0.9)
  )
}

export const recipeBox = (): string => {
  const paper = print('dots', c.yellow, c.cream)
  return (
    paper.defined +
    rect([160, 160, 280, 240], c.white, 8) +
    rect([180, 130, 280, 240], c.shade, 8) +
    stroke('M210 180H420M210 210H420M210 240H360', c.darkSilver, 6) +
    rect([210, 110, 70, 30], c.rose, 6) +
    rect([130, 280, 340, 220], paper.fill, 14) +
    rect([130, 280, 340, 26], c.darkYellow, 10) +
    rect([220, 356, 160, 76], c.cream, 10) +
    stroke('M250 384H350M250 408H320', c.darkYellow, 7)
  )
}

export const cutters = (): string =>
  placed(heartOutline(c.darkSilver, 5), [300, 316], 4) +
  placed(heartOutline(c.silver, 6), [300, 314], 2.9) +
  placed(heart(c.wood), [300, 312], 1.7) +
  circle([274, 296, 8], c.white) +
  circle([326, 296, 8], c.white) +
  stroke('M276 326Q300 346 324 326', c.white, 7)
