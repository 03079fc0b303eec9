/** What a host asks for, before anybody is looked up. */
export type HostPlace =
  | { readonly is: 'company'; readonly isShop: boolean }
  | { readonly is: 'name'; readonly label: string }
  | { readonly is: 'domain'; readonly host: string }
  | { readonly is: 'nothing' }

/** "Anna.Shop.Example.:8080" → "anna.shop.example"; undefined when it is no host. */
export const bareHost = (host: string): string | undefined => {
  const bare = host
    .trim()
    .toLowerCase()
    .replace(/:\d{1,5}$/u, '')
    .replace(/\.$/u, '')
  const isHost =
    bare.length <= 253 && bare.split('.').every(label => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/u.test(label))
  return isHost ? bare : undefined
}

/** The company's own hosts before the base host: its shop. */
const shopLabels: ReadonlySet<string> = new Set(['shop', 'www'])

/** The company's shop below the base host; without a port. */
export const companyShop = (baseHost: string): string => ownHost('shop', baseHost)

/** The host of a name below the base host; without a port. */
export const ownHost = (name: string, baseHost: string): string => `${name}.${bareHost(baseHost) ?? ''}`

/** Sorts a Host header by where it would have to be looked up; it is never believed or echoed. */
export const placeOf = (host: string, baseHost: string): HostPlace => {
  const [bare, base] = [bareHost(host), bareHost(baseHost)]
  if (bare === undefined) return { is: 'nothing' }
  if (bare === base) return { is: 'company', isShop: false }
  if (!bare.endsWith(`.${base}`)) return isOwnDomain(bare, baseHost) ? { is: 'domain', host: bare } : { is: 'nothing' }
  const label = bare.slice(0, -(base!.length + 1))
  if (shopLabels.has(label)) return { is: 'company', isShop: true }
  return label.includes('.') ? { is: 'nothing' } : { is: 'name', label }
}

/** Whether a host can be a partner's own: two parts at least, no number for a name's end, nothing of the company's. */
export const isOwnDomain = (host: string, baseHost: string): boolean => {
  const [bare, base] = [bareHost(host), bareHost(baseHost)]
  if (bare === undefined || bare !== host || bare.includes('_')) return false
  const labels = bare.split('.')
  // An IPv4 address ends in a number; no top-level domain does.
  if (labels.length < 2 || !/^[a-z]/u.test(labels.at(-1)!) || labels.at(-1) === 'localhost') return false
  return bare !== base && !bare.endsWith(`.${base}`) && !base!.endsWith(`.${bare}`)
}
