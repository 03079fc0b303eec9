import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import { isoOf } from '#ground/period'
import { attributionsOf } from '#referral/attribution/store.ts'
import { noteAccount, redemptionOf } from '#referral/voucher/store.ts'
import { lockLinks, openLinks, shopOrder } from '#sales/checkout/store.ts'
import type { ShopOrder } from '#sales/checkout'
import { stateOf, type Order as OrderFacts } from '#sales/order'
import { ordersByNumber, pay, ship, takeBackOrder } from '#sales/order/store.ts'
import { ibanOf, type HowPaid } from '#sales/payment'
import { doneByHand } from '#sales/payment/store.ts'
import type {
  OfficeOrders,
  OfficeShopOrder,
  OpenOrders,
  OrderActions,
  OrderAnswer,
  ShopOrderRow,
} from '../shop-orders.ts'
import type { OrderId, Page } from '../records.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { orderNumberOf } from './orders.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'
import { refsOf } from './refs.ts'

/** What the company's pages ask about orders and do with them. */
export const officeOrders = (needs: CommandNeeds): OfficeOrders => {
  const { database } = needs
  const of = async <T>(id: OrderId, answer: (order: number) => Promise<T>): Promise<T | null> => {
    const number = await orderNumberOf(database, id)
    return number === undefined ? null : answer(number)
  }
  return {
    list: asked => shopOrderPage(database, asked),
    shop: id => of(id, order => shopDetails(needs, order)),
    actions: id => of(id, order => actionsOf(database, order)),
    ...orderCommands(needs),
    ...linkCommands(needs),
  }
}

const shopDetails = async ({ database, clock }: CommandNeeds, number: number): Promise<OfficeShopOrder | null> => {
  const order = await shopOrder(database, number)
  if (order === undefined) return null
  const decided = (await attributionsOf(database, order.contact)).find(({ id }) => id === order.attribution)
  const partner = await partnerOfRedemption(database, order.redemption)
  const refs = await refsOf(
    database,
    [decided?.sponsor, partner].filter(each => each !== undefined && each !== null),
  )
  return {
    ...shownOf(order),
    voucher:
      order.voucherCode === null ? null : { code: order.voucherCode, partner: partner === null ? null : refs(partner) },
    links: await openLinks(database, { order: number, at: clock() }),
    attribution: decided === undefined ? null : { sponsor: refs(decided.sponsor), by: decided.by },
  }
}

const shownOf = (order: ShopOrder) => {
  const { number, email, phone, currency, delivery, billing, payment, lines, totals, credit, refunds, isUndone } = order
  return { number, email, phone, currency, delivery, billing, payment, lines, totals, credit, refunds, isUndone }
}

const partnerOfRedemption = async (database: Database, redemption: number | null): Promise<ContactNumber | null> => {
  if (redemption === null) return null
  const found = await database
    .selectFrom('referral.redemption')
    .select('partner_id')
    .where('id', '=', redemption)
    .executeTakeFirst()
  return found?.partner_id ?? null
}

const actionsOf = async (database: Database, number: number): Promise<OrderActions> => {
  const order = (await ordersByNumber(database, [number])).get(number)!
  const left = order.lines.flatMap(({ position, description, quantity, returned }) =>
    quantity > returned.quantity ? [{ position, name: description, pieces: quantity - returned.quantity }] : [],
  )
  return {
    mayPay: order.paidAt === null && left.length > 0,
    asksAccount: (await redemptionOf(database, number)) !== undefined,
    mayShip: order.shippedAt === null && left.length > 0,
    left,
    isCancellation: order.shippedAt === null,
  }
}

const isOpen: Readonly<Record<OpenOrders, ReturnType<typeof sql>>> = {
  all: sql`true`,
  'to pay': sql`ordered.paid_at is null and sold.pieces > back.pieces`,
  'to ship': sql`ordered.shipped_at is null and sold.pieces > back.pieces and (ordered.paid_at is not null or shop.payment = 'invoice')`,
}

type Row = Omit<OrderFacts, 'volumeWhen'> & {
  readonly order: number
  readonly uuid: string
  readonly number: string
  readonly contact: ContactNumber
  readonly volumeWhen: OrderFacts['volumeWhen']
  readonly payment: HowPaid
  readonly total: Cents
  readonly currency: string
  readonly piecesLeft: number
}

