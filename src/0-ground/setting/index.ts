import type { z } from 'zod'

export type Setting<T> = { readonly name: string; readonly shape: z.ZodType<T>; readonly usual: T }

/** A policy of a room: its name ("voucher"), its shape, and the value it has until the company changes it. */
export const setting = <T>(name: string, shape: z.ZodType<T>, usual: T): Setting<T> => ({ name, shape, usual })
