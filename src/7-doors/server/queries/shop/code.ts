import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { cents, type Cents } from '#ground/money'
import { countCode, quote } from '#referral/voucher/store.ts'
import { changeCart } from '#sales/cart/store.ts'
import { markets, type Market } from '#sales/catalogue'
import type { TooMany } from '#doors/attempt'
import type { Tries } from '#doors/attempt/store.ts'
import type { CartCommands, CodeInCart, ShopCart } from '../../shop-buying.ts'
import type { Jar } from './jar.ts'

export type CodeNeeds = {
  readonly database: Database
  readonly jar: Jar
  readonly market: Market
  /** Whoever is signed in. */
  readonly contact: ContactNumber | null
  /** What whoever asks may try. */
  readonly tries: Tries
}

type Cart = { readonly view: () => Promise<ShopCart | null>; readonly changed: () => void }

type CodeCommands = Pick<CartCommands, 'enterCode' | 'bringCode' | 'dropCode' | 'waitingCode'>

/** What a visitor does with a voucher code. */
export const codeCommands = (needs: CodeNeeds, { view, changed }: Cart): CodeCommands => {
  const { database, jar, market } = needs
  const keepAndLook = async (code: string) => {
    await keepCode(needs, code)
    changed()
    return (await view())?.code ?? codeThatWaits(needs)
  }
  return {
    enterCode: async code => {
      const tried = await tryCode(needs, () => keepAndLook(code))
      if (tried.is === 'refused') return tried
      if (tried.code?.is === 'refused') await countCode(database, { code, what: tried.code.because })
      return { is: 'entered' }
    },
    bringCode: async code => {
      await countCode(database, { code, what: 'seen' })
      const tried = await tryCode(needs, () => keepAndLook(code))
      return tried.is === 'refused' ? tried : { is: 'brought' }
    },
    dropCode: async () => {
      jar.drop('voucher')
      const token = jar.read('cart')
      if (token !== undefined) await changeCart(database, { token, at: market.at }, { voucherCode: null })
      changed()
    },
    waitingCode: async () => {
      if (waitingCode(jar) === undefined) return null
      const tried = await tryCode(needs, () => codeThatWaits(needs))
      if (tried.is === 'refused') return null
      // Once it was told that nobody has it, it has not to be told with every page.
      if (isNobodys(tried.code)) jar.drop('voucher')
      return tried.code
    },
  }
}

const codeThatWaits = async (needs: CodeNeeds): Promise<CodeInCart | null> => {
  const code = waitingCode(needs.jar)
  return code === undefined ? null : codeOf(needs, { code, total: plenty })
}

const isNobodys = (code: CodeInCart | null): boolean =>
  code?.is === 'refused' && (code.because === 'unknown' || code.because === 'mistyped')

type Tried = { readonly is: 'tried'; readonly code: CodeInCart | null } | TooMany

// Counted before anybody looks, so that no sender learns of more codes than the limit; a code that somebody has is no guess.
const tryCode = async ({ tries }: CodeNeeds, look: () => Promise<CodeInCart | null>): Promise<Tried> => {
  const counted = await tries.count('voucher')
  if (counted.is === 'refused') return counted
  const code = await look()
  if (!isNobodys(code)) await tries.forgive('voucher')
  return { is: 'tried', code }
}

// Without a cart the code waits in the browser: links are opened by machines too, and each would open one.
const keepCode = async ({ database, jar, market: { at } }: CodeNeeds, code: string): Promise<void> => {
  const token = jar.read('cart')
  const isKept = token !== undefined && (await changeCart(database, { token, at }, { voucherCode: code }))
  if (!isKept) jar.keep('voucher', encodeURIComponent(code))
}

/** The code that waits in the browser for a cart. */
export const waitingCode = (jar: Jar): string | undefined => {
  const kept = jar.read('voucher')
  return kept === undefined || !/^[\w%.~-]+$/u.test(kept) ? undefined : decoded(kept)
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

// Whether a waiting code is good at all is asked before anybody knows for how much: no minimum speaks against it.
const plenty = cents(100_000_000)

/** What a code would do for goods of this value. */
export const codeOf = async (
  { database, contact, market }: CodeNeeds,
  { code, total }: { readonly code: string; readonly total: Cents },
): Promise<CodeInCart> => {
  const { at, country } = market
  const quoted = await quote(database, { code, at, country, currency: markets[country].currency, total, contact })
  if (quoted.is === 'valid') return { is: 'valid', code: quoted.code, newCustomersOnly: quoted.newCustomersOnly }
  return { is: 'refused', code, because: quoted.because, minimum: quoted.minimum }
}
