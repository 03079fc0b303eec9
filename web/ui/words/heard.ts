/** The shape of a dictionary: the same keys and the same sentences with gaps, any words. */
export type Heard<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => unknown
      ? (...args: A) => string
      : Heard<T[K]>
}
