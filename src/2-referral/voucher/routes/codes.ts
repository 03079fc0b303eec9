import { answered, maySee, notFound, refused, type Reply } from '#ground/http'
import { money, moneyGiven, orNull, text, z } from '#ground/http/schema.ts'
import { decimalOfCents } from '#ground/money'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { contactAt, contactGiven, contactNamed, contactPath } from '#people/contact/routes.ts'
import { makeVoucher, switchVoucher, vouchersOf } from '../codes.ts'
import { quote } from '../redeem.ts'
import {
  describeVouchers,
  exampleVoucher,
  named,
  notMade,
  switchGiven,
  templateAt,
  voucherAt,
  voucherSchema,
  type Routes,
  type VoucherNeeds,
} from './answers.ts'

/** GET /contacts/{id}/vouchers */
export const listingVouchers = ({ read }: Routes) =>
  read({
    name: 'listVouchers',
    path: '/contacts/{id}/vouchers',
    tag: 'vouchers',
    summary: "List a partner's voucher codes",
    description: 'Newest first, with how often each was seen, redeemed and refused. A partner may ask for himself.',
    access: 'partners too',
    params: contactPath,
    reply: z.object({ rows: z.array(voucherSchema) }),
    example: { rows: [exampleVoucher] },
    run: async ({ database, params, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      if (!maySee(actor, contact.body.number)) return refused(notFound('contact'))
      return answered({ rows: await describeVouchers(database, await vouchersOf(database, contact.body.number)) })
    },
  })

const given = z
  .strictObject({
    template: z
      .string()
      .openapi({ description: 'The id of a voucher template.', example: 'tpl_01hzx3v2k8e9rtb5m6n7p8q9rs' }),
    partner: orNull(contactGiven).openapi({ description: 'Whose it is; null for the company’s own.' }),
    wording: text('Its own wording.', 'von Ben').nullable().openapi({ description: 'Null for a random code.' }),
  })
  .openapi('NewVoucher')

/** POST /vouchers */
export const makingVoucher = ({ command }: Routes, { now }: VoucherNeeds) =>
  command({
    name: 'makeVoucher',
    path: '/vouchers',
    tag: 'vouchers',
    summary: 'Make a voucher code',
    description:
      'For a partner, or for the company itself. A wording is refused when it is offensive or when another code is, looks or sounds the same.',
    body: given,
    reply: voucherSchema,
    examples: {
      body: { template: 'tpl_01hzx3v2k8e9rtb5m6n7p8q9rs', partner: { reference: 'P-17' }, wording: 'von Ben' },
      reply: { ...exampleVoucher, seen: 0, redeemed: 0, refused: 0 },
    },
    run: async ({ database, body }) => {
      const template = await templateAt(database, body.template)
      if (template.is === 'refused') return template
      const partner = await partnerGiven(database, body.partner)
      if (partner.is === 'refused') return partner
      const about = { template: template.body.number, partner: partner.body, wording: body.wording }
      const made = await makeVoucher(database, { ...about, at: now(), by: 'company' })
      if (made.is === 'refused') return notMade(made.because)
      return answered((await describeVouchers(database, [made.voucher]))[0]!)
    },
  })

const partnerGiven = async (
  database: Database,
  partner: z.output<typeof given>['partner'],
): Promise<Reply<ContactNumber | null>> => {
  if (partner === null) return answered(null)
  const contact = await contactNamed(database, partner, '#/partner')
  return contact.is === 'refused' ? contact : answered(contact.body.number)
}

/** POST /vouchers/{id}/switch */
export const switchingVoucher = ({ command }: Routes, { now }: VoucherNeeds) =>
  command({
    name: 'switchVoucher',
    path: '/vouchers/{id}/switch',
    tag: 'vouchers',
    summary: 'Switch a voucher code off or on',
    description: 'While it is off, it does not work. Its wording stays taken.',
    params: named,
    body: switchGiven,
    reply: voucherSchema,
    examples: { body: { isOn: false }, reply: { ...exampleVoucher, isOn: false } },
    run: async ({ database, params, body }) => {
      const voucher = await voucherAt(database, params.id)
      if (voucher.is === 'refused') return voucher
      const offAt = body.isOn ? null : now()
      await switchVoucher(database, { voucher: voucher.body.number, offAt })
      return answered((await describeVouchers(database, [{ ...voucher.body, offAt }]))[0]!)
    },
  })

const quoteSchema = z
  .object({
    isValid: z.boolean(),
    because: z.string().nullable().openapi({ description: 'Why it does not work.', example: 'minimum' }),
    minimum: money('What the order must come to, where that is why.').nullable(),
    code: z.string().nullable(),
    discount: money('What is taken off.').nullable(),
    lowersPoints: z.boolean().nullable(),
    newCustomersOnly: z.boolean().nullable(),
  })
  .openapi('VoucherQuote')

const noQuote = { code: null, discount: null, lowersPoints: null, newCustomersOnly: null }

/** GET /vouchers/{code}/quote */
export const quoting = ({ read }: Routes, { now }: VoucherNeeds) =>
  read({
    name: 'quoteVoucher',
    path: '/vouchers/{code}/quote',
    tag: 'vouchers',
    summary: 'Ask what a voucher code would do for an order',
    description:
      'Nothing is kept, and nothing is told about the buyer: whether somebody is a new customer is decided when the order is placed.',
    params: z.object({ code: text('As it was typed: case, blanks and hyphens do not matter.', 'von ben') }),
    query: z.strictObject({
      total: moneyGiven('What the order comes to, gross, without shipping.'),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .openapi({ description: 'Where it goes to.', example: 'DE' }),
    }),
    reply: quoteSchema,
    example: {
      isValid: true,
      because: null,
      minimum: null,
      code: 'VONBEN',
      discount: '10.00',
      lowersPoints: false,
      newCustomersOnly: true,
    },
    run: async ({ database, params, query }) => {
      const quoted = await quote(database, { ...query, code: params.code, contact: null, at: now() })
      if (quoted.is === 'refused')
        return answered({
          ...noQuote,
          isValid: false,
          because: quoted.because,
          minimum: quoted.minimum === null ? null : decimalOfCents(quoted.minimum),
        })
      const { code, discount, lowersPoints, newCustomersOnly } = quoted
      const valid = { code, discount: decimalOfCents(discount), lowersPoints, newCustomersOnly }
      return answered({ isValid: true, because: null, minimum: null, ...valid })
    },
  })
