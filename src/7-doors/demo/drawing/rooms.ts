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

export const slateHeart = (): string =>
  stroke('M220 160Q300 20 380 160', c.wood, 7) +
  placed(heart(c.darkSlate), [300, 314], 4) +
  placed(heart(c.slate), [300, 310], 3.8) +
  stroke('M200 270Q240 240 280 270T360 270M230 330H370M262 384H336', '#ffffffb0', 8)

const block = (letter: string, fill: string): string =>
  rect([-52, -52, 104, 104], fill, 8) + rect([-40, -40, 80, 80], c.white, 6) + path(letters[letter]!, c.slate)

// Letters of 50, drawn: a picture must not need anybody's font.
const letters: Readonly<Record<string, string>> = {
  H: 'M-22-26H-10V-6H10V-26H22V26H10V5H-10V26H-22Z',
  O: 'M0-27A27 27 0 1 0 0 27 27 27 0 1 0 0-27ZM0-14A14 14 0 1 1 0 14 14 14 0 1 1 0-14Z',
  M: 'M-25 26V-26H-12L0-4 12-26H25V26H14V-6L0 18-14-6V26Z',
  E: 'M-18-26H20V-15H-6V-6H14V5H-6V15H20V26H-18Z',
}

export const blocks = (): string =>
  rect([70, 404, 460, 84], c.wood, 10) +
  rect([70, 470, 460, 18], c.darkWood, 8) +
  placed(block('H', c.sky), [134, 346]) +
  placed(block('O', c.rose), [245, 346]) +
  placed(block('M', c.mint), [356, 346]) +
  placed(block('E', c.yellow), [467, 346]) +
  placed(heart(c.red), [300, 220], 0.9)

export const wickerHeart = (cane: string, edge: string): string =>
  stroke('M270 130Q300 60 330 130', edge, 9) +
  placed(heartOutline(edge, 13), [300, 316], 3.8) +
  placed(heartOutline(cane, 9), [300, 316], 3.8) +
  placed(heartOutline(cane, 6), [300, 312], 3) +
  placed(heartOutline(edge, 4), [300, 312], 3.4) +
  stroke('M170 260L420 400M160 320L350 440M210 200L440 330M430 260L190 400M440 320L260 440M390 200L160 330', cane, 7) +
  path('M300 130Q250 90 230 130 250 160 300 136 350 160 370 130 350 90 300 130Z', c.rose)

export const frame = (wooden: string, edge: string): string =>
  rect([130, 110, 340, 390], edge, 12) +
  rect([136, 110, 328, 382], wooden, 10) +
  rect([186, 162, 228, 278], edge, 4) +
  rect([192, 168, 216, 266], c.sky, 2) +
  circle([350, 226, 28], c.yellow) +
  path('M192 434V350Q250 290 310 350 350 310 408 356V434Z', c.green) +
  path('M192 434V400Q290 340 408 410V434Z', c.darkGreen)

export const alarmClock = (body: string, edge: string): string =>
  circle([210, 150, 56], edge) +
  circle([390, 150, 56], edge) +
  stroke('M300 120V90M272 88H328', edge, 14) +
  stroke('M200 430L160 496M400 430L440 496', edge, 22) +
  circle([300, 320, 178], body) +
  circle([300, 320, 146], c.white) +
  placed(around(12, rect([-4, -132, 8, 22], c.slate, 4)), [300, 320]) +
  stroke('M300 320L250 250M300 320L372 280', c.slate, 11) +
  stroke('M300 320V400', c.red, 5) +
  circle([300, 320, 12], c.slate)

export const wallClock = (rim: string, edge: string): string =>
  circle([300, 304, 196], edge) +
  circle([300, 300, 190], rim) +
  circle([300, 300, 150], c.cream) +
  circle([300, 300, 112], c.white) +
  placed(around(12, circle([0, -131, 10], edge)), [300, 300]) +
  stroke('M300 300V214M300 300L356 334', c.slate, 12) +
  stroke('M300 300L240 380', c.red, 5) +
  circle([300, 300, 13], c.slate)

