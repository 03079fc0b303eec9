import { rowHeight, type Scene } from './arrange.ts'
import type { Camera, Size } from './camera.ts'
import { hasChildren, type Forest } from './forest.ts'
import { paintNames } from './names.ts'

export type Look = {
  readonly edge: string
  readonly ink: string
  readonly inkSoft: string
  readonly sheet: string
  readonly accent: string
  /** From nothing to the strongest. */
  readonly strengths: readonly string[]
  readonly font: string
}

export type Picture = {
  readonly forest: Forest
  readonly scene: Scene
  readonly camera: Camera
  readonly size: Size
  readonly look: Look
  readonly opened: Uint8Array
  /** By forest position: 0 to 5, and the radius at natural size. */
  readonly strengths: Uint8Array
  readonly radii: Float32Array
  /** Forest positions, the most important name first. */
  readonly order: Int32Array
  /** What stands beside a name when there is room for it. */
  readonly amountOf: (position: number) => string
  /** Forest positions; -1 for none. */
  readonly selected: number
  readonly hovered: number
}

type Pen = CanvasRenderingContext2D

/** How far apart two neighbours are on the screen: decides how much of them can be seen at all. */
export const rowOnScreen = ({ camera }: Picture): number => rowHeight * camera.scale

const screenX = ({ scene, camera }: Picture, place: number) => scene.x[place]! * camera.scale + camera.left
const screenY = ({ scene, camera }: Picture, place: number) => scene.y[place]! * camera.scale + camera.top

/** Screen places of everybody who is shown, worked out once for a frame. */
const screenOf = (picture: Picture) => {
  const count = picture.scene.shown.length
  const [xs, ys] = [new Float32Array(count), new Float32Array(count)]
  for (let place = 0; place < count; place++) {
    xs[place] = screenX(picture, place)
    ys[place] = screenY(picture, place)
  }
  return { xs, ys }
}

export type OnScreen = ReturnType<typeof screenOf>

const isAside = (a: number, b: number, length: number) => (a < 0 && b < 0) || (a > length && b > length)

// Neighbours that fall upon the same pixel are one line: from far away there are never more lines than pixels.
const samePixel = 0.8

type Ends = { readonly fromX: number; readonly fromY: number; readonly toX: number; readonly toY: number }

// Branches leave the sponsor's trunk in a small bend.
const bendOf = ({ camera }: Picture) => Math.min(10, rowHeight * camera.scale * 0.4)

const branch = (pen: Pen, { fromX, fromY, toX, toY }: Ends, bend: number) => {
  if (Math.abs(toY - fromY) < 0.5) {
    pen.moveTo(fromX, fromY)
    pen.lineTo(toX, toY)
    return
  }
  pen.moveTo(fromX, toY - bend)
  pen.quadraticCurveTo(fromX, toY, fromX + bend, toY)
  pen.lineTo(toX, toY)
}

/** In lines: a trunk down from every sponsor to the last one below him, and a branch to each. */
const addLines = (pen: Pen, picture: Picture, { xs, ys }: OnScreen) => {
  const { scene, size } = picture
  const bend = bendOf(picture)
  const lowest = new Float32Array(xs.length).fill(Number.NaN)
  let last = Number.NaN
  for (let place = 1; place < xs.length; place++) {
    const [toX, toY, up] = [xs[place]!, ys[place]!, scene.up[place]!]
    lowest[up] = toY
    if (Math.abs(toY - last) < samePixel) continue
    if (toY < -bend || toY > size.height + bend || isAside(toX, xs[up]!, size.width)) continue
    branch(pen, { fromX: xs[up]!, fromY: ys[up]!, toX, toY }, bend)
    last = toY
  }
  for (let place = 0; place < xs.length; place++) {
    if (!(lowest[place]! - ys[place]! > 1) || isAside(ys[place]!, lowest[place]!, size.height)) continue
    pen.moveTo(xs[place]!, Math.max(-10, ys[place]!))
    pen.lineTo(xs[place]!, Math.min(size.height + 10, lowest[place]! - bend))
  }
}

const addRays = (pen: Pen, { scene, size }: Picture, { xs, ys }: OnScreen) => {
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  for (let place = 1; place < xs.length; place++) {
    const [x, y, up] = [xs[place]!, ys[place]!, scene.up[place]!]
    if (Math.abs(x - lastX) < samePixel && Math.abs(y - lastY) < samePixel) continue
    if (isAside(x, xs[up]!, size.width) || isAside(y, ys[up]!, size.height)) continue
    pen.moveTo(xs[up]!, ys[up]!)
    pen.lineTo(x, y)
    lastX = x
    lastY = y
  }
}

