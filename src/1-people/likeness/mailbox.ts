/** An address as its mailbox is told: by what its provider tells apart, and by what hardly anybody would choose to be told apart by. */
export type Mailbox = {
  /** One mailbox, however it is written. */
  readonly key: string
  /** The same for boxes that differ by dots alone, where these are boxes of their own; undefined where the provider ignores dots anyhow. */
  readonly dotless: string | undefined
}

/** Undefined for what is no address. */
export const mailboxOf = (email: string | null): Mailbox | undefined => {
  const [, local, written] = /^([^@\s]+)@([^@\s]+)$/u.exec((email ?? '').normalize('NFKC').trim().toLowerCase()) ?? []
  if (local === undefined || written === undefined) return undefined
  const ascii = asciiDomain(written)
  const provider = providers.find(({ domains }) => domains.includes(ascii))
  const domain = provider?.domains[0] ?? ascii
  const box = orAll(local.replace(/\+.*$/u, ''), local)
  if (provider !== undefined)
    return { key: `${orAll(box.replace(provider.ignores, ''), box)}@${domain}`, dotless: undefined }
  // With a blank, so that it never equals a mailbox.
  return { key: `${box}@${domain}`, dotless: `${orAll(box.replaceAll('.', ''), box)} ${domain}` }
}

type Provider = { readonly domains: readonly string[]; readonly ignores: RegExp }

// Who says that these signs make no other mailbox, and under which names he gives the same one. Elsewhere, as at GMX and WEB.DE,
// anna.berg and annaberg are two people.
const providers: readonly Provider[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignores: /\./gu },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignores: /[._-]/gu },
]

const orAll = (part: string, all: string): string => (part === '' ? all : part)

// An address writes müller.example as xn--mller-kva.example; both are the same.
const asciiDomain = (domain: string): string =>
  URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain
