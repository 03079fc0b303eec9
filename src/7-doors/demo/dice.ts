/** Dice that fall the same way for the same seed, on every machine. */
export type Dice = {
  /** From 0 up to, not including, 1. */
  readonly roll: () => number
  /** A whole number from 0 up to, not including, `sides`. */
  readonly below: (sides: number) => number
  readonly chance: (probability: number) => boolean
  /** @throws RangeError when there is nothing to pick. */
  readonly pick: <T>(from: readonly T[]) => T
}

/** Mulberry32 (T. Ettinger, public domain): small, fast, good enough for inventing people; not for secrets. */
export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0
  const roll = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (sides: number): number => Math.floor(roll() * sides)
  return {
    roll,
    below,
    chance: probability => roll() < probability,
    pick: from => {
      if (from.length === 0) throw new RangeError('there is nothing to pick from')
      return from[below(from.length)]!
    },
  }
}
