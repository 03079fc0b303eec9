declare const unit: unique symbol

/** Money in whole cents of the company's currency, a safe integer. */
export type Cents = number & { readonly [unit]: 'cents' }

/** Points of the compensation plan in whole thousandths, a safe integer. */
export type Points = number & { readonly [unit]: 'points' }

export type Amount = Cents | Points

const safe = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole amount in the safe range`)
  // Minus zero would print as "-0".
  return value === 0 ? 0 : value
}

/** @throws RangeError when the value is no whole number of cents in the safe range. */
export const cents = (value: number): Cents => safe(value) as Cents

/** @throws RangeError when the value is no whole number of thousandths in the safe range. */
export const points = (thousandths: number): Points => safe(thousandths) as Points

export const negative = <A extends Amount>(amount: A): A => safe(-amount) as A

/** @throws RangeError when a partial sum leaves the safe range. */
export const sum = <A extends Amount>(amounts: Iterable<A>): A => {
  let total = 0
  for (const amount of amounts) total = safe(total + amount)
  return total as A
}

const absolute = (value: bigint) => (value < 0n ? -value : value)

// Half away from zero, so that a reversal cancels its booking: share(-a) is always -share(a).
const divideRounded = (numerator: bigint, denominator: bigint): number => {
  const sign = numerator < 0n === denominator < 0n ? 1n : -1n
  const [over, under] = [absolute(numerator), absolute(denominator)]
  return safe(Number(sign * ((2n * over + under) / (2n * under))))
}

export type Fraction = { readonly numerator: number; readonly denominator: number }

/**
 * The part of an amount that a fraction of whole numbers takes, rounded half away from zero.
 * @throws RangeError when the denominator is zero or the result leaves the safe range.
 */
export const share = <A extends Amount>(amount: A, { numerator, denominator }: Fraction): A => {
  const product = amount * numerator
  const isExact = Number.isSafeInteger(product) && Number.isInteger(amount) && Number.isInteger(numerator)
  return isExact && denominator > 0 && Number.isInteger(denominator)
    ? (divideSafely(product, denominator) as A)
    : (divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator)) as A)
}

// The same without BigInt, where a number holds the product exactly: a large company's month rounds millions of times.
const divideSafely = (numerator: number, denominator: number): number => {
  const over = Math.abs(numerator)
  // The quotient may have been rounded up to the next whole number; the remainder is exact and shows it.
  const near = Math.floor(over / denominator)
  const left = over - near * denominator
  const quotient = left < 0 ? near - 1 : near
  const remainder = left < 0 ? left + denominator : left
  const rounded = remainder >= denominator - remainder ? quotient + 1 : quotient
  return numerator < 0 ? 0 - rounded : rounded
}

/**
 * Splits an amount by whole, non-negative weights without losing a cent: each part gets its share rounded towards zero,
 * the cents left over go to the largest remainders, the earlier part first among equals.
 * @throws RangeError when the weights are empty, negative or all zero.
 */
export const split = <A extends Amount>(amount: A, weights: readonly number[]): A[] => {
  if (weights.some(weight => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError('weights must be whole and not negative')
  const whole = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  if (whole === 0n) throw new RangeError('weights must not all be zero')
  const sign = amount < 0 ? -1n : 1n
  const products = weights.map(weight => absolute(BigInt(amount)) * BigInt(weight))
  const parts = products.map(product => product / whole)
  const left = Number(absolute(BigInt(amount)) - parts.reduce((total, part) => total + part, 0n))
  const byRemainder = products
    .map((product, position) => ({ position, remainder: product % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.position - b.position : a.remainder < b.remainder ? 1 : -1))
  for (const { position } of byRemainder.slice(0, left)) parts[position]! += 1n
  return parts.map(part => safe(Number(sign * part)) as A)
}

const decimalPattern = /^([+-]?)(\d+)(?:[.,](\d+))?$|^([+-]?)[.,](\d+)$/u

const parse = (text: string, digits: number): number | undefined => {
  const match = decimalPattern.exec(text.trim())
  if (match === null) return undefined
  const fraction = (match[3] ?? match[5] ?? '').replace(/0+$/u, '')
  if (fraction.length > digits) return undefined
  const value = Number(`${match[2] ?? '0'}${fraction.padEnd(digits, '0')}`)
  if (!Number.isSafeInteger(value)) return undefined
  return safe((match[1] ?? match[4]) === '-' ? -value : value)
}

/** Reads "12", "12.5", "-12,50"; undefined when it is no amount of at most two decimals. */
export const parseCents = (text: string): Cents | undefined => parse(text, 2) as Cents | undefined

/** Reads "12", "12.5", "-12,125"; undefined when it is no amount of at most three decimals. */
export const parsePoints = (text: string): Points | undefined => parse(text, 3) as Points | undefined

const decimal = (value: number, digits: number): string => {
  const text = String(Math.abs(value)).padStart(digits + 1, '0')
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** "1234.50": two decimals and a point, for files and interfaces. */
export const decimalOfCents = (amount: Cents): string => decimal(amount, 2)

/** "12.125": three decimals and a point, for files and interfaces. */
export const decimalOfPoints = (amount: Points): string => decimal(amount, 3)
