import { Agent, request } from 'node:http'
import type { OpenedDatabase } from '#ground/database/store.ts'
import { zone, type Instant } from '#ground/period'
import { resolveHost } from '#referral/subdomain/store.ts'
import { quote } from '#referral/voucher/store.ts'
import { cents } from '#ground/money'
import { doorsOf } from '#doors/cli/doors.ts'
import { startServer } from '#doors/server/serve.ts'
import { diceOf } from '#doors/demo/dice.ts'
import { fillCart, fillCompany, type Page, type Size } from './company.ts'
import type { Figure } from './report.ts'

const cartsOfEach = 50

type Filled = Page & { readonly plain: string; readonly withCode: string }

const filledCarts = async ({ database }: OpenedDatabase, pages: readonly Page[], at: Instant): Promise<Filled[]> => {
  const { pick } = diceOf(7)
  const filled: Filled[] = []
  while (filled.length < cartsOfEach) {
    const page = pick(pages)
    const [plain, withCode] = [await fillCart(database, null, at), await fillCart(database, page.code, at)]
    filled.push({ ...page, plain, withCode })
  }
  return filled
}

type Asked = { readonly agent: Agent; readonly port: number; readonly page: Page; readonly cart: string }

/** Opens a partner's cart page as a browser would; @throws Error when it does not answer with the page that was meant. */
const openCartPage = ({ agent, port, page, cart }: Asked): Promise<string> => {
  const headers = { host: `${page.name}.localhost:${port}`, cookie: `__Host-shop_cart=${cart}` }
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', path: '/cart', headers }, answer => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(Buffer.concat(parts).toString())
        else reject(new Error(`the cart of ${page.name} answers ${answer.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

export type Shop = {
  /** Does it once, for a partner by chance. */
  readonly figures: Readonly<Record<Figure, () => Promise<unknown>>>
  /** Whether the page with a voucher shows it, and the page without shows none. */
  readonly showsVoucher: () => Promise<readonly boolean[]>
  readonly pages: readonly Page[]
  readonly close: () => Promise<void>
}

/** A company of this size with its shop open on a port of its own. */
export const openBenchShop = async (opened: OpenedDatabase, size: Size): Promise<Shop> => {
  const { database, pool } = opened
  const at = Date.now() as Instant
  const pages = await fillCompany(database, size)
  const carts = await filledCarts(opened, pages, at)
  await pool.query('vacuum analyze')
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const needs = { zone: zone('Europe/Berlin'), baseHost: 'localhost', secret: undefined, providers: {} }
  const doors = await doorsOf(opened, { ...needs, isMailing: false, complain: say })
  const server = await startServer({ port: 0, host: '127.0.0.1', progress: say, ...doors })
  if (server.is === 'refused') throw new Error(server.message)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { pick } = diceOf(11)
  const basket = { at, total: cents(6_000), country: 'DE', currency: 'EUR', contact: null }
  const open = (page: Page, cart: string) => openCartPage({ agent, port: server.port, page, cart })
  const cartPage = (which: 'plain' | 'withCode') => {
    const filled = pick(carts)
    return open(filled, filled[which])
  }
  return {
    figures: {
      'whose page a host is': () =>
        resolveHost(database, { host: `${pick(pages).name}.localhost`, baseHost: 'localhost', at }),
      'whether a code holds': () => quote(database, { ...basket, code: pick(pages).code }),
      'cart page': () => cartPage('plain'),
      'cart page with voucher': () => cartPage('withCode'),
    },
    showsVoucher: async () => {
      const { plain, withCode, ...page } = carts[0]!
      return [(await open(page, withCode)).includes(page.code), (await open(page, plain)).includes(page.code)]
    },
    pages,
    close: async () => {
      agent.destroy()
      await server.close()
    },
  }
}
