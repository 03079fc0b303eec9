import { arrange, type Arrangement, type Scene } from './arrange.ts'
import {
  atFirst,
  between,
  centredOn,
  fitted,
  moved,
  onScreen,
  placeAt,
  zoomedAt,
  type Camera,
  type Size,
  type Spot,
} from './camera.ts'
import {
  byAmount,
  everythingOpened,
  hasChildren,
  openTowards,
  openedAtFirst,
  strengthsOf,
  type Forest,
  type Measure,
} from './forest.ts'
import { paint, type Look, type Picture } from './paint.ts'

/** What the drawing tells whoever shows it. */
export type Watcher = {
  readonly onSelect: (position: number) => void
  readonly onHover: (position: number, at: Spot | null) => void
}

export type Drawing = {
  readonly select: (position: number) => void
  /** Opens the way to somebody, puts him in the middle and selects him. */
  readonly focus: (position: number) => void
  readonly toggle: (position: number) => void
  readonly openAll: () => void
  readonly closeAll: () => void
  readonly fit: () => void
  readonly zoom: (factor: number, at?: Spot) => void
  readonly move: (by: Spot) => void
  readonly hoverAt: (at: Spot | null) => void
  /** Forest position at a spot; -1 for nobody. */
  readonly at: (spot: Spot) => number
  readonly arrangeAs: (arrangement: Arrangement) => void
  readonly measureBy: (measure: Measure) => void
  readonly resize: (size: Size) => void
  readonly restyle: () => void
  readonly selected: () => number
  readonly isOpen: (position: number) => boolean
  readonly stop: () => void
}

const shownAtFirst = 60
const glideInMs = 280

const lookOf = (canvas: HTMLCanvasElement): Look => {
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

const measured = (forest: Forest, measure: Measure) => ({
  measure,
  strengths: strengthsOf(forest, measure),
  radii: radiiOf(forest, measure),
  order: byAmount(forest, measure),
})

type State = {
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

const stateOf = (
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

type Made = {
  readonly forest: Forest
  readonly amountOf: (position: number, measure: Measure) => string
  readonly arrangement: Arrangement
  readonly measure: Measure
}

/** Repaints when something changed, at most once a frame. */
const painter = (canvas: HTMLCanvasElement, picture: () => Picture) => {
  let waiting = 0
  return {
    repaint: () => {
      waiting ||= requestAnimationFrame(() => {
        waiting = 0
        const pen = canvas.getContext('2d')
        if (pen !== null) paint(pen, picture())
      })
    },
    stop: () => cancelAnimationFrame(waiting),
  }
}

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Carries the camera somewhere in a short glide; a new glide, or a hand on the drawing, ends the one before. */
const glider = (state: State, repaint: () => void) => {
  let frame = 0
  const stop = () => cancelAnimationFrame(frame)
  const to = (target: Camera) => {
    stop()
    if (isCalm()) {
      state.camera = target
      return repaint()
    }
    const [from, started] = [state.camera, performance.now()]
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - started) / glideInMs))
      state.camera = between(from, target, part)
      repaint()
      if (part < 1) frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
  }
  return { to, stop }
}

/** What changes which people are shown. The one it is about stays where he is on the screen. */
const unfolding = (state: State, forest: Forest) => {
  const rearrange = (around: number) => {
    const spotOf = () => {
      const place = around < 0 ? -1 : state.scene.placeOf[around]!
      return place < 0 ? null : onScreen(state.camera, { x: state.scene.x[place]!, y: state.scene.y[place]! })
    }
    const before = spotOf()
    state.scene = arrange(forest, state.opened, state.scene.arrangement)
    const after = spotOf()
    if (before !== null && after !== null)
      state.camera = moved(state.camera, { x: before.x - after.x, y: before.y - after.y })
  }
  const toggle = (position: number) => {
    if (!hasChildren(forest, position)) return
    state.opened[position] = state.opened[position] === 1 ? 0 : 1
    rearrange(position)
  }
  return { rearrange, toggle }
}

