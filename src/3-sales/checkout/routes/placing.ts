import type { Database } from '#ground/database'
import { answered, conflict, invalid, refused, type Reply } from '#ground/http'
import type { Asked } from '#ground/http/operation.ts'
import { money, moneyGiven, text, z } from '#ground/http/schema.ts'
import { cents, decimalOfCents, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { contactGiven, contactNamed } from '#people/contact/routes.ts'
import type { ContactNumber } from '#people/contact'
import type { Contact } from '#people/contact/store.ts'
import { signalsFrom, signalsGiven } from '#referral/attribution/routes.ts'
import { mostPieces } from '#sales/cart'
import { cartOf, changeCart, openCart, putIn } from '#sales/cart/store.ts'
import { isMarket, priceGroups, type PriceGroup } from '#sales/catalogue'
import { priceGroupOf } from '#sales/price-group/store.ts'
import { paymentNames } from '#sales/payment'
import type { CheckoutNeeds } from '../routes.ts'
import type { Placed, Refused } from '../index.ts'
import { place } from '../placing.ts'
import { priceCart } from '../pricing.ts'
import type { Routes } from './answers.ts'

const optional = (description: string, example: string) => text(description, example).nullable().default(null)

const country = z
  .string()
  .refine(isMarket, 'expected a country we sell to, such as DE')
  .openapi({ description: 'Two letters, ISO 3166: prices, VAT and delivery are of this country.', example: 'DE' })

export const orderPageGiven = z.url().max(500).optional().openapi({
  description:
    'The page of the order in your shop, for the messages to the buyer; {token} in it becomes a secret that opens the order for 90 days, another one in every message. Left out, they lead to the company’s shop here.',
  example: 'https://shop.example/orders/{token}',
})

/** The page of the order that a secret opens. */
export const orderUrlOf =
  (orderPage: string) =>
  (token: string): string =>
    orderPage.replaceAll('{token}', token).replaceAll('%7Btoken%7D', token)

export const addressGiven = z.strictObject({
  name: text('Who receives it.', 'Cem Yılmaz'),
  firmName: optional('Name of the firm.', 'Yılmaz OHG'),
  street: text('Street and number.', 'Hauptstraße 1'),
  postalCode: text('Postal code.', '10115'),
  city: text('City.', 'Berlin'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected two capital letters, such as DE')
    .openapi({ example: 'DE' }),
})

export const buyerGiven = z.strictObject({
  kind: z.enum(['person', 'firm']).default('person'),
  givenName: optional('Given name.', 'Cem'),
  familyName: optional('Family name.', 'Yılmaz'),
  firmName: optional('Name of the firm.', 'Yılmaz OHG'),
  email: z.email().max(200).openapi({ example: 'cem@example.org' }),
  phone: optional('Telephone number.', '+49 30 123456'),
})

const checkoutGiven = (now: CheckoutNeeds['now']) =>
  z
    .strictObject({
      lines: z
        .array(
          z.strictObject({
            sku: text("The article's number.", '22423'),
            quantity: z.int().min(1).max(mostPieces).openapi({ description: 'Whole pieces.', example: 2 }),
          }),
        )
        .min(1)
        .max(200),
      country,
      language: z.enum(['de', 'en']).default('de'),
      group: z.enum(priceGroups).optional().openapi({
        description:
          'Whose prices count; left out, those of the contact’s own price group, and a guest’s are customers’.',
      }),
      contact: contactGiven.optional().openapi({ description: 'Who orders, where you know it; else he is a guest.' }),
      buyer: buyerGiven,
      delivery: addressGiven,
      billing: addressGiven.nullable().default(null).openapi({ description: 'Null where it is the delivery’s.' }),
      payment: z.enum(paymentNames).openapi({ example: 'invoice' }),
      voucher: optional('A voucher code, as it was typed.', 'VONBEN'),
      total: moneyGiven('What the buyer saw as the sum to pay; refused where it is another now.').optional(),
      signals: signalsGiven(now).omit({ moment: true, voucher: true }).default({}).openapi('OrderSignals', {
        description: 'What may say who brought him, beside the voucher. All of it is kept.',
      }),
      visitor: text(
        'What tells your visitors apart, such as a digest of his address. Too many orders of guests, or guessed voucher codes, of one are refused with 429 and Retry-After; without it nobody is limited here.',
        '5f2b9c',
      ).optional(),
      orderPage: orderPageGiven,
    })
    .openapi('NewCheckout')

const placedSchema = z
  .object({
    id: z.string().openapi({ description: "The order's public id.", example: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
    number: z.string().openapi({ description: 'What the buyer calls it by.', example: '100001' }),
    total: money('What he pays, VAT and shipping in it.', '49.90'),
    currency: z.string().openapi({ example: 'EUR' }),
  })
  .openapi('Checkout')

const exampleAddress = {
  name: 'Cem Yılmaz',
  street: 'Hauptstraße 1',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
}

/** POST /checkouts */
export const checkingOut = ({ command }: Routes, needs: CheckoutNeeds) => {
  const body = checkoutGiven(needs.now)
  command({
    name: 'checkOut',
    path: '/checkouts',
    tag: 'orders',
    summary: 'Place an order of your own shop front',
    description:
      'Prices the lines by the catalogue, takes them from stock, redeems the voucher, decides who brought the buyer and keeps the order, all or nothing. A guest becomes a contact. Ask GET /checkouts/{id}/payment how it is paid. A prospect you name, or one whose mailbox is known, is bound by voucher and signals in the same transaction. POST /orders keeps what was sold elsewhere and decides nothing.',
    body,
    reply: placedSchema,
    examples: {
      body: {
        lines: [{ sku: '22423', quantity: 2 }],
        country: 'DE',
        buyer: { givenName: 'Cem', familyName: 'Yılmaz', email: 'cem@example.org' },
        delivery: exampleAddress,
        payment: 'invoice',
        voucher: 'VONBEN',
        signals: { subdomain: { partner: { reference: 'P-17' }, name: 'anna' } },
      },
      reply: { id: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy', number: '100001', total: '49.90', currency: 'EUR' },
    },
    nameOf: ({ id }) => id,
    problems: [429],
    run: asked => checkOutAt(needs, asked),
  })
}

type Body = z.output<ReturnType<typeof checkoutGiven>>

const checkOutAt = async (
  { providers, now }: CheckoutNeeds,
  { database, body }: Asked<unknown, unknown, Body>,
): Promise<Reply<z.input<typeof placedSchema>>> => {
  const signals = await signalsFrom(database, { ...body.signals, moment: 'order' })
  if (signals.is === 'refused') return signals
  const known = body.contact === undefined ? undefined : await contactNamed(database, body.contact, '#/contact')
  if (known?.is === 'refused') return known
  const contact = known?.body.number ?? null
  const at = now()
  const filling = await filled(database, { ...body, group: await groupOf(database, body, known?.body) }, at)
  if ('is' in filling) return problemOf(filling, body)
  const cart = filling.token
  const priced = await priceOf(database, { cart, contact, at })
  if ('is' in priced) return problemOf(priced, body)
  const { buyer, delivery, billing, payment, total = priced.total, orderPage = '' } = body
  const placed = await place(
    { database, providers },
    {
      buyer,
      delivery,
      billing,
      payment,
      total,
      cart,
      contact,
      at,
      signals: signals.body,
      commandId: 'interface',
      orderUrl: orderUrlOf(orderPage),
    },
  )
  return placed.is === 'refused' ? problemOf(placed, body) : answered(told(placed, priced))
}

const told = ({ id, number }: Placed, { total, currency }: Sum) => ({
  id,
  number,
  total: decimalOfCents(total),
  currency,
})

const groupOf = async (database: Database, { group }: Body, contact: Contact | undefined): Promise<PriceGroup> => {
  if (group !== undefined) return group
  return contact === undefined ? 'customer' : priceGroupOf(database, { contact: contact.number, role: contact.role })
}

type Filling = Body & { readonly group: PriceGroup }

const filled = async (
  database: Database,
  body: Filling,
  at: Instant,
): Promise<{ readonly token: string } | Refused> => {
  const { language, group } = body
  const { token } = await openCart(database, { country: body.country, language, group, at })
  for (const { sku, quantity } of body.lines) {
    const put = await putIn(database, { token, sku, quantity, at })
    if (put.is === 'done') continue
    const left = 'left' in put ? put.left : 0
    return { is: 'refused', because: left === 0 ? 'not sold' : 'out of stock', sku, left }
  }
  if (body.voucher !== null) await changeCart(database, { token, at }, { voucherCode: body.voucher })
  return { token }
}

type Sum = { readonly total: Cents; readonly currency: string }
type Holding = {
  readonly cart: string
  readonly contact: ContactNumber | null
  readonly at: Instant
}

const priceOf = async (database: Database, { cart, contact, at }: Holding): Promise<Sum | Refused> => {
  const found = (await cartOf(database, { token: cart, at }))!
  const priced = await priceCart(database, found, { contact, at })
  return 'is' in priced ? priced : { total: cents(priced.totals.total), currency: priced.currency }
}

const sentences: Readonly<Record<string, string>> = {
  'cart is empty': 'None of the lines can be sold there.',
  'payment not offered': 'This payment is not offered now.',
  'not delivered there': 'Nothing is delivered there, or its prices are of another country.',
}

const problemOf = (no: Refused, { lines }: Body) => {
  if (no.because === 'form')
    return refused(
      invalid(
        ...no.faults.map(({ field, because }) => ({ pointer: `#/${field.replaceAll('.', '/')}`, detail: because })),
      ),
    )
  if (no.because === 'voucher') return refused(conflict(`voucher ${no.why}`, `The voucher does not work: ${no.why}.`))
  if (no.because === 'price changed')
    return refused(conflict('price changed', `It comes to ${decimalOfCents(no.total)} now.`))
  if (no.because === 'not sold' || no.because === 'out of stock') {
    const line = lines.findIndex(({ sku }) => sku === no.sku) + 1
    return refused(conflict(no.because, `Line ${line}, article ${no.sku}: ${no.left} pieces are left.`))
  }
  return refused(conflict(no.because, sentences[no.because]!))
}
