import { arrange, type Arrangement, type Scene } from './arrange.ts'
import { atFirst, moved, type Camera, type Size } from './camera.ts'
import { byAmount, openedAtFirst, strengthsOf, type Forest, type Measure } from './forest.ts'
import type { Look } from './paint.ts'

const shownAtFirst = 60

/** The page's colours, as they are now. */
export const lookOf = (canvas: HTMLCanvasElement): Look => {
  const style = getComputedStyle(canvas)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    edge: colour('tree-edge'),
    ink: colour('ink'),
    inkSoft: colour('ink-soft'),
    sheet: colour('sheet'),
    accent: colour('accent'),
    strengths: [0, 1, 2, 3, 4, 5].map(strength => colour(`tree-${strength}`)),
    font: style.fontFamily,
  }
}

const radiiOf = (forest: Forest, measure: Measure): Float32Array => {
  const highest = forest[measure].reduce((most, amount, position) => (position > 0 ? Math.max(most, amount) : most), 1)
  return Float32Array.from(forest[measure], amount => 3.5 + 4.5 * Math.sqrt(Math.min(1, Math.max(0, amount) / highest)))
}

/** What follows from the measure: colours, sizes, and whose name comes first. */
export const measured = (forest: Forest, measure: Measure) => ({
  measure,
  strengths: strengthsOf(forest, measure),
  radii: radiiOf(forest, measure),
  order: byAmount(forest, measure),
})

export type State = {
  opened: Uint8Array
  scene: Scene
  camera: Camera
  size: Size
  look: Look
  by: ReturnType<typeof measured>
  selected: number
  hovered: number
}

// The screen's own pixels, so that lines stay sharp.
const fitPixels = (canvas: HTMLCanvasElement, { width, height }: Size): void => {
  const ratio = globalThis.devicePixelRatio || 1
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  canvas.getContext('2d')?.setTransform(ratio, 0, 0, ratio, 0, 0)
}

/** How a drawing begins. */
export const stateOf = (
  canvas: HTMLCanvasElement,
  forest: Forest,
  { arrangement, measure }: { readonly arrangement: Arrangement; readonly measure: Measure },
): State => {
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  fitPixels(canvas, size)
  const opened = openedAtFirst(forest, shownAtFirst)
  const scene = arrange(forest, opened, arrangement)
  return {
    opened,
    scene,
    camera: atFirst(scene, size),
    size,
    look: lookOf(canvas),
    by: measured(forest, measure),
    selected: -1,
    hovered: -1,
  }
}

/** The middle stays in the middle. */
export const resize = (canvas: HTMLCanvasElement, state: State, size: Size) => {
  fitPixels(canvas, size)
  state.camera = moved(state.camera, {
    x: (size.width - state.size.width) / 2,
    y: (size.height - state.size.height) / 2,
  })
  state.size = size
}
