import { negative, share, sum, type Cents } from '#ground/money'

/** What became of a credit. Settled: a person says that it was used elsewhere. */
export type CreditKind = 'kept' | 'used' | 'given back' | 'paid back' | 'settled'

export type Place<P> = { readonly place: P; readonly room: Cents }

/** Where an amount goes: into the first place as far as it has room, then into the next. @throws Error where all of them have too little. */
export const fill = <P>(
  places: readonly Place<P>[],
  amount: Cents,
): { readonly place: P; readonly amount: Cents }[] => {
  let left = amount
  const filled = places.flatMap(({ place, room }) => {
    const into = Math.min(room, left) as Cents
    left = sum([left, negative(into)])
    return into === 0 ? [] : [{ place, amount: into }]
  })
  if (left > 0) throw new Error(`${left} cents have no place`)
  return filled
}

type Paid = {
  /** What was to be paid for the order in all. */
  readonly total: Cents
  /** What of it was paid by credit. */
  readonly credit: Cents
}

/**
 * How much of each amount that comes back was paid by credit: as much of it as of the total. All that came back so far is rounded, not each
 * amount, so that who gets back the whole order gets back the whole credit.
 */
export const creditIn = ({ total, credit }: Paid, backs: readonly Cents[]): Cents[] => {
  let [back, given] = [0 as Cents, 0 as Cents]
  return backs.map(amount => {
    back = sum([back, amount])
    const through = total === 0 ? (0 as Cents) : share(credit, { numerator: back, denominator: total })
    const part = sum([through, negative(given)])
    given = through
    return part
  })
}
