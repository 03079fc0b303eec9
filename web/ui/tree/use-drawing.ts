import { useEffect, useRef, useState, type RefObject } from 'react'
import type { Tree } from '#doors/server'
import type { Arrangement } from './arrange.ts'
import type { Spot } from './camera.ts'
import type { Drawing } from './drawing.ts'
import { forestOf, type Forest, type Measure } from './forest.ts'

export type Chosen = { readonly arrangement: Arrangement; readonly measure: Measure }
export type Hovered = { readonly position: number; readonly at: Spot }

type Asked = Chosen & {
  /** Where the columns come from. */
  readonly address: string
  /** Whom to show first; null for everybody. */
  readonly focus: string | null
  readonly amountOf: (forest: Forest, position: number, measure: Measure) => string
}

export type Shown = {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly drawing: Drawing | null
  readonly forest: Forest | null
  readonly failed: boolean
  readonly selected: number
  readonly hovered: Hovered | null
}

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

/** Fetches the columns and brings the drawing and its hands onto the canvas. Only the browser ever loads them. */
export const useDrawing = (asked: Asked): Shown => {
  const { address, focus, amountOf, arrangement, measure } = asked
  const canvas = useRef<HTMLCanvasElement>(null)
  const [ready, setReady] = useState<{ readonly drawing: Drawing; readonly forest: Forest } | null>(null)
  const [failed, setFailed] = useState(false)
  const [selected, setSelected] = useState(-1)
  const [hovered, setHovered] = useState<Hovered | null>(null)
  const chosen = useRef({ arrangement, measure, amountOf })
  chosen.current = { arrangement, measure, amountOf }

  useEffect(() => {
    const gone = new AbortController()
    const begin = async () => {
      const [{ drawingOn }, hands, forest] = await Promise.all([
        import('./drawing.ts'),
        import('./hands.ts'),
        fetchForest(address, gone.signal),
      ])
      if (gone.signal.aborted || canvas.current === null) return
      const watcher = {
        onSelect: setSelected,
        onHover: (position: number, at: Spot | null) =>
          setHovered(before => (at === null ? null : before?.position === position ? before : { position, at })),
      }
      const made = {
        forest,
        ...chosen.current,
        amountOf: (position: number, by: Measure) => chosen.current.amountOf(forest, position, by),
      }
      const drawing = drawingOn(canvas.current, made, watcher)
      const hand = { canvas: canvas.current, drawing, signal: gone.signal }
      hands.pointerHand(hand)
      hands.wheelHand(hand)
      hands.keyboardHand(hand, forest)
      const unfollow = follow(canvas.current, drawing)
      gone.signal.addEventListener('abort', () => (unfollow(), drawing.stop()))
      const wanted = focus === null ? -1 : forest.ids.findIndex(id => id === focus)
      if (wanted >= 0) drawing.focus(wanted)
      setReady({ drawing, forest })
    }
    setReady(null)
    setFailed(false)
    setSelected(-1)
    begin().catch(() => gone.signal.aborted || setFailed(true))
    return () => gone.abort()
  }, [address, focus])

  useEffect(() => ready?.drawing.arrangeAs(arrangement), [arrangement])
  useEffect(() => ready?.drawing.measureBy(measure), [measure])
  return { canvas, drawing: ready?.drawing ?? null, forest: ready?.forest ?? null, failed, selected, hovered }
}
