const divided = (size: bigint, by: bigint): number => {
  const [amount, sign] = size < 0n ? [-size, -1] : [size, 1]
  return sign * Number((amount * 2n + by) / (by * 2n))
}

/** A rate in millionths of an amount, half away from zero. */
export const rounded = (base: number, rate: number): number => divided(BigInt(base) * BigInt(rate), 1_000_000n)

/** The same of thousandths of points, each point worth so many thousandths of the currency's unit, in hundredths of that. */
export const worthOfPoints = (base: number, rate: number, pointValue: number): number =>
  divided(BigInt(base) * BigInt(rate) * BigInt(pointValue), 10_000_000_000n)

/** An amount in parts by weight: each its whole cents, and the cents left over one by one to the largest rests. */
export const partsOf = (amount: number, weights: readonly number[]): number[] => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return weights.map(() => 0)
  const exact = weights.map(weight => ({
    size: Math.abs(amount) * weight,
    parts: Math.floor((Math.abs(amount) * weight) / whole),
  }))
  const parts = exact.map(each => each.parts)
  for (let left = Math.abs(amount) - parts.reduce((sum, part) => sum + part, 0); left > 0; left -= 1) {
    const rests = exact.map(({ size, parts: first }, place) => (parts[place]! > first ? -1 : size - first * whole))
    parts[rests.indexOf(Math.max(...rests))]! += 1
  }
  return parts.map(part => (amount < 0 ? -part : part))
}