export const doormat = (kind: Print, ground: string, ink: string): string => {
  const coir = print(kind, ground, ink)
  const fringe = repeated(
    24,
    tuft => rect([92 + tuft * 17.6, 206, 6, 16], c.darkWood, 3) + rect([72 + tuft * 19.4, 440, 6, 18], c.darkWood, 3),
  )
  return (
    coir.defined +
    fringe +
    path('M100 218H500L530 446H70Z', c.wood) +
    path('M124 238H476L500 426H100Z', coir.fill) +
    path('M210 296H390L402 370H198Z', ground) +
    placed(heart(ink), [300, 336], 0.6)
  )
}

export const sign = (paint: string, edge: string): string =>
  stroke('M170 200L300 90 430 200', c.darkSilver, 6) +
  circle([300, 88, 9], c.slate) +
  rect([96, 190, 408, 250], edge, 22) +
  rect([104, 196, 392, 238], paint, 18) +
  `<rect x="120" y="212" width="360" height="206" rx="12" fill="none" stroke="${c.cream}" stroke-width="5"/>` +
  stroke('M180 270H420M210 316H390M180 362H300', c.cream, 15) +
  placed(heart(c.cream), [372, 366], 0.5) +
  circle([130, 222, 6], c.darkSilver) +
  circle([470, 222, 6], c.darkSilver)

const hook = (ball: string) =>
  stroke('M0 0V60Q0 96 34 92', c.darkSilver, 12) + circle([0, -6, 30], ball) + circle([-9, -15, 8], '#ffffff80')

export const coatRack = (): string => {
  return (
    rect([70, 220, 460, 96], c.white, 16) +
    rect([70, 296, 460, 20], c.shade, 10) +
    [c.red, c.yellow, c.mint, c.sky, c.rose]
      .map((ball, position) => placed(hook(ball), [124 + position * 88, 276]))
      .join('')
  )
}

export const bird = (feathers: string, wing: string): string =>
  stroke('M300 60V170', c.darkSilver, 5) +
  path(
    'M130 300Q150 190 270 190 340 170 400 230L470 240 412 280Q410 400 300 420 220 430 170 380L80 410 140 340Z',
    feathers,
  ) +
  path('M190 300Q280 250 340 300 320 380 250 384 200 360 190 300Z', wing) +
  circle([366, 240, 10], c.ink) +
  stroke('M280 424V480M310 420V480M260 480H330', c.darkYellow, 7) +
  stroke('M224 310Q270 296 306 316M232 336Q270 326 296 342', '#ffffff80', 6)

const stem = (x: number, bend: number) => stroke(`M300 250Q${x} 190 ${bend} 120`, c.green, 8)

const bloom = (petal: string) => around(6, oval([0, -22, 13, 20], petal)) + circle([0, 0, 14], c.yellow)

export const jug = (): string => {
  return (
    stem(250, 200) +
    stem(300, 300) +
    stem(350, 400) +
    placed(bloom(c.rose), [196, 116]) +
    placed(bloom(c.white), [300, 96]) +
    placed(bloom(c.red), [404, 116]) +
    stroke('M400 290Q490 290 470 380 450 430 400 430', c.darkCream, 22) +
    path(
      'M196 240Q170 230 160 250L210 300Q180 400 220 490 224 500 240 500H360Q376 500 380 490 420 400 396 240Z',
      c.cream,
    ) +
    path('M204 462Q214 492 224 494H376Q390 480 394 462Z', c.blue) +
    path('M196 240H396V252H200Z', c.blue)
  )
}

export const hotWaterBottle = (knit: string, edge: string): string =>
  rect([262, 84, 76, 60], c.slate, 12) +
  rect([250, 130, 100, 36], edge, 14) +
  path('M190 210Q190 160 250 156H350Q410 160 410 210V450Q410 500 360 500H240Q190 500 190 450Z', knit) +
  repeated(7, row =>
    stroke(
      repeated(9, turn => `${turn === 0 ? 'M' : 'L'}${206 + turn * 23.5} ${214 + row * 42 + (turn % 2) * 14}`),
      '#ffffff2e',
      5,
    ),
  ) +
  placed(heart(c.cream), [300, 340], 1.3) +
  rect([190, 458, 220, 20], edge)
