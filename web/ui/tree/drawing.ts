import { arrange, type Arrangement } from './arrange.ts'
import { atFirst, centredOn, fitted, moved, onScreen, placeAt, zoomedAt, type Size, type Spot } from './camera.ts'
import { everythingOpened, hasChildren, openTowards, openedAtFirst, type Forest, type Measure } from './forest.ts'
import { glider, painter } from './motion.ts'
import { lookOf, measured, resize, stateOf, type State } from './state.ts'

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

type Made = {
  readonly forest: Forest
  readonly amountOf: (position: number, measure: Measure) => string
  readonly arrangement: Arrangement
  readonly measure: Measure
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
  const amountOf = (position: number) => made.amountOf(position, state.by.measure)
  const { repaint, stop } = painter(canvas, () => ({ ...state, ...state.by, forest, amountOf }))
  const glide = glider(state, repaint)
  const { rearrange, toggle } = unfolding(state, forest)
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
  const around = { state, forest, glide, repaint, select, rearrange }
  repaint()
  return {
    select,
    ...lookingAround(around),
    ...arranging(around),
    toggle: position => byHand(() => toggle(position)),
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
  readonly select: (position: number) => void
  readonly rearrange: (around: number) => void
}

const lookingAround = ({ state, forest, glide, select, rearrange }: Around) => ({
  focus: (position: number) => {
    openTowards(forest, state.opened, position)
    rearrange(-1)
    select(position)
    const place = state.scene.placeOf[position]!
    glide.to(centredOn(state.camera, { x: state.scene.x[place]!, y: state.scene.y[place]! }, state.size))
  },
  at: (spot: Spot) => {
    const place = placeAt(state.scene, state.camera, spot)
    return place < 0 ? -1 : state.scene.shown[place]!
  },
  fit: () => glide.to(fitted(state.scene, state.size)),
})

const arranging = ({ state, forest, glide, repaint, rearrange }: Around) => {
  const open = (opened: Uint8Array) => {
    state.opened = opened
    rearrange(-1)
    glide.to(atFirst(state.scene, state.size))
  }
  return {
    openAll: () => open(everythingOpened(forest)),
    closeAll: () => open(openedAtFirst(forest, 0)),
    arrangeAs: (arrangement: Arrangement) => {
      if (arrangement === state.scene.arrangement) return
      state.scene = arrange(forest, state.opened, arrangement)
      glide.to(atFirst(state.scene, state.size))
    },
    measureBy: (measure: Measure) => {
      if (measure === state.by.measure) return
      state.by = measured(forest, measure)
      repaint()
    },
  }
}
