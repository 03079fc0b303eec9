// Pictures of 600 × 600, drawn by hand in a few flat shapes: the same on every machine, and nobody's but ours.

type Box = readonly [x: number, y: number, width: number, height: number]
type Round = readonly [x: number, y: number, radius: number]

export const rect = ([x, y, width, height]: Box, fill: string, corner = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}"${corner === 0 ? '' : ` rx="${corner}"`} fill="${fill}"/>`

export const circle = ([x, y, radius]: Round, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`

export const oval = ([x, y, width, height]: Box, fill: string): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${width}" ry="${height}" fill="${fill}"/>`

export const path = (d: string, fill: string): string => `<path d="${d}" fill="${fill}"/>`

export const stroke = (d: string, colour: string, width = 10): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`

/** Moved, and made larger or smaller. */
export const placed = (inner: string, [x, y]: readonly [number, number], scale = 1): string =>
  `<g transform="translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}">${inner}</g>`

/** So many of it in a circle around nothing: to be placed. */
export const around = (count: number, inner: string): string =>
  repeated(count, turn => `<g transform="rotate(${(turn * 360) / count})">${inner}</g>`)

const heartLine =
  'M0 42C-22 22-50 4-50-20-50-36-38-48-24-48-13-48-4-42 0-33 4-42 13-48 24-48 38-48 50-36 50-20 50 4 22 22 0 42Z'

/** Around nothing: to be placed. A heart 100 wide. */
export const heart = (fill: string): string => path(heartLine, fill)

export const heartOutline = (colour: string, width: number): string => stroke(heartLine, colour, width)

export const star = (fill: string): string => {
  const corners = Array.from({ length: 10 }, (_, turn) => {
    const [angle, far] = [(turn * Math.PI) / 5 - Math.PI / 2, turn % 2 === 0 ? 50 : 21]
    return `${Math.round(Math.cos(angle) * far)} ${Math.round(Math.sin(angle) * far)}`
  })
  return path(`M${corners.join('L')}Z`, fill)
}

export const repeated = (count: number, draw: (position: number) => string): string =>
  Array.from({ length: count }, (_, position) => draw(position)).join('')

const patterns = {
  dots: (ink: string) => circle([18, 18, 9], ink) + circle([48, 48, 9], ink),
  stripes: (ink: string) => rect([0, 0, 22, 66], ink),
  checks: (ink: string) => rect([0, 0, 33, 33], ink) + rect([33, 33, 33, 33], ink),
  hearts: (ink: string) => placed(heart(ink), [18, 20], 0.26) + placed(heart(ink), [50, 52], 0.26),
  stars: (ink: string) => placed(star(ink), [18, 18], 0.28) + placed(star(ink), [50, 50], 0.2),
  apples: (ink: string) =>
    placed(circle([-7, 4, 12], ink) + circle([7, 4, 12], ink) + stroke('M0-6Q2-16 9-18', '#4d6b3c', 4), [20, 26]) +
    placed(circle([-6, 3, 9], ink) + circle([6, 3, 9], ink), [50, 54]),
  leaves: (ink: string) => path('M8 30Q20 6 34 8 32 26 8 30Z', ink) + path('M40 62Q44 42 60 36 64 54 40 62Z', ink),
  doily: (ink: string) =>
    `<g fill="none" stroke="${ink}" stroke-width="3">${circle([33, 33, 24], 'none')}${circle([33, 33, 14], 'none')}</g>${circle([33, 33, 5], ink)}${circle([0, 0, 7], ink)}${circle([66, 0, 7], ink)}${circle([0, 66, 7], ink)}${circle([66, 66, 7], ink)}`,
} as const

export type Print = keyof typeof patterns

/** A print to fill shapes with: its definition, and the name to fill with. */
export const print = (
  kind: Print,
  ground: string,
  ink: string,
): { readonly defined: string; readonly fill: string } => {
  const name = `${kind}${ground}${ink}`.replaceAll('#', '-')
  return {
    defined: `<defs><pattern id="${name}" width="66" height="66" patternUnits="userSpaceOnUse">${rect([0, 0, 66, 66], ground)}${patterns[kind](ink)}</pattern></defs>`,
    fill: `url(#${name})`,
  }
}

/** The picture: what was drawn, on a tinted ground, with a soft shadow below. */
export const picture = (tint: string, drawn: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">${rect([0, 0, 600, 600], tint)}${circle([300, 290, 230], '#ffffff66')}${oval([300, 508, 170, 16], '#0000001a')}${drawn}</svg>`
