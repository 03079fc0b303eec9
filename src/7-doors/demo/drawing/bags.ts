import * as c from './colours.ts'
import { circle, oval, path, print, rect, repeated, stroke, type Print } from './paper.ts'

export type Cloth = readonly [kind: Print, ground: string, ink: string]

export const lunchBag = ([kind, ground, ink]: Cloth): string => {
  const cloth = print(kind, ground, ink)
  return (
    cloth.defined +
    stroke('M230 150Q300 70 370 150', ink, 18) +
    path('M170 170H430L450 480Q450 500 430 500H170Q150 500 150 480Z', cloth.fill) +
    path('M170 170H430L436 260H164Z', '#0000001a') +
    rect([160, 150, 280, 44], ink, 14) +
    rect([270, 180, 60, 70], c.cream, 8) +
    path('M430 170L450 480Q450 500 430 500H400L396 170Z', '#00000014')
  )
}

export const tote = ([kind, ground, ink]: Cloth): string => {
  const cloth = print(kind, ground, ink)
  return (
    cloth.defined +
    stroke('M200 240Q200 90 260 90T320 240', ink, 15) +
    stroke('M280 240Q280 110 340 110T400 240', ink, 15) +
    path('M110 230H490L470 480Q468 500 448 500H152Q132 500 130 480Z', cloth.fill) +
    rect([106, 220, 388, 26], ink, 10) +
    path('M490 230L470 480Q468 500 448 500H410L420 230Z', '#00000016')
  )
}

export const pouch = ([kind, ground, ink]: Cloth): string => {
  const cloth = print(kind, ground, ink)
  return (
    cloth.defined +
    path('M210 240Q120 320 130 430 140 500 300 500T470 430Q480 320 390 240Z', cloth.fill) +
    path(
      'M200 150Q230 200 214 240H386Q370 200 400 150 370 168 350 150 326 172 300 150 274 172 250 150 230 168 200 150Z',
      cloth.fill,
    ) +
    rect([200, 230, 200, 22], ink, 11) +
    stroke('M396 240Q450 250 452 310M396 246Q436 270 430 330', ink, 8) +
    circle([452, 318, 10], ink) +
    circle([430, 338, 10], ink)
  )
}

export const picnicBag = ([kind, ground, ink]: Cloth): string => {
  const cloth = print(kind, ground, ink)
  return (
    cloth.defined +
    stroke('M210 250Q220 110 300 110T390 250', c.darkSlate, 18) +
    rect([110, 230, 380, 270], cloth.fill, 34) +
    rect([110, 230, 380, 62], ground, 30) +
    stroke('M130 292H470', c.cream, 6) +
    rect([200, 350, 200, 110], ground, 18) +
    stroke('M220 374H380', c.cream, 5) +
    rect([286, 280, 28, 40], c.silver, 8)
  )
}

export const wickerBasket = (): string => {
  const cloth = print('checks', c.white, c.red)
  const weave = repeated(5, row =>
    repeated(9, column =>
      rect([122 + column * 40 + (row % 2) * 20, 318 + row * 36, 30, 14], column % 2 === 0 ? c.darkWood : '#b58658', 7),
    ),
  )
  return (
    cloth.defined +
    stroke('M160 310Q180 110 300 110T440 310', c.darkWood, 22) +
    path('M150 300Q200 220 260 270 300 210 350 266 420 230 450 300Z', cloth.fill) +
    path('M96 296H504L480 480Q478 500 456 500H144Q122 500 120 480Z', c.wood) +
    weave +
    rect([86, 284, 428, 30], c.darkWood, 15) +
    oval([300, 300, 16, 16], c.cocoa)
  )
}