/** The structure on a canvas: everything that can be done to it, by whatever hand. */
export const drawingOn = (canvas: HTMLCanvasElement, made: Made, watcher: Watcher): Drawing => {
  const { forest } = made
  const state = stateOf(canvas, forest, made)
  const { repaint, stop } = painter(canvas, () => ({
    ...state,
    ...state.by,
    forest,
    amountOf: position => made.amountOf(position, state.by.measure),
  }))
  const glide = glider(state, repaint)
  const { rearrange, toggle } = unfolding(state, forest)
  const spotOf = (position: number): Spot => ({
    x: state.scene.x[state.scene.placeOf[position]!]!,
    y: state.scene.y[state.scene.placeOf[position]!]!,
  })
  const byHand = (change: () => void) => {
    glide.stop()
    change()
    repaint()
  }
  const select = (position: number) => {
    state.selected = position
    watcher.onSelect(position)
    repaint()
  }
  const openAs = (opened: Uint8Array, seen: typeof fitted) => {
    state.opened = opened
    rearrange(-1)
    glide.to(seen(state.scene, state.size))
  }
  repaint()
  return {
    select,
    ...lookingAround({ state, forest, glide, repaint, spotOf, select, rearrange }),
    toggle: position => byHand(() => toggle(position)),
    openAll: () => openAs(everythingOpened(forest), fitted),
    closeAll: () => openAs(openedAtFirst(forest, 0), atFirst),
    fit: () => glide.to(fitted(state.scene, state.size)),
    zoom: (factor, at = { x: state.size.width / 2, y: state.size.height / 2 }) =>
      byHand(() => (state.camera = zoomedAt(state.camera, at, factor))),
    move: by => byHand(() => (state.camera = moved(state.camera, by))),
    hoverAt: at => hover({ state, watcher, repaint }, at),
    restyle: () => byHand(() => (state.look = lookOf(canvas))),
    resize: size => byHand(() => resize(canvas, state, size)),
    selected: () => state.selected,
    isOpen: position => state.opened[position] === 1,
    stop: () => (stop(), glide.stop()),
  }
}

const resize = (canvas: HTMLCanvasElement, state: State, size: Size) => {
  fitPixels(canvas, size)
  state.camera = moved(state.camera, {
    x: (size.width - state.size.width) / 2,
    y: (size.height - state.size.height) / 2,
  })
  state.size = size
}

const hover = (
  { state, watcher, repaint }: { readonly state: State; readonly watcher: Watcher; readonly repaint: () => void },
  at: Spot | null,
) => {
  const place = at === null ? -1 : placeAt(state.scene, state.camera, at)
  const position = place < 0 ? -1 : state.scene.shown[place]!
  watcher.onHover(position, position < 0 ? null : at)
  if (position === state.hovered) return
  state.hovered = position
  repaint()
}

type Around = {
  readonly state: State
  readonly forest: Forest
  readonly glide: ReturnType<typeof glider>
  readonly repaint: () => void
  readonly spotOf: (position: number) => Spot
  readonly select: (position: number) => void
  readonly rearrange: (around: number) => void
}

const lookingAround = ({ state, forest, glide, repaint, spotOf, select, rearrange }: Around) => ({
  focus: (position: number) => {
    openTowards(forest, state.opened, position)
    rearrange(-1)
    select(position)
    glide.to(centredOn(state.camera, spotOf(position), state.size))
  },
  at: (spot: Spot) => {
    const place = placeAt(state.scene, state.camera, spot)
    return place < 0 ? -1 : state.scene.shown[place]!
  },
  arrangeAs: (arrangement: Arrangement) => {
    state.scene = arrange(forest, state.opened, arrangement)
    glide.to(atFirst(state.scene, state.size))
  },
  measureBy: (measure: Measure) => {
    state.by = measured(forest, measure)
    repaint()
  },
})
