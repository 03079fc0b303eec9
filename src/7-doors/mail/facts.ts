import { cents, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Facts } from './index.ts'

// Facts come as JSON from rooms and from older days: what is not there reads as nothing, and a letter is never lost over it.

export const textIn = (facts: Facts, name: string): string => {
  const value = facts[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export const momentIn = (facts: Facts, name: string): Instant | undefined => {
  const value = facts[name]
  const at = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN
  return Number.isNaN(at) ? undefined : (at as Instant)
}

export const centsIn = (facts: Facts, name: string): Cents | undefined => {
  const value = facts[name]
  return Number.isSafeInteger(value) ? cents(value as number) : undefined
}

const areFacts = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const factsIn = (facts: Facts, name: string): Facts => {
  const value = facts[name]
  return areFacts(value) ? value : {}
}

export const listIn = (facts: Facts, name: string): readonly Facts[] => {
  const value = facts[name]
  return Array.isArray(value) ? value.filter(areFacts) : []
}

/** Rows whose value is there. */
export const known = (rows: readonly (readonly [string, string | undefined])[]): (readonly [string, string])[] =>
  rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as const]))
