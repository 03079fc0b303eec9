import { expect, test } from 'vitest'
import type { Tree } from '#doors/server'
import { arrange } from './arrange.ts'
import { centredOn, fitted, onScreen, placeAt, zoomedAt } from './camera.ts'
import { everythingOpened, forestOf } from './forest.ts'

const forest = forestOf({
  names: ['a', 'b', 'c', 'd'],
  parents: [-1, 0, 0, 1],
  own: [0, 0, 0, 0],
  team: [0, 0, 0, 0],
  below: [3, 1, 0, 0],
} as unknown as Tree)
const size = { width: 800, height: 600 }

test('what is under the pointer stays there while zooming', () => {
  const camera = { scale: 1, left: 50, top: 20 }
  const point = { x: 130, y: 75 }
  const at = onScreen(camera, point)
  expect(onScreen(zoomedAt(camera, at, 1.7), point)).toEqual({ x: expect.closeTo(at.x), y: expect.closeTo(at.y) })
})

test.each(['lines', 'round'] as const)('fitted, all of the %s are on the screen', arrangement => {
  const scene = arrange(forest, everythingOpened(forest), arrangement)
  const camera = fitted(scene, size)
  for (let place = 0; place < 4; place++) {
    const { x, y } = onScreen(camera, { x: scene.x[place]!, y: scene.y[place]! })
    expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true)
  }
})

test('who is centred stands in the middle, readable', () => {
  const camera = centredOn({ scale: 0.01, left: 0, top: 0 }, { x: 900, y: -40 }, size)
  expect(onScreen(camera, { x: 900, y: -40 })).toEqual({ x: 400, y: 300 })
  expect(camera.scale).toBeGreaterThanOrEqual(0.8)
})

test('a finger beside somebody finds him, one far away finds nobody', () => {
  const scene = arrange(forest, everythingOpened(forest), 'lines')
  const camera = fitted(scene, size)
  const { x, y } = onScreen(camera, { x: scene.x[2]!, y: scene.y[2]! })
  expect(placeAt(scene, camera, { x: x + 6, y: y - 6 })).toBe(2)
  expect(placeAt(scene, camera, { x: x + 60, y: y - 300 })).toBe(-1)
})
