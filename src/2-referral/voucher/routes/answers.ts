import type { Database } from '#ground/database'
import { conflict, notFound, refused, type Reply } from '#ground/http'
import { orRefuse, type routesOn } from '#ground/http/operation.ts'
import { money, moneyGiven, moment, orNull, parsed, text, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import { always, isoOf, parseInstant, type Instant, type Zone } from '#ground/period'
import { voucherByUuid, type Made, type Voucher } from '../codes.ts'
import { figuresOfVouchers } from '../figures.ts'

import { templateByUuid, type NewTemplate, type Template } from '../templates.ts'

export type VoucherNeeds = { readonly database: Database; readonly now: () => Instant }
export type Routes = ReturnType<typeof routesOn>

const withOffset = /(?:Z|[+-]\d{2}:?\d{2})$/u

const momentGiven = (description: string) =>
  parsed(
    given => (withOffset.test(given) ? parseInstant(given, 'UTC' as Zone) : undefined),
    'a moment with its offset, such as 2026-03-01T00:00:00+01:00',
    { description, example: '2026-03-01T00:00:00+01:00', format: 'date-time' },
  )

const countryGiven = z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters, such as DE')
const limitGiven = (description: string) =>
  z.int().min(1).max(10_000_000).nullable().openapi({ description, example: 100 })

const discountGiven = z.union(
  [
    z.strictObject({ amount: moneyGiven('What is taken off.') }),
    z.strictObject({ basisPoints: z.int().min(1).max(10_000).openapi({ description: '1000 is 10 %.' }) }),
  ],
  { error: 'expected {"amount": "10.00"} or {"basisPoints": 1000}' },
)

const limitFields = {
  limitPerCode: limitGiven('How often each code works; null for as often as anybody likes.'),
  limitInAll: limitGiven('How often all codes of the template work together.'),
}

export const templateGiven = z
  .strictObject({
    name: text('For the company and its partners.', 'New customers 10 €'),
    discount: discountGiven,
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'expected three capital letters, such as EUR')
      .openapi({ description: 'Of amount and minimum, ISO 4217.', example: 'EUR' }),
    minimum: moneyGiven('The least an order must come to, gross.'),
    from: momentGiven('From when on it works.'),
    until: orNull(momentGiven('From when on it works no more.')).openapi({ description: 'Null for never.' }),
    countries: z
      .array(countryGiven)
      .min(1)
      .max(300)
      .nullable()
      .openapi({
        description: 'Where orders go to; null for everywhere.',
        example: ['DE', 'AT'],
      }),
    newCustomersOnly: z
      .boolean()
      .openapi({ description: 'Whether it is for new customers and makes them the partner’s.' }),
    lowersPoints: z.boolean().openapi({ description: 'Whether it lowers the points of an order.' }),
    forPartners: z.boolean().openapi({ description: 'Whether partners make codes of their own from it.' }),
    ...limitFields,
  })
  .refine(given => given.until === null || given.from < given.until, {
    error: 'must be after from',
    path: ['until'],
  })
  .openapi('NewVoucherTemplate')

export const newTemplateOf = ({ discount, ...given }: z.output<typeof templateGiven>): NewTemplate => ({
  ...given,
  discount:
    'amount' in discount
      ? { kind: 'amount', amount: discount.amount }
      : { kind: 'percent', basisPoints: discount.basisPoints },
  until: given.until ?? always.until,
})

export const templateSchema = z
  .object({
    id: z.string().openapi({ example: 'tpl_01hzx3v2k8e9rtb5m6n7p8q9rs' }),
    name: z.string(),
    discount: z.union([z.object({ amount: money('What is taken off.') }), z.object({ basisPoints: z.int() })]),
    currency: z.string(),
    minimum: money('The least an order must come to, gross.'),
    from: moment('From when on it works.'),
    until: moment('From when on it works no more.').nullable(),
    countries: z.array(z.string()).nullable(),
    newCustomersOnly: z.boolean(),
    lowersPoints: z.boolean(),
    forPartners: z.boolean(),
    limitPerCode: z.int().nullable(),
    limitInAll: z.int().nullable(),
    isOn: z.boolean().openapi({ description: 'Whether its codes work.' }),
  })
  .openapi('VoucherTemplate')

