import { levelWidth } from './arrange.ts'
import { radiusOnScreen, rowOnScreen, type OnScreen, type Picture } from './paint.ts'

type Pen = CanvasRenderingContext2D

// Low enough that neighbours at the nearness of a phone never share a cell.
const cell = { width: 12, height: 4 }
const mostNames = 260
const fontSize = 13

/** Which cells of the screen a name already stands on. */
const roomOn = (width: number, height: number) => {
  const across = Math.ceil(width / cell.width) + 1
  const down = Math.ceil(height / cell.height) + 1
  const taken = new Uint8Array(across * down)
  const cellsOf = (x: number, y: number, length: number) => ({
    left: Math.max(0, Math.floor(x / cell.width)),
    right: Math.min(across - 1, Math.floor((x + length) / cell.width)),
    top: Math.max(0, Math.floor((y - 7) / cell.height)),
    bottom: Math.min(down - 1, Math.floor((y + 6) / cell.height)),
  })
  /** Takes the room of a name when it is free. */
  return (x: number, y: number, length: number): boolean => {
    const { left, right, top, bottom } = cellsOf(x, y, length)
    for (let row = top; row <= bottom; row++)
      if (taken.subarray(row * across + left, row * across + right + 1).includes(1)) return false
    for (let row = top; row <= bottom; row++) taken.fill(1, row * across + left, row * across + right + 1)
    return true
  }
}

type Written = { readonly name: string; readonly amount: string; readonly x: number; readonly y: number }

// In lines the branch to the strongest runs along behind the name: it is wiped away there. In the round a rim is enough.
const write = (pen: Pen, { look, scene }: Picture, { name, amount, x, y }: Written) => {
  const length = pen.measureText(name).width
  if (scene.arrangement === 'lines') {
    pen.fillStyle = look.sheet
    pen.fillRect(x - 3, y - 8, length + 6, 16)
  } else {
    pen.lineWidth = 3.5
    pen.strokeStyle = look.sheet
    pen.strokeText(name, x, y)
  }
  pen.fillStyle = look.ink
  pen.fillText(name, x, y)
  if (amount === '') return
  pen.fillStyle = look.inkSoft
  pen.fillText(amount, x + length + 8, y)
}

// About right without asking the font, which would cost more than the frame.
const lengthOf = (text: string) => text.length * fontSize * 0.58

const leastOfName = 12

// Where his line goes on to the right, a name ends before the next level begins; in lines always before the drawing does.
const nameWithin = (picture: Picture, position: number, x: number): string => {
  const name = picture.forest.names[position]!
  if (picture.scene.arrangement === 'round') return name
  const toEdge = picture.size.width - x - 4
  const room = picture.opened[position] === 1 ? Math.min(levelWidth * picture.camera.scale - 34, toEdge) : toEdge
  const most = Math.floor(room / lengthOf('x'))
  if (name.length <= most) return name
  return most < leastOfName ? '' : `${name.slice(0, most - 1).trimEnd()}…`
}

const isOutside = (x: number, y: number, { size }: Picture) => x < -200 || y < 0 || x > size.width || y > size.height

/**
 * Names, the most important first, each only where no other stands: from far away a few strong ones, from near everybody.
 * Amounts join when there is room for them.
 */
export const paintNames = (pen: Pen, picture: Picture, { xs, ys }: OnScreen): void => {
  const { scene, forest, opened, order, size, look, selected, amountOf } = picture
  const takeRoom = roomOn(size.width, size.height)
  const withAmounts = rowOnScreen(picture) > 16
  pen.font = `${fontSize}px ${look.font}`
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  let written = 0
  const writeAt = (position: number) => {
    const place = scene.placeOf[position]!
    if (place < 0 || isOutside(xs[place]!, ys[place]!, picture)) return
    const isLeft = scene.arrangement === 'round' && Math.cos(scene.angle[place]!) < -0.2
    const gap = radiusOnScreen(picture, position) + 6
    const name = nameWithin(picture, position, xs[place]! + gap)
    if (name === '') return
    const amount = withAmounts && name === forest.names[position] && opened[position] === 0 ? amountOf(position) : ''
    const whole = lengthOf(name) + (amount === '' ? 0 : lengthOf(amount) + 8)
    const isCut = scene.arrangement === 'lines' && xs[place]! + gap + whole > size.width
    const length = isCut ? lengthOf(name) : whole
    const x = isLeft ? xs[place]! - gap - length : xs[place]! + gap
    if (!takeRoom(x, ys[place]!, length)) return
    write(pen, picture, { name, amount: isCut ? '' : amount, x, y: ys[place]! })
    written++
  }
  if (selected >= 0) writeAt(selected)
  for (const position of order) {
    if (written >= mostNames) break
    if (position !== selected) writeAt(position)
  }
}
