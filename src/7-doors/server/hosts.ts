/** Where the company's own pages are open; every shop stands on a name of its own. */
export type Base = {
  /** "shop.example"; "localhost" on a developer's machine. */
  readonly host: string
  /** The address of a host below it or of a partner's own domain: "http://anna.localhost:3000", "https://anna.shop.example". */
  readonly addressOf: (host: string) => string
}

type Configured = {
  /** STAMM_BASE_HOST, perhaps with a port; undefined where nobody set it. */
  readonly name: string | undefined
  /** Where the server listens. */
  readonly host: string
  readonly port: number
}

const isOfThisMachine = (host: string) => host === 'localhost' || host.endsWith('.localhost') || isNumeric(host)

const isNumeric = (host: string) => /^[\d.]+$/u.test(host) || host.includes(':') || host.startsWith('[')

const everywhere = new Set(['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'])

/** A base on a machine of one's own is reached by http at its port; any other by https, at the port of its name if it has one. */
export const baseOf = ({ name, host, port }: Configured): Base => {
  const [base, namedPort] = splitHost(name ?? (everywhere.has(host) ? 'localhost' : host))
  const at = isOfThisMachine(base)
    ? { scheme: 'http', port: namedPort ?? String(port) }
    : { scheme: 'https', port: namedPort }
  const suffix = at.port === undefined ? '' : `:${at.port}`
  return { host: base, addressOf: host => `${at.scheme}://${host}${suffix}` }
}

const splitHost = (text: string): readonly [string, string | undefined] => {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/u.exec(text.trim().toLowerCase())
  return match === null ? [text, undefined] : [match[1]!.replace(/\.$/u, ''), match[2]]
}

/** What a Host header names, without its port; "" when it names nothing that could be looked up. */
export const hostIn = (header: string | null): string => {
  const [host] = splitHost(header ?? '')
  return host.length <= 253 ? host : ''
}

/** Whether the company's own pages answer: at the base itself, and at the machine's number while the base is this machine. */
export const isHouse = (base: Base, host: string): boolean =>
  host === base.host || (isOfThisMachine(base.host) && isNumeric(host))

/** Who answers at a host. */
export type Place<P> =
  | { readonly is: 'house' }
  | { readonly is: 'shop'; readonly host: string; readonly partner: P | null }
  /** Another of our hosts; for good when the name was changed. */
  | { readonly is: 'redirect'; readonly to: string; readonly isForGood: boolean }
  | { readonly is: 'nowhere' }