const shopOrderPage = async (
  database: Database,
  { open, cursor }: Parameters<OfficeOrders['list']>[0],
): Promise<Page<ShopOrderRow>> => {
  const place = placeOf(cursor, ['moment', 'number'])
  const after =
    place === undefined
      ? sql``
      : sql`and (ordered.placed_at, ordered.id) < (${isoOf(place[0])}::timestamptz, ${place[1]}::bigint)`
  const { rows } = await sql<Row>`
    select ordered.id as "order", ordered.uuid, shop.number, ordered.contact_id as contact, ordered.placed_at as "placedAt",
      ordered.paid_at as "paidAt", ordered.shipped_at as "shippedAt", ordered.volume_when as "volumeWhen", shop.payment, shop.total,
      shop.currency, sold.pieces - back.pieces as "piecesLeft"
    from sales.shop_order shop join sales."order" ordered on ordered.id = shop.order_id
    cross join lateral (select coalesce(sum(quantity), 0)::bigint as pieces from sales.order_line where order_id = ordered.id) sold
    cross join lateral (select coalesce(sum(line.quantity), 0)::bigint as pieces
      from sales.return join sales.return_line line on line.return_id = return.id where return.order_id = ordered.id) back
    where ${isOpen[open]} ${after}
    order by ordered.placed_at desc, ordered.id desc limit ${pageSize + 1}`.execute(database)
  const { rows: shown, next } = pageOfFound(rows, row => [row.placedAt, row.order])
  const refs = await refsOf(
    database,
    shown.map(row => row.contact),
  )
  return {
    rows: shown.map(({ uuid, number, contact, placedAt, payment, total, currency, piecesLeft, ...facts }) => ({
      id: publicIdOf('order', uuid),
      buyer: refs(contact),
      state: stateOf({ placedAt, ...facts }, piecesLeft === 0),
      number,
      placedAt,
      payment,
      total,
      currency,
    })),
    next,
  }
}

const unknown: OrderAnswer = { is: 'refused', because: 'unknown order' }

const orderCommands = ({
  database,
  clock,
  actor,
}: CommandNeeds): Pick<OfficeOrders, 'reach' | 'takeBack' | 'refunded'> => ({
  reach: async ({ commandId, order, step, iban = '' }) => {
    const account = ibanOf(iban)
    if (iban !== '' && account === undefined) return { is: 'refused', because: 'no IBAN' }
    const sent = { actor: await actor(), commandId, request: `order ${step}`, content: { order } }
    return carryOut(database, sent, async inside => {
      const number = await orderNumberOf(inside, order)
      if (number === undefined) return unknown
      const at = clock()
      const reached = await (step === 'paid' ? pay : ship)(inside, { order: number, at })
      if (reached.is === 'done' && account !== undefined)
        await noteAccount(inside, { order: number, iban: account, at })
      return reached
    })
  },
  takeBack: async ({ commandId, ...content }) => {
    const { order, reason, reasonClass, pieces } = content
    return carryOut(database, { actor: await actor(), commandId, request: 'take back', content }, async inside => {
      const number = await orderNumberOf(inside, order)
      if (number === undefined) return unknown
      const why = { reference: null, reason, reasonClass }
      const asked = { order: number, ...why, at: clock(), pieces: pieces ?? ('everything' as const) }
      const back = await takeBackOrder(inside, asked)
      return back.is === 'refused' ? { is: 'refused', because: back.because } : { is: 'done' }
    })
  },
  refunded: async ({ commandId, order, refund }) =>
    carryOut(
      database,
      { actor: await actor(), commandId, request: 'refunded', content: { order, refund } },
      async inside =>
        (await doneByHand(inside, refund, clock())) ? { is: 'done' } : { is: 'refused', because: 'no such refund' },
    ),
})

const linkCommands = ({ database, clock, actor }: CommandNeeds): Pick<OfficeOrders, 'lockLinks'> => ({
  lockLinks: async ({ commandId, order }) =>
    carryOut(database, { actor: await actor(), commandId, request: 'lock links', content: { order } }, async inside => {
      const number = await orderNumberOf(inside, order)
      if (number === undefined) return unknown
      await lockLinks(inside, { order: number, at: clock() })
      return { is: 'done' }
    }),
})
