import type { Base } from '../../hosts.ts'

/** What the visitor's browser keeps for this host, and what this request adds to it. */
export type Jar = {
  /** As it is after what this request has changed. */
  readonly read: (name: JarName) => string | undefined
  /** For so many days; for as long as the browser is open without. */
  readonly keep: (name: JarName, value: string, days?: number) => void
  readonly drop: (name: JarName) => void
  /** Told to every shop below the base, so that nothing secret belongs into it. */
  readonly keepEverywhere: (name: SharedName, value: string, days: number) => void
  readonly readShared: (name: SharedName) => string | undefined
  /** Set-Cookie values. */
  readonly made: () => readonly string[]
}

type JarName = 'cart' | 'language' | 'country' | 'link' | 'voucher' | 'party'
type SharedName = 'partner'

const dayInSeconds = 24 * 3600

const own = (name: JarName) => `__Host-shop_${name}`
const shared = (name: SharedName) => `shop_${name}`

const cookiesIn = (header: string | null): Map<string, string> =>
  new Map(
    (header ?? '').split(';').map(part => {
      const [name = '', ...value] = part.trim().split('=')
      return [name, value.join('=')] as const
    }),
  )

const age = (days: number | undefined) => (days === undefined ? '' : `; Max-Age=${days * dayInSeconds}`)

/** Cookies of this host alone (__Host-): nothing but the partner who was visited is ever told to another host. */
export const jarOf = (request: Request, base: Base): Jar => {
  const cookies = cookiesIn(request.headers.get('cookie'))
  const made = new Map<string, string>()
  const set = (name: string, value: string, attributes: string) => {
    cookies.set(name, value)
    made.set(name, `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${attributes}`)
  }
  const read = (name: string) => cookies.get(name) || undefined
  // Browsers keep no cookie for the whole of localhost.
  const domain = base.host.includes('.') && isBelow(request, base) ? `; Domain=${base.host}` : ''
  return {
    read: name => read(own(name)),
    keep: (name, value, days) => set(own(name), value, age(days)),
    drop: name => {
      if (read(own(name)) !== undefined) set(own(name), '', age(0))
    },
    readShared: name => read(shared(name)),
    keepEverywhere: (name, value, days) => set(shared(name), value, `${age(days)}${domain}`),
    made: () => [...made.values()],
  }
}

const isBelow = (request: Request, base: Base) => new URL(request.url).hostname.endsWith(`.${base.host}`)
