import { z } from 'zod'
import { uuidOf } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { deliveries, mostToldGuests } from '#sales/party-order'
import { mostPieces } from '#sales/cart'
import type { GuestId, SlipTold } from '#doors/server'

const text = z.string().max(200)

const buyer = z.strictObject({
  kind: z.literal('person'),
  givenName: text,
  familyName: text,
  firmName: z.null(),
  email: text.nullable(),
  phone: text.nullable(),
})

const home = z.strictObject({
  name: text,
  firmName: z.null(),
  street: text,
  postalCode: text,
  city: text,
  country: z.string().regex(/^[A-Z]{2}$/u),
})

const guest = z
  .string()
  .refine(id => uuidOf('guest', id) !== undefined)
  .transform(id => id as GuestId)

/** What a phone sends for one order it took down. */
const slipGiven = z.strictObject({
  commandId: z.uuid(),
  takenAt: z
    .int()
    .min(0)
    .transform(moment => moment as Instant),
  slip: z.strictObject({
    way: z.enum(['for guest', 'collective']),
    guest: guest.nullable(),
    buyer: buyer.nullable(),
    home: home.nullable(),
    lines: z.array(z.strictObject({ sku: text, quantity: z.int().min(1).max(mostPieces) })).max(500),
    voucher: text.nullable(),
    deliveredTo: z.enum(deliveries),
    payment: z.enum(['collected', 'invoice', 'prepayment']),
    total: z
      .int()
      .min(0)
      .transform(amount => amount as Cents),
    toldGuests: z.int().min(1).max(mostToldGuests).optional(),
    language: z.enum(['de', 'en']),
  }),
})

export type SlipGiven = { readonly commandId: string; readonly takenAt: Instant; readonly slip: SlipTold }

export type ReadSlip =
  | { readonly is: 'read'; readonly given: SlipGiven }
  /** "slip.lines.0.quantity" */
  | { readonly is: 'refused'; readonly field: string }

/** Reads what a phone sent; where it is no order, the first field that is wrong. */
export const readSlip = (sent: unknown): ReadSlip => {
  const read = slipGiven.safeParse(sent)
  if (read.success) return { is: 'read', given: read.data }
  return { is: 'refused', field: read.error.issues[0]!.path.join('.') }
}
