import { useEffect, useRef, useState, type RefObject } from 'react'
import type { Tree } from '#doors/server'
import type { Arrangement } from './arrange.ts'
import type { Spot } from './camera.ts'
import type { Drawing, Watcher } from './drawing.ts'
import { forestOf, type Forest, type Measure } from './forest.ts'

export type Chosen = { readonly arrangement: Arrangement; readonly measure: Measure }
export type Hovered = { readonly position: number; readonly at: Spot }
export type Ready = { readonly drawing: Drawing; readonly forest: Forest }

type Asked = {
  /** Where the columns come from. */
  readonly address: string
  /** Whom to show first; null for the top. */
  readonly focus: string | null
  readonly amountOf: (forest: Forest, position: number, measure: Measure) => string
}

export type Shown = {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly ready: Ready | null
  readonly failed: boolean
  readonly selected: number
  readonly hovered: Hovered | null
}

/** How every drawing begins. */
export const chosenAtFirst: Chosen = { arrangement: 'lines', measure: 'team' }

const fetchForest = async (address: string, signal: AbortSignal): Promise<Forest> => {
  const answer = await fetch(address, { signal, headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`the structure was answered with ${answer.status}`)
  return forestOf((await answer.json()) as Tree)
}

// Follows the canvas's size and the page's colours.
const follow = (canvas: HTMLCanvasElement, drawing: Drawing): (() => void) => {
  const sizes = new ResizeObserver(() => drawing.resize({ width: canvas.clientWidth, height: canvas.clientHeight }))
  const colours = new MutationObserver(drawing.restyle)
  sizes.observe(canvas)
  colours.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
  return () => {
    sizes.disconnect()
    colours.disconnect()
  }
}

type Opening = Asked & { readonly canvas: HTMLCanvasElement; readonly watcher: Watcher; readonly signal: AbortSignal }

/** Brings the drawing and its hands onto the canvas; null when the page was left meanwhile. Only the browser ever loads them. */
const openDrawing = async ({ canvas, address, focus, amountOf, watcher, signal }: Opening): Promise<Ready | null> => {
  const [{ drawingOn }, hands, forest] = await Promise.all([
    import('./drawing.ts'),
    import('./hands.ts'),
    fetchForest(address, signal),
  ])
  if (signal.aborted) return null
  const amount = (position: number, by: Measure) => amountOf(forest, position, by)
  const drawing = drawingOn(canvas, { forest, ...chosenAtFirst, amountOf: amount }, watcher)
  const hand = { canvas, drawing, signal }
  hands.pointerHand(hand)
  hands.wheelHand(hand)
  hands.keyboardHand(hand, forest)
  const unfollow = follow(canvas, drawing)
  signal.addEventListener('abort', () => {
    unfollow()
    drawing.stop()
  })
  const wanted = focus === null ? -1 : forest.ids.findIndex(id => id === focus)
  if (wanted >= 0) drawing.focus(wanted)
  return { drawing, forest }
}

/** A drawing for as long as the component lives; for another address, give the component another key. */
export const useDrawing = ({ address, focus, amountOf }: Asked): Shown => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [ready, setReady] = useState<Ready | null>(null)
  const [failed, setFailed] = useState(false)
  const [selected, setSelected] = useState(-1)
  const [hovered, setHovered] = useState<Hovered | null>(null)
  useEffect(() => {
    const gone = new AbortController()
    const watcher: Watcher = {
      onSelect: setSelected,
      onHover: (position, at) =>
        setHovered(at === null ? null : before => (before?.position === position ? before : { position, at })),
    }
    openDrawing({ canvas: canvas.current!, address, focus, amountOf, watcher, signal: gone.signal })
      .then(setReady)
      .catch(() => gone.signal.aborted || setFailed(true))
    return () => gone.abort()
  }, [address, focus, amountOf])
  return { canvas, ready, failed, selected, hovered }
}
