import { levelWidth, type Scene } from './arrange.ts'

/** What part of the drawing is seen: a point's screen place is `x * scale + left`. Screen units are CSS pixels. */
export type Camera = { readonly scale: number; readonly left: number; readonly top: number }
export type Size = { readonly width: number; readonly height: number }
export type Spot = { readonly x: number; readonly y: number }

const largest = 2.5
const smallest = 0.0008

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

export const onScreen = ({ scale, left, top }: Camera, { x, y }: Spot): Spot => ({
  x: x * scale + left,
  y: y * scale + top,
})

/** Nearer or farther, the point under the finger or pointer staying where it is. */
export const zoomedAt = (camera: Camera, at: Spot, factor: number): Camera => {
  const scale = within(camera.scale * factor, smallest, largest)
  const by = scale / camera.scale
  return { scale, left: at.x - (at.x - camera.left) * by, top: at.y - (at.y - camera.top) * by }
}

export const moved = (camera: Camera, by: Spot): Camera => ({
  ...camera,
  left: camera.left + by.x,
  top: camera.top + by.y,
})

/** Names stand to the right of the last level, so that side needs more room. */
const margin = { left: 40, right: 190, top: 36, bottom: 36 }

/** Everything that is shown, never nearer than its natural size. */
export const fitted = ({ bounds, arrangement }: Scene, { width, height }: Size): Camera => {
  const right = arrangement === 'lines' ? Math.min(margin.right, width * 0.4) : 100
  const left = arrangement === 'lines' ? margin.left : 100
  const [across, down] = [Math.max(1, bounds.right - bounds.left), Math.max(1, bounds.bottom - bounds.top)]
  const scale = within(
    Math.min((width - left - right) / across, (height - margin.top - margin.bottom) / down),
    smallest,
    1,
  )
  return {
    scale,
    left: left + (width - left - right - across * scale) / 2 - bounds.left * scale,
    top: (height - down * scale) / 2 - bounds.top * scale,
  }
}

// Below this names are not read any more.
const readable = 0.75

/** How a drawing is first seen: all of it where that can be read, else its top and strongest lines. */
export const atFirst = (scene: Scene, size: Size): Camera => {
  const all = fitted(scene, size)
  if (all.scale >= readable || scene.arrangement === 'round') return all
  const left = Math.min(margin.left, size.width * 0.06)
  // On a phone two levels fill the width, so that their names are read whole and the third begins beside the screen.
  const scale = size.width < 600 ? within((size.width + 16 - left) / (2 * levelWidth), readable, 1.1) : 0.9
  return { scale, left: left - scene.bounds.left * scale, top: margin.top - scene.bounds.top * scale }
}

/** The same nearness, or a readable one, with a point in the middle. */
export const centredOn = (camera: Camera, { x, y }: Spot, { width, height }: Size): Camera => {
  const scale = Math.max(camera.scale, 0.8)
  return { scale, left: width / 2 - x * scale, top: height / 2 - y * scale }
}

/** A camera on the way from one to another, `part` of the way from 0 to 1. */
export const between = (from: Camera, to: Camera, part: number): Camera => {
  const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2
  const mix = (a: number, b: number) => a + (b - a) * eased
  return { scale: mix(from.scale, to.scale), left: mix(from.left, to.left), top: mix(from.top, to.top) }
}

const reach = 16

/** The place nearest to a spot on the screen, within a finger's reach; -1 when there is none. */
export const placeAt = ({ x, y }: Scene, { scale, left, top }: Camera, at: Spot): number => {
  let [nearest, best] = [-1, reach * reach]
  for (let place = 0; place < x.length; place++) {
    const across = x[place]! * scale + left - at.x
    const down = y[place]! * scale + top - at.y
    const distance = across * across + down * down
    if (distance < best) [nearest, best] = [place, distance]
  }
  return nearest
}
