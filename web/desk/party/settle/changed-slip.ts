import type { Cents } from '#ground/money'
import { deliveries } from '#sales/party-order'
import type { SlipTold } from '#doors/server'
import { wordOf } from '../../../ui/asked.ts'
import { guestOf } from '../counter/slip-of.ts'

const payments = ['collected', 'invoice', 'prepayment'] as const

/** The slip with what the form changes. What it has no field for, or says nothing sensible of, stays as it was taken. */
export const changedSlip = (slip: SlipTold, form: FormData): SlipTold => ({
  way: slip.way,
  guest: slip.guest,
  ...(slip.way === 'for guest' && form.has('givenName') ? guestOf(form) : { buyer: slip.buyer, home: slip.home }),
  deliveredTo: deliveries.find(to => to === wordOf(form, 'deliveredTo')) ?? slip.deliveredTo,
  payment: payments.find(how => how === wordOf(form, 'payment')) ?? slip.payment,
  language: slip.language,
  ...(slip.toldGuests === undefined ? {} : { toldGuests: slip.toldGuests }),
  lines: slip.lines.flatMap(({ sku, quantity }) => {
    const told = wordOf(form, `pieces ${sku}`)
    const wanted = /^\d{1,3}$/u.test(told) ? Number(told) : quantity
    return wanted === 0 ? [] : [{ sku, quantity: wanted }]
  }),
  voucher: form.has('voucher') ? wordOf(form, 'voucher') || null : slip.voucher,
  total: agreedIn(form) ?? slip.total,
})

// The sum the page told, in cents, and the partner agreed on with her guest.
const agreedIn = (form: FormData): Cents | undefined => {
  const told = wordOf(form, 'total')
  return /^\d{1,12}$/u.test(told) ? (Number(told) as Cents) : undefined
}
