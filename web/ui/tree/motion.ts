import { between, type Camera } from './camera.ts'
import { paint, type Picture } from './paint.ts'
import type { State } from './state.ts'

const glideInMs = 280

/** Repaints when something changed, at most once a frame. */
export const painter = (canvas: HTMLCanvasElement, picture: () => Picture) => {
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
export const glider = (state: State, repaint: () => void) => {
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