export const exampleTemplate = {
  id: 'tpl_01hzx3v2k8e9rtb5m6n7p8q9rs',
  name: 'New customers 10 €',
  discount: { amount: '10.00' },
  currency: 'EUR',
  minimum: '50.00',
  from: '2026-02-28T23:00:00.000Z',
  until: null,
  countries: ['DE', 'AT'],
  newCustomersOnly: true,
  lowersPoints: false,
  forPartners: true,
  limitPerCode: null,
  limitInAll: null,
  isOn: true,
}

export const describeTemplate = (template: Template): z.input<typeof templateSchema> => {
  const { number: _number, redeemed: _redeemed, madeAt: _madeAt, offAt, discount, from, until, ...rest } = template
  return {
    ...rest,
    countries: rest.countries === null ? null : [...rest.countries],
    discount:
      discount.kind === 'amount' ? { amount: decimalOfCents(discount.amount) } : { basisPoints: discount.basisPoints },
    minimum: decimalOfCents(rest.minimum),
    from: isoOf(from),
    until: until >= always.until ? null : isoOf(until),
    isOn: offAt === null,
  }
}

export const voucherSchema = z
  .object({
    id: z.string().openapi({ example: 'vou_01hzx4a7c2f3g4h5j6k7m8n9pq' }),
    code: z.string().openapi({ description: 'As it stands in addresses.', example: 'VONBEN' }),
    shown: z.string().openapi({ description: 'As people read it.', example: 'VONBEN' }),
    kind: z.enum(['own', 'random']),
    isOn: z.boolean(),
    seen: z.int().openapi({ description: 'How often its link was opened.' }),
    redeemed: z.int(),
    refused: z.int(),
  })
  .openapi('Voucher')

export const exampleVoucher = {
  id: 'vou_01hzx4a7c2f3g4h5j6k7m8n9pq',
  code: 'VONBEN',
  shown: 'VONBEN',
  kind: 'own' as const,
  isOn: true,
  seen: 12,
  redeemed: 3,
  refused: 1,
}

export const describeVouchers = async (
  database: Database,
  vouchers: readonly Voucher[],
): Promise<z.input<typeof voucherSchema>[]> => {
  const numbers = vouchers.map(voucher => voucher.number)
  const figures = await figuresOfVouchers(database, numbers)
  return vouchers.map(({ id, code, shown, kind, offAt, number }) => ({
    id,
    code,
    shown,
    kind,
    isOn: offAt === null,
    ...figures.get(number)!,
  }))
}

export const templateAt = async (database: Database, id: string): Promise<Reply<Template>> => {
  const uuid = uuidOf('template', id)
  return orRefuse(uuid === undefined ? undefined : await templateByUuid(database, uuid), notFound('voucher template'))
}

export const voucherAt = async (database: Database, id: string): Promise<Reply<Voucher>> => {
  const uuid = uuidOf('voucher', id)
  return orRefuse(uuid === undefined ? undefined : await voucherByUuid(database, uuid), notFound('voucher'))
}

export const named = z.object({ id: z.string().openapi({ description: 'The public id.' }) })

export const switchGiven = z.strictObject({ isOn: z.boolean() })

const details: Readonly<Record<Extract<Made, { is: 'refused' }>['because'], string>> = {
  'too short': 'A wording has at least four letters or digits.',
  'too long': 'A wording has at most twenty letters and digits.',
  letters: 'A wording has letters and digits only.',
  'no letter': 'A wording has a letter.',
  reserved: 'This wording is reserved.',
  offensive: 'This wording holds an offensive word.',
  taken: 'Another code is the same, or looks or sounds the same.',
  'template not usable': 'Codes are not made of this template: it is over, switched off, or not for partners.',
  'not a partner': 'Only partners have codes of their own.',
  'too many codes': 'The partner has as many codes of this template as the company allows.',
}

export const notMade = (because: keyof typeof details) => refused(conflict(because, details[because]))
