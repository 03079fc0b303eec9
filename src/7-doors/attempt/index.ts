type Limits = {
  /** From one sender about one matter. */
  readonly pair?: number
  /** About one matter from everywhere: loose, so that nobody can lock out another. */
  readonly matter?: number
  /** From one sender in all: a home party of a dozen guests behind one address has room. */
  readonly sender: number
}

/** How often something may be tried within the window; the matter is an e-mail address, or the word of a link. */
export const attemptLimits = {
  'sign in': { pair: 10, matter: 100, sender: 100 },
  /** A letter to a mailbox that anybody may have typed in. */
  letter: { pair: 10, matter: 100, sender: 100 },
  register: { pair: 10, matter: 100, sender: 60 },
  /** Of a guest. */
  order: { pair: 10, matter: 100, sender: 60 },
  /** A voucher code that nobody has; one that somebody has is no attempt. */
  voucher: { sender: 60 },
} as const satisfies Readonly<Record<string, Limits>>

export type AttemptKind = keyof typeof attemptLimits

export const windowSeconds = 15 * 60

export type Attempt = {
  readonly kind: AttemptKind
  /** Left out where only the sender counts. */
  readonly matter?: string | undefined
  /** Undefined where nobody told the address; then only the matter counts. */
  readonly sender: string | undefined
}

export type TooMany = {
  readonly is: 'refused'
  readonly because: 'too many attempts'
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number
}

type Counter = { readonly parts: readonly string[]; readonly most: number }

/** What an attempt is counted by: the same attempt always by the same, in the same order. */
export const countersOf = ({ kind, matter, sender }: Attempt): Counter[] => {
  const limits: Limits = attemptLimits[kind]
  const [of, from] = [matter?.trim().toLowerCase(), sender ?? '']
  return [
    ...(limits.pair === undefined || of === undefined ? [] : [{ parts: [kind, 'pair', of, from], most: limits.pair }]),
    ...(limits.matter === undefined || of === undefined ? [] : [{ parts: [kind, 'matter', of], most: limits.matter }]),
    ...(sender === undefined ? [] : [{ parts: [kind, 'sender', sender], most: limits.sender }]),
  ]
}
