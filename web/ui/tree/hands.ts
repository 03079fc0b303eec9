import type { Spot } from './camera.ts'
import type { Drawing } from './drawing.ts'
import { childrenOf, hasChildren, type Forest } from './forest.ts'

const spotOf = (canvas: HTMLCanvasElement, event: { readonly clientX: number; readonly clientY: number }): Spot => {
  const { left, top } = canvas.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

const middle = (a: Spot, b: Spot): Spot => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const distance = (a: Spot, b: Spot) => Math.hypot(a.x - b.x, a.y - b.y)

// Less than this is a tap by an unsteady hand, not a drag.
const dragFrom = 6

type Hand = { readonly canvas: HTMLCanvasElement; readonly drawing: Drawing; readonly signal: AbortSignal }

/** One finger or the mouse moves, two fingers zoom, a tap selects and opens or closes. */
export const pointerHand = ({ canvas, drawing, signal }: Hand): void => {
  const held = new Map<number, Spot>()
  let travelled = 0
  const listen = <K extends keyof HTMLElementEventMap>(name: K, heard: (event: HTMLElementEventMap[K]) => void) =>
    canvas.addEventListener(name, heard, { signal })
  listen('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId)
    held.set(event.pointerId, spotOf(canvas, event))
    travelled = held.size > 1 ? dragFrom : 0
  })
  listen('pointermove', event => {
    const now = spotOf(canvas, event)
    const before = held.get(event.pointerId)
    if (before === undefined) return drawing.hoverAt(event.pointerType === 'mouse' ? now : null)
    held.set(event.pointerId, now)
    travelled += distance(before, now)
    if (travelled < dragFrom) return
    drawing.hoverAt(null)
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1]
    if (other === undefined) return drawing.move({ x: now.x - before.x, y: now.y - before.y })
    const [was, is] = [middle(before, other), middle(now, other)]
    drawing.move({ x: is.x - was.x, y: is.y - was.y })
    drawing.zoom(distance(now, other) / Math.max(1, distance(before, other)), is)
  })
  listen('pointerup', event => {
    if (held.delete(event.pointerId) && held.size === 0 && travelled < dragFrom) tap(drawing, spotOf(canvas, event))
  })
  listen('pointercancel', event => held.delete(event.pointerId))
  listen('pointerleave', () => drawing.hoverAt(null))
}

const tap = (drawing: Drawing, at: Spot) => {
  const position = drawing.at(at)
  if (position < 0) return drawing.select(-1)
  if (drawing.selected() === position || !drawing.isOpen(position)) drawing.toggle(position)
  drawing.select(position)
}

const pixelsOfLine = 16

export const wheelHand = ({ canvas, drawing, signal }: Hand): void =>
  canvas.addEventListener(
    'wheel',
    event => {
      event.preventDefault()
      const turned = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsOfLine : 1)
      // A pinch on a touchpad comes as a small turn with Ctrl.
      drawing.zoom(Math.exp(-turned * (event.ctrlKey ? 0.01 : 0.0016)), spotOf(canvas, event))
    },
    { signal, passive: false },
  )

const sideways = (forest: Forest, position: number, step: 1 | -1): number => {
  const parent = forest.parents[position]!
  if (parent < 0) return position
  const siblings = childrenOf(forest, parent)
  return siblings[siblings.indexOf(position) + step] ?? position
}

/** Where an arrow leads: left to the sponsor, right to the strongest line, up and down among neighbours. */
const walk = (forest: Forest, position: number, key: string): number => {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, forest.parents[position]!)
    case 'ArrowRight':
      return hasChildren(forest, position) ? childrenOf(forest, position)[0]! : position
    case 'ArrowUp':
      return sideways(forest, position, -1)
    default:
      return sideways(forest, position, 1)
  }
}

const arrows = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])

export const keyboardHand = ({ canvas, drawing, signal }: Hand, forest: Forest): void => {
  const doing: Readonly<Record<string, () => void>> = {
    '+': () => drawing.zoom(1.3),
    '-': () => drawing.zoom(1 / 1.3),
    Home: () => drawing.focus(0),
    Enter: () => drawing.toggle(Math.max(0, drawing.selected())),
    ' ': () => drawing.toggle(Math.max(0, drawing.selected())),
    Escape: () => drawing.select(-1),
    '0': drawing.fit,
  }
  canvas.addEventListener(
    'keydown',
    event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const known = arrows.has(event.key)
        ? () => drawing.focus(drawing.selected() < 0 ? 0 : walk(forest, drawing.selected(), event.key))
        : doing[event.key]
      if (known === undefined) return
      event.preventDefault()
      known()
    },
    { signal },
  )
}
