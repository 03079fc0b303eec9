import { cents, type Cents } from '#ground/money'
import type { SlipTold } from '#doors/server'
import { wordOf } from '../../ui/asked.ts'

/** The slip with what the form changes: pieces, voucher, sum. Where a field says nothing sensible, it stays as it was taken. */
export const changedSlip = (slip: SlipTold, form: FormData): SlipTold => ({
  way: slip.way,
  guest: slip.guest,
  buyer: slip.buyer,
  home: slip.home,
  deliveredTo: slip.deliveredTo,
  payment: slip.payment,
  language: slip.language,
  ...(slip.toldGuests === undefined ? {} : { toldGuests: slip.toldGuests }),
  lines: slip.lines.flatMap(({ sku, quantity }) => {
    const told = wordOf(form, `pieces ${sku}`)
    const wanted = /^\d{1,3}$/u.test(told) ? Number(told) : quantity
    return wanted === 0 ? [] : [{ sku, quantity: wanted }]
  }),
  voucher: wordOf(form, 'voucher') === '' ? null : wordOf(form, 'voucher'),
  total: sumOf(wordOf(form, 'total')) ?? slip.total,
})

/** "45,80" or "45.80" as cents. */
const sumOf = (text: string): Cents | undefined => {
  const match = /^(\d{1,9})(?:[.,](\d{2}))?$/u.exec(text)
  return match === null ? undefined : cents(Number(match[1]) * 100 + Number(match[2] ?? '0'))
}