const paintEdges = (pen: Pen, picture: Picture, screen: OnScreen) => {
  pen.beginPath()
  if (picture.scene.arrangement === 'lines') addLines(pen, picture, screen)
  else addRays(pen, picture, screen)
  pen.strokeStyle = picture.look.edge
  pen.lineWidth = rowOnScreen(picture) > 6 ? 1 : 0.5
  pen.stroke()
}

// The way from the house to whom is looked at.
const paintWayUp = (pen: Pen, picture: Picture, { xs, ys }: OnScreen) => {
  const { scene, selected, look } = picture
  let place = selected < 0 ? -1 : scene.placeOf[selected]!
  if (place < 0) return
  pen.beginPath()
  while (scene.up[place]! >= 0) {
    const up = scene.up[place]!
    const isRound = scene.arrangement === 'round'
    pen.moveTo(xs[up]!, ys[up]!)
    if (!isRound) pen.lineTo(xs[up]!, ys[place]! - (ys[place]! > ys[up]! + 1 ? bendOf(picture) : 0))
    if (isRound) pen.lineTo(xs[place]!, ys[place]!)
    else branch(pen, { fromX: xs[up]!, fromY: ys[up]!, toX: xs[place]!, toY: ys[place]! }, bendOf(picture))
    place = up
  }
  pen.strokeStyle = look.accent
  pen.lineWidth = 2
  pen.stroke()
}

/** A dot's radius on the screen: shrinks with the drawing, but never to nothing. */
export const radiusOnScreen = ({ radii, camera }: Picture, position: number) =>
  Math.max(0.9, radii[position]! * Math.min(1, camera.scale * 1.6))

const isSeen = (x: number, y: number, { width, height }: Size) =>
  x > -12 && y > -12 && x < width + 12 && y < height + 12

const addDots = (pen: Pen, picture: Picture, { xs, ys, strength }: OnScreen & { readonly strength: number }) => {
  const { scene, strengths, size } = picture
  for (let place = 0; place < xs.length; place++) {
    const position = scene.shown[place]!
    if (strengths[position] !== strength || !isSeen(xs[place]!, ys[place]!, size)) continue
    addDot(pen, { x: xs[place]!, y: ys[place]!, radius: radiusOnScreen(picture, position) })
  }
}

// One colour after the other: changing colour is what costs.
const paintDots = (pen: Pen, picture: Picture, screen: OnScreen) => {
  for (const [strength, colour] of picture.look.strengths.entries()) {
    pen.fillStyle = colour
    pen.beginPath()
    addDots(pen, picture, { ...screen, strength })
    pen.fill()
  }
}

// A dot of a pixel or two is a square to the eye, and a square is cheap.
const addDot = (pen: Pen, { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }) => {
  if (radius < 2.2) {
    pen.rect(x - radius, y - radius, radius * 2, radius * 2)
    return
  }
  pen.moveTo(x + radius, y)
  pen.arc(x, y, radius, 0, Math.PI * 2)
}

const ring = (pen: Pen, { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }) => {
  pen.beginPath()
  pen.arc(x, y, radius, 0, Math.PI * 2)
  pen.stroke()
}

// A ring around whoever has more below than is open.
const paintClosed = (pen: Pen, picture: Picture, { xs, ys }: OnScreen) => {
  if (rowOnScreen(picture) < 10) return
  const { scene, forest, opened, size, look } = picture
  pen.strokeStyle = look.accent
  pen.lineWidth = 1.5
  for (let place = 0; place < xs.length; place++) {
    const position = scene.shown[place]!
    if (opened[position] === 1 || forest.below[position] === 0 || !isSeen(xs[place]!, ys[place]!, size)) continue
    if (hasChildren(forest, position))
      ring(pen, { x: xs[place]!, y: ys[place]!, radius: radiusOnScreen(picture, position) + 3 })
  }
}

const paintMark = (
  pen: Pen,
  picture: Picture,
  { position, screen, width }: { readonly position: number; readonly screen: OnScreen; readonly width: number },
) => {
  const place = position < 0 ? -1 : picture.scene.placeOf[position]!
  if (place < 0) return
  pen.strokeStyle = picture.look.accent
  pen.lineWidth = width
  ring(pen, { x: screen.xs[place]!, y: screen.ys[place]!, radius: Math.max(5, radiusOnScreen(picture, position)) + 4 })
}

/** One frame. The pen is already scaled to the screen's own pixels. */
export const paint = (pen: Pen, picture: Picture): void => {
  const { size } = picture
  pen.clearRect(0, 0, size.width, size.height)
  const screen = screenOf(picture)
  paintEdges(pen, picture, screen)
  paintWayUp(pen, picture, screen)
  paintDots(pen, picture, screen)
  paintClosed(pen, picture, screen)
  paintMark(pen, picture, { position: picture.hovered, screen, width: 1.5 })
  paintMark(pen, picture, { position: picture.selected, screen, width: 3 })
  paintNames(pen, picture, screen)
}
