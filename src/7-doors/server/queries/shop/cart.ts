import type { Database } from '#ground/database'
import { cents, type Cents } from '#ground/money'
import { readSetting } from '#ground/setting/store.ts'
import { daysKept, shippingPolicy, type Totals } from '#sales/cart'
import {
  actorOfCart,
  cartOf,
  changeCart,
  openCart,
  putIn,
  setQuantity,
  type Cart,
  type CartResult,
} from '#sales/cart/store.ts'
import { articleName } from '#sales/catalogue/store.ts'
import { priceCart } from '#sales/checkout/store.ts'
import type { Language } from '../../records.ts'
import type { CartCommands, Put, ShopCart, ShopCartLine } from '../../shop-buying.ts'
import { carryOut } from '../carry-out.ts'
import { codeCommands, codeOf, waitingCode, type CodeNeeds } from './code.ts'

export type CartNeeds = CodeNeeds & {
  readonly language: Language
  /** What is remembered with the first piece that is put in. */
  readonly remember: () => Promise<void>
}

// The head of a page and the page itself ask for the same cart: it is read once, and anew after a change.
const reading = (needs: CartNeeds) => {
  let read: Promise<Cart | undefined> | undefined
  return { cart: () => (read ??= currentCart(needs)), changed: () => (read = undefined) }
}

type Pieces = { readonly sku: string; readonly quantity: number }

// A form that is sent twice puts its pieces in once; without a cart each sending opens one, and the browser keeps the last.
const put = async (needs: CartNeeds, { commandId, ...pieces }: Pieces & { readonly commandId: string }) => {
  const { database, market } = needs
  const token = await heldCart(needs)
  const sent = { actor: actorOfCart(token), commandId, request: 'put into cart', content: pieces }
  return putOf(await carryOut(database, sent, inside => putIn(inside, { token, at: market.at, ...pieces })))
}

/** The visitor's cart, by the secret that his browser keeps. */
export const cartCommands = (needs: CartNeeds): CartCommands => {
  const { database, market } = needs
  const { cart, changed } = reading(needs)
  const commands = {
    view: async () => {
      const known = await cart()
      return known === undefined ? null : viewOf(needs, known)
    },
    pieces: async () => piecesIn(await cart()),
    putIn: (pieces: Parameters<CartCommands['putIn']>[0]) => put(needs, pieces).finally(changed),
    set: async (pieces: Pieces) => {
      const token = await heldCart(needs)
      changed()
      return putOf(await setQuantity(database, { token, at: market.at, ...pieces }))
    },
  }
  return { ...commands, ...codeCommands(needs, { view: commands.view, changed }) }
}

/** The cart, in the language, country and price group of this visit; undefined where there is none. */
const currentCart = async (needs: CartNeeds): Promise<Cart | undefined> => {
  const { database, jar, market, language } = needs
  const { at, country, group } = market
  const token = jar.read('cart')
  if (token === undefined) return undefined
  const cart = await cartOf(database, { token, at })
  if (cart === undefined) return undefined
  const isTheSame = cart.country === country && cart.language === language && cart.group === group
  if (isTheSame) return cart
  await changeCart(database, { token, at }, { country, language, group })
  return cartOf(database, { token, at })
}

/** The secret of the cart; one is opened where there is none. */
const heldCart = async (needs: CartNeeds): Promise<string> => {
  const { database, jar, market, language, remember } = needs
  const known = jar.read('cart')
  if (known !== undefined && (await cartOf(database, { token: known, at: market.at })) !== undefined) return known
  const { token } = await openCart(database, { ...market, language })
  jar.keep('cart', token, daysKept)
  const code = waitingCode(jar)
  if (code !== undefined) await changeCart(database, { token, at: market.at }, { voucherCode: code })
  jar.drop('voucher')
  await remember()
  return token
}

const putOf = (result: CartResult): Put => {
  if (result.is === 'done') return { is: 'done' }
  if (result.because === 'too little left' || result.because === 'too many') return { ...result }
  return { is: 'refused', because: 'unknown article' }
}

const piecesIn = (cart: Cart | undefined): number =>
  cart === undefined ? 0 : cart.lines.reduce((all, { quantity }) => all + quantity, 0)

const lineOf = (language: Language, { sku, quantity, article }: Cart['lines'][number]): ShopCartLine => ({
  sku,
  quantity,
  name: article === null ? sku : articleName(article, language),
  slug: article?.product.slug ?? null,
  picture: article?.product.pictures[0] ?? null,
  offer: article?.offer ?? null,
  gross: cents((article?.offer.gross ?? 0) * quantity),
  left: article === null ? 0 : article.stock,
})

const viewOf = async (needs: CartNeeds, cart: Cart): Promise<ShopCart> => {
  const lines = cart.lines.map(line => lineOf(needs.language, line))
  const { totals, code } = await pricedOf(needs, cart)
  const isThere = lines.every(({ left, quantity }) => left === null || left >= quantity)
  return {
    lines,
    pieces: piecesIn(cart),
    totals,
    code,
    untilFree: totals === null ? null : await untilFree(needs.database, cart, totals),
    isOrderable: totals !== null && isThere,
  }
}

type Priced = Pick<ShopCart, 'totals' | 'code'>

/** With its voucher; where that is refused, with why, and what the cart comes to without it. */
const pricedOf = async (needs: CartNeeds, cart: Cart): Promise<Priced> => {
  const { database, contact, market } = needs
  const price = (of: Cart) => priceCart(database, of, { contact, at: market.at })
  const priced = await price(cart)
  if (!('is' in priced)) {
    const { totals, quote: valid } = priced
    return { totals, code: valid && { is: 'valid', code: valid.code, newCustomersOnly: valid.newCustomersOnly } }
  }
  if (cart.voucherCode === null) return { totals: null, code: null }
  const total = cents(cart.lines.reduce((all, line) => all + lineOf(needs.language, line).gross, 0))
  const without = await price({ ...cart, voucherCode: null })
  return {
    totals: 'is' in without ? null : without.totals,
    code: await codeOf(needs, { code: cart.voucherCode, total }),
  }
}

const untilFree = async (
  database: Database,
  { country }: Cart,
  { goods, discount, shipping }: Totals,
): Promise<Cents | null> => {
  const { freeFrom } = (await readSetting(database, shippingPolicy))[country] ?? { freeFrom: null }
  return freeFrom === null || shipping.gross === 0 ? null : cents(freeFrom - (goods - discount))
}
