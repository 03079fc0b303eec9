import type { Instant } from '#ground/period'

export const channels = ['email', 'phone', 'post', 'messenger'] as const

/** By which way somebody may be written to. */
export type Channel = (typeof channels)[number]

export type ConsentState = 'asked' | 'expired' | 'given' | 'withdrawn' | 'replaced'

export type ConsentTimes = {
  readonly expiresAt: Instant | null
  readonly givenAt: Instant | null
  readonly endedAt: Instant | null
  readonly endedBecause: 'withdrawn' | 'replaced' | null
}

/** What a consent is at a moment. A question that was never answered expires. */
export const stateOf = (consent: ConsentTimes, at: Instant): ConsentState => {
  const { expiresAt, givenAt, endedAt, endedBecause } = consent
  if (endedAt !== null && endedBecause !== null) return endedBecause
  if (givenAt !== null) return 'given'
  return expiresAt !== null && expiresAt <= at ? 'expired' : 'asked'
}

const day = 86_400_000

/** How long a question by e-mail can be answered, and how soon the same person may be asked the same again. */
export const answerWithin = 14 * day
export const askAgainAfter = day

type Wording = { readonly sender: string; readonly channel: Channel }

const byChannel = {
  de: { email: 'per E-Mail', phone: 'am Telefon', post: 'per Post', messenger: 'über Messenger' },
  en: { email: 'by e-mail', phone: 'by telephone', post: 'by post', messenger: 'by messenger' },
} as const

const sentences = {
  de: (sender: string, how: string) =>
    `Ja, ${sender} darf mir ${how} über Neues und Angebote schreiben. Das kann ich jederzeit widerrufen.`,
  en: (sender: string, how: string) =>
    `Yes, ${sender} may tell me ${how} about news and offers. I can withdraw this at any time.`,
} as const

/** The usual words of a question; a form may use its own. */
export const usualWords = (language: 'de' | 'en', { sender, channel }: Wording): string =>
  sentences[language](sender, byChannel[language][channel])
