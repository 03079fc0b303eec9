/** What a person is to be told. Doors find words for its kind. */
export type Message = {
  /** "order placed", "consent asked": a sentence of doors/mail exists for each. */
  readonly kind: string
  /** An e-mail address. */
  readonly to: string
  readonly language: 'de' | 'en'
  /** What the words need, as JSON. */
  readonly facts: Readonly<Record<string, unknown>>
  /** The same key is told once, however often it is asked for. */
  readonly once?: string | undefined
}
