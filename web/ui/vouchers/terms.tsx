import type { VoucherTemplate } from '#doors/server'
import { Badge } from '../badge.tsx'
import { formatsOf, type Formats } from '../formats.ts'
import { useShell, type Shell } from '../shell-data.ts'
import css from './vouchers.module.css'

type Promised = Pick<
  VoucherTemplate,
  'discount' | 'currency' | 'minimum' | 'newCustomersOnly' | 'from' | 'until' | 'countries' | 'lowersPoints' | 'state'
>

const countryName = ({ words }: Shell, code: string): string =>
  (words.vouchers.countries as Readonly<Record<string, string>>)[code] ?? code

/** Formats in a template's own currency. */
const moneyOf = ({ language, company }: Shell, currency: string): Formats['money'] =>
  formatsOf(language, currency, company.zone).money

/** "10,00 € Nachlass ab 50,00 € Bestellwert" */
export const gistOf = (shell: Shell, { discount, currency, minimum }: Promised): string => {
  const { terms } = shell.words.vouchers
  const money = moneyOf(shell, currency)
  const off =
    discount.kind === 'amount'
      ? terms.amount(money(discount.amount))
      : terms.percent(percentOf(shell, discount.basisPoints))
  return minimum === 0 ? off : `${off} ${terms.from(money(minimum))}`
}

// 1000 basis points are 10 %; what is less than a tenth of a per cent is written out.
const percentOf = ({ formats, language }: Shell, basisPoints: number): string => {
  if (basisPoints % 100 === 0) return formats.share(basisPoints / 10).replace(/[.,]0/u, '')
  const text = String(basisPoints / 100)
  return language === 'de' ? `${text.replace('.', ',')}\u00a0%` : `${text}%`
}

/** Everything else that a template promises, a word for each. */
const conditionsOf = (shell: Shell, template: Promised): string[] => {
  const { words, formats } = shell
  const { terms } = words.vouchers
  const { newCustomersOnly, from, until, countries, lowersPoints, state } = template
  return [
    newCustomersOnly ? terms.newCustomers : terms.everybody,
    ...(state === 'not yet' ? [terms.begins(formats.day(from))] : []),
    // The last moment still within.
    ...(until === null ? [] : [terms.until(formats.day((until - 1) as typeof until))]),
    ...(countries === null ? [] : [terms.only(countries.map(code => countryName(shell, code)).join(', '))]),
    lowersPoints ? terms.lowersPoints : terms.keepsPoints,
  ]
}

/** What a template promises, in one look. */
export const Terms = ({ of }: { readonly of: Promised }) => {
  const shell = useShell()
  return (
    <div className={css['terms']}>
      <strong>{gistOf(shell, of)}</strong>
      <span>{conditionsOf(shell, of).join(' · ')}</span>
    </div>
  )
}

/** Whether codes of it work, in a word and a colour. */
export const StateBadge = ({ state }: { readonly state: VoucherTemplate['state'] }) => (
  <Badge tone={state === 'on' ? 'good' : 'quiet'}>{useShell().words.vouchers.terms.states[state]}</Badge>
)
