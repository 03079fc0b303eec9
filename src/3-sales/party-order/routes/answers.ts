import type { Database } from '#ground/database'
import { answered, notFound, refused, type Reply } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { moment, money, text, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import { isoOf, type Instant, type Zone } from '#ground/period'
import { ordersByNumber } from '#sales/order/store.ts'
import type { Providers } from '#sales/payment/store.ts'
import { slipByUuid, type Slip } from '../slips.ts'
import type { IsClosed } from '../splitting.ts'

export type PartyOrderNeeds = {
  readonly database: Database
  readonly providers: Providers
  readonly zone: Zone
  readonly now: () => Instant
  /** Whether the month of a moment is closed. */
  readonly isClosed: IsClosed
}

export type Routes = ReturnType<typeof routesOn>

export const slipPath = z.object({
  id: z.string().openapi({ description: "The slip's id.", example: 'slp_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
})

export const slipSchema = z
  .object({
    id: z.string().openapi({ example: 'slp_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
    way: z.enum(['for guest', 'collective']),
    state: z.enum(['placed', 'to settle', 'dropped']),
    because: z
      .object({
        because: z.string().openapi({ description: 'What stands in its way.', example: 'out of stock' }),
        sku: z.string().optional().openapi({ description: 'Of which article.', example: '22423' }),
        left: z.int().optional().openapi({ description: 'How many pieces there are.', example: 1 }),
        total: money('What it comes to now.', '54.90').optional(),
        fields: z
          .array(z.string())
          .optional()
          .openapi({ description: 'What of the form.', example: ['buyer.email'] }),
      })
      .nullable()
      .openapi({ description: 'Null once it is placed or dropped.' }),
    order: z
      .string()
      .nullable()
      .openapi({ description: 'The order that came of it.', example: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy' }),
    takenAt: moment('When it was taken down.'),
  })
  .openapi('PartySlip')

export type ToldSlip = z.input<typeof slipSchema>

export const exampleSlip: ToldSlip = {
  id: 'slp_01hzx4m2n3p4q5r6s7t8v9w0xy',
  way: 'for guest',
  state: 'placed',
  because: null,
  order: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy',
  takenAt: '2026-03-14T19:12:00.000Z',
}

export const describeSlips = async (database: Database, slips: readonly Slip[]): Promise<ToldSlip[]> => {
  const orders = await ordersByNumber(
    database,
    slips.flatMap(({ order }) => order ?? []),
  )
  return slips.map(({ id, content, state, because, order, takenAt }) => ({
    id,
    way: content.way,
    state,
    because: because === null ? null : toldHindrance(because),
    order: order === null ? null : orders.get(order)!.id,
    takenAt: isoOf(takenAt),
  }))
}

const toldHindrance = (hindrance: NonNullable<Slip['because']>) => ({
  because: hindrance.because === 'voucher' ? `voucher ${hindrance.why}` : hindrance.because,
  ...('sku' in hindrance ? { sku: hindrance.sku, left: hindrance.left } : {}),
  ...('total' in hindrance ? { total: decimalOfCents(hindrance.total) } : {}),
  ...('faults' in hindrance ? { fields: hindrance.faults.map(({ field }) => field) } : {}),
})

export const slipAt = async (database: Database, id: string): Promise<Reply<Slip>> => {
  const uuid = uuidOf('slip', id)
  const slip = uuid === undefined ? undefined : await slipByUuid(database, uuid)
  return slip === undefined ? refused(notFound('slip')) : answered(slip)
}

export const reasonGiven = z.strictObject({ because: text('Why nothing comes of it.', 'She changed her mind.') })
