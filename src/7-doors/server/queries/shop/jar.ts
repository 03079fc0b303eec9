import type { Base } from '../../hosts.ts'

/** What the visitor's browser keeps for this host, and what this request adds to it. */
export type Jar = {
  readonly read: (name: JarName) => string | undefined
  /** For so many days; for as long as the browser is open without. */
  readonly keep: (name: JarName, value: string, days?: number) => void
  readonly drop: (name: JarName) => void
  /** Who brought the visitor, told to every shop of the company. */
  readonly keepEverywhere: (name: SharedName, value: string, days: number) => void
  readonly readShared: (name: SharedName) => string | undefined
  readonly made: () => readonly string[]
}

type JarName = 'cart' | 'language' | 'country' | 'link' | 'voucher'
type SharedName = 'partner'

const dayInSeconds = 24 * 3600

const own = (name: JarName) => `__Host-shop_${name}`
const shared = (name: SharedName) => `shop_${name}`

const cookieIn = (header: string | null, name: string): string | undefined =>
  header
    ?.split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(`${name}=`))
    ?.slice(name.length + 1)

const age = (days: number | undefined) => (days === undefined ? '' : `; Max-Age=${days * dayInSeconds}`)

/** Cookies of this host alone (__Host-): nothing but the partner who was visited is ever told to another host. */
export const jarOf = (request: Request, base: Base): Jar => {
  const header = request.headers.get('cookie')
  const made: string[] = []
  const secure = 'Path=/; Secure; HttpOnly; SameSite=Lax'
  // Browsers keep no cookie for the whole of localhost.
  const domain = base.host.includes('.') && hostIsBelow(request, base) ? `; Domain=${base.host}` : ''
  return {
    read: name => cookieIn(header, own(name)),
    keep: (name, value, days) => void made.push(`${own(name)}=${value}; ${secure}${age(days)}`),
    drop: name => void (cookieIn(header, own(name)) !== undefined && made.push(`${own(name)}=; ${secure}; Max-Age=0`)),
    readShared: name => cookieIn(header, shared(name)),
    keepEverywhere: (name, value, days) => void made.push(`${shared(name)}=${value}; ${secure}${age(days)}${domain}`),
    made: () => made,
  }
}

const hostIsBelow = (request: Request, base: Base) => new URL(request.url).hostname.endsWith(`.${base.host}`)
