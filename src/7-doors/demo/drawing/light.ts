import * as c from './colours.ts'
import { circle, heart, oval, path, placed, rect, repeated, stroke } from './paper.ts'

const flame =
  path('M0-44Q26-8 14 14 8 24 0 24-8 24-14 14-26-8 0-44Z', c.yellow) +
  path('M0-22Q12-2 6 12 3 17 0 17-3 17-6 12-12-2 0-22Z', '#fff3c4')

const glow = (x: number, y: number): string => circle([x, y, 120], '#ffe9a866') + circle([x, y, 70], '#ffe9a899')

export const hangingHeart = (body: string, edge: string): string =>
  stroke('M300 40V150', c.darkSilver, 6) +
  placed(heart(edge), [300, 326], 4.1) +
  placed(heart(body), [300, 320], 3.9) +
  placed(heart(c.cream), [300, 312], 2.7) +
  glow(300, 310) +
  rect([262, 336, 76, 34], c.white, 8) +
  placed(flame, [300, 318], 1.1) +
  rect([250, 366, 100, 12], edge, 6)

export const lantern = (glass: string, edge: string): string =>
  stroke('M220 190Q300 40 380 190', c.darkSilver, 7) +
  path('M200 190H400Q430 260 400 330 380 420 420 470 400 500 300 500T180 470Q220 420 200 330 170 260 200 190Z', glass) +
  oval([300, 190, 100, 18], edge) +
  stroke('M214 260Q300 284 386 260M206 350Q300 374 394 350', '#ffffff99', 6) +
  glow(300, 400) +
  rect([258, 424, 84, 44], c.white, 8) +
  placed(flame, [300, 402], 1.2)

export const tealightGlass = (): string =>
  path('M150 250H450L410 490Q408 500 396 500H204Q192 500 190 490Z', c.silver) +
  repeated(6, turn =>
    path(`M${176 + turn * 44} 300L${198 + turn * 44} 270 ${220 + turn * 44} 300 ${198 + turn * 44} 380Z`, '#ffffff80'),
  ) +
  repeated(5, turn =>
    path(`M${206 + turn * 42} 400L${222 + turn * 42} 376 ${238 + turn * 42} 400 ${222 + turn * 42} 460Z`, '#ffffff66'),
  ) +
  oval([300, 250, 150, 26], c.darkSilver) +
  oval([300, 252, 134, 18], c.cream) +
  glow(300, 210) +
  placed(flame, [300, 226], 1.5)

export const chilliLights = (): string => {
  const chilli =
    path('M-16 0Q-30 60 0 120 4 128 12 120 30 70 20 0 2-14-16 0Z', c.red) +
    path('M-10 10Q-18 60 2 104 -4 60 0 8Z', '#ffffff55') +
    path('M-22 4Q0-26 24 4 2 14-22 4Z', c.green)
  const places = [
    [110, 190, 10],
    [200, 250, -6],
    [290, 276, 4],
    [380, 262, -8],
    [470, 200, 6],
    [170, 390, 8],
    [262, 420, -4],
    [352, 420, 5],
    [440, 390, -9],
  ] as const
  return (
    stroke('M60 120Q110 190 200 240T380 252 540 120M120 350Q170 380 262 408T440 380 500 340', c.darkGreen, 7) +
    places.map(([x, y, turn]) => `<g transform="translate(${x} ${y}) rotate(${turn}) scale(.9)">${chilli}</g>`).join('')
  )
}

export const rabbit = (): string =>
  glow(300, 380) +
  oval([252, 170, 34, 96], c.white) +
  oval([348, 170, 34, 96], c.white) +
  oval([252, 176, 15, 66], c.rose) +
  oval([348, 176, 15, 66], c.rose) +
  path('M170 400Q170 260 300 260T430 400 300 500 170 400Z', c.white) +
  oval([300, 498, 120, 12], c.shade) +
  circle([256, 360, 11], c.ink) +
  circle([344, 360, 11], c.ink) +
  path('M288 388H312L300 402Z', c.rose) +
  stroke('M300 402V416M300 416Q284 430 272 420M300 416Q316 430 328 420', c.slate, 5) +
  circle([226, 396, 18], '#e79aa466') +
  circle([374, 396, 18], '#e79aa466')

export const toadstool = (): string =>
  glow(300, 440) +
  path('M250 330H350Q350 430 384 490 300 510 216 490 250 430 250 330Z', c.white) +
  path('M110 340Q110 150 300 150T490 340Q400 372 300 372T110 340Z', c.red) +
  path('M160 352Q300 384 440 352 400 376 300 376T160 352Z', c.darkRed) +
  circle([230, 250, 30], c.white) +
  circle([340, 210, 24], c.white) +
  circle([400, 296, 28], c.white) +
  circle([300, 310, 20], c.white) +
  circle([170, 312, 18], c.white)

export const candleTin = (): string =>
  rect([170, 280, 260, 210], c.rose, 14) +
  oval([300, 280, 130, 30], c.darkRose) +
  oval([300, 282, 116, 22], c.cream) +
  rect([170, 340, 260, 90], c.cream) +
  placed(heart(c.red), [300, 384], 0.7) +
  stroke('M220 384H250M350 384H380', c.rose, 6) +
  glow(300, 210) +
  stroke('M300 280V256', c.slate, 6) +
  placed(flame, [300, 240], 1.4)
