import * as c from './colours.ts'
import { circle, heart, oval, path, placed, print, rect, repeated, star, stroke, type Print } from './paper.ts'

export const bunting = (colours: readonly string[]): string => {
  const row = (y: number, shift: number) =>
    stroke(`M30 ${y}Q300 ${y + 90} 570 ${y}`, c.wood, 7) +
    repeated(6, flag => {
      const x = 78 + flag * 88
      const top = y + 2 + Math.round(44 - ((x - 300) / 270) ** 2 * 44)
      return (
        path(`M${x - 36} ${top}H${x + 36}L${x} ${top + 104}Z`, colours[(flag + shift) % colours.length]!) +
        (flag % 2 === 0 ? placed(heart(c.cream), [x, top + 36], 0.3) : '')
      )
    })
  return row(130, 0) + row(310, 2)
}

export const paperChain = (): string =>
  repeated(9, link => {
    const x = 84 + link * 54
    const y = 240 + Math.round(Math.sin((link / 8) * Math.PI) * 120)
    return `<ellipse cx="${x}" cy="${y}" rx="40" ry="48" fill="none" stroke="${[c.red, c.cream, c.green, c.rose][link % 4]!}" stroke-width="20"/>`
  }) +
  placed(star(c.yellow), [84, 150], 0.7) +
  placed(star(c.yellow), [516, 150], 0.7)

export const popcorn = (): string => {
  const stripes = print('stripes', c.white, c.red)
  const corn = [
    [210, 200],
    [260, 170],
    [310, 150],
    [360, 176],
    [400, 206],
    [236, 226],
    [290, 206],
    [344, 220],
    [386, 236],
  ] as const
  return (
    stripes.defined +
    corn
      .map(
        ([x, y]) =>
          circle([x, y, 34], c.cream) + circle([x - 12, y + 8, 20], '#f3dfae') + circle([x + 10, y - 8, 9], c.yellow),
      )
      .join('') +
    path('M170 230L430 230 396 490Q395 500 384 500H216Q205 500 204 490Z', stripes.fill) +
    path('M170 230H430L424 270H176Z', '#0000001f')
  )
}

export const napkins = (kind: Print, ground: string, ink: string): string => {
  const paper = print(kind, ground, ink)
  return (
    paper.defined +
    repeated(5, sheet => rect([120 + sheet * 3, 470 - sheet * 12, 360, 24], sheet % 2 === 0 ? c.white : c.shade, 6)) +
    path('M140 410L330 190 500 330 300 440Z', ground) +
    path('M150 400L330 206 482 328 300 424Z', paper.fill) +
    path('M330 206L482 328 300 424Z', '#0000001a')
  )
}

const card = (fill: string, mark: string) =>
  rect([-84, -124, 168, 248], c.white, 14) + rect([-72, -112, 144, 224], fill, 8) + mark

const fan = (inner: string, degrees: number) =>
  `<g transform="translate(300 420) rotate(${degrees}) translate(0 -130)">${inner}</g>`

export const cards = (): string => {
  return (
    fan(card(c.sky, placed(star(c.yellow), [0, 0], 1.1)), -30) +
    fan(card(c.mint, circle([0, 0, 44], c.red)), -2) +
    fan(card(c.rose, placed(heart(c.red), [0, 4], 1.1)), 28)
  )
}

export const owl = (feathers: string, wing: string): string =>
  path(
    'M170 240Q160 150 190 120 230 160 300 150 370 160 410 120 440 150 430 240L440 390Q430 496 300 496T160 390Z',
    feathers,
  ) +
  path('M160 330Q130 420 190 470 220 400 190 320ZM440 330Q470 420 410 470 380 400 410 320Z', wing) +
  circle([240, 250, 58], c.white) +
  circle([360, 250, 58], c.white) +
  circle([246, 254, 26], c.ink) +
  circle([354, 254, 26], c.ink) +
  circle([254, 246, 8], c.white) +
  circle([362, 246, 8], c.white) +
  path('M282 290H318L300 330Z', c.yellow) +
  repeated(3, row =>
    repeated(4 - row, feather => path(`M${222 + feather * 52 + row * 26} ${360 + row * 38}q22 34 44 0Z`, wing)),
  )

export const ornaments = (): string =>
  stroke('M200 60V170M400 60V210', c.red, 5) +
  placed(heart(c.wood), [200, 264], 2.2) +
  placed(heart(c.white), [200, 262], 1.5) +
  placed(heart(c.red), [200, 260], 0.9) +
  placed(star(c.wood), [400, 330], 2.4) +
  placed(star(c.white), [400, 332], 1.6) +
  placed(star(c.red), [400, 334], 0.9)

const peg = (paint: string) =>
  path('M-20-80H20L14 90Q0 100-14 90Z', paint) +
  path('M-4-20H4V96H-4Z', '#00000033') +
  rect([-24, -40, 48, 14], c.darkSilver, 7) +
  repeated(3, dot => circle([dot % 2 === 0 ? -6 : 8, -66 + dot * 34, 5], c.white))

export const pegs = (): string => {
  return (
    stroke('M30 200Q300 260 570 200', c.darkSilver, 6) +
    [c.red, c.cream, c.rose, c.mint, c.sky]
      .map((paint, position) => placed(peg(paint), [110 + position * 95, 250 - Math.abs(position - 2) * 8], 1.5))
      .join('') +
    oval([300, 480, 130, 10], '#00000010')
  )
}

export const kneelingPad = (): string =>
  rect([110, 220, 380, 260], c.darkGreen, 40) +
  rect([110, 208, 380, 256], c.green, 40) +
  rect([230, 236, 140, 44], c.darkGreen, 22) +
  stroke('M180 330H420M210 376H390M250 420H350', c.cream, 14) +
  path('M280 170Q300 120 320 170 344 130 360 160 340 200 300 204 260 200 240 160 256 130 280 170Z', c.red)

const pencil = (paint: string) =>
  rect([-20, -120, 40, 240], paint) +
  rect([-20, -120, 13, 240], '#ffffff40') +
  path('M-20-120H20L0-176Z', c.cream) +
  path('M-7-156H7L0-176Z', paint)

export const pencils = (): string => {
  return (
    [c.red, c.yellow, c.green, c.blue, c.rose]
      .map((paint, position) => placed(pencil(paint), [140 + position * 80, 300 + (position % 2) * 30]))
      .join('') +
    rect([90, 370, 420, 130], c.wood, 16) +
    rect([90, 480, 420, 20], c.darkWood, 10) +
    placed(heart(c.cream), [300, 430], 0.7)
  )
}

export const growTin = (): string =>
  stroke('M300 300Q290 220 300 150', c.green, 12) +
  path('M298 250Q230 250 210 200 280 190 298 250ZM302 230Q370 230 390 180 320 170 302 230Z', c.green) +
  repeated(
    12,
    petal => `<g transform="translate(300 130) rotate(${petal * 30})">${oval([0, -52, 15, 34], c.yellow)}</g>`,
  ) +
  circle([300, 130, 36], c.cocoa) +
  rect([180, 300, 240, 196], c.sky, 12) +
  oval([300, 300, 120, 26], c.blue) +
  oval([300, 302, 106, 18], c.cocoa) +
  rect([180, 360, 240, 82], c.cream) +
  stroke('M220 392H380M250 416H350', c.blue, 8)
