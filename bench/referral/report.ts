/** Milliseconds that one in two, and 99 in a hundred, stay below. */
export type Latency = { readonly p50: number; readonly p99: number }

export const latencyOf = (milliseconds: readonly number[]): Latency => {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!
  return { p50: at(0.5), p99: at(0.99) }
}

export const figures = ['whose page a host is', 'whether a code holds', 'cart page', 'cart page with voucher'] as const
export type Figure = (typeof figures)[number]
export type Figures = Readonly<Record<Figure, Latency>>

export type Measured = {
  readonly few: Figures
  readonly many: Figures
  /** How many of the fifty got the code, in each round. */
  readonly redeemed: readonly number[]
}

const ratioOf = (one: Latency, other: Latency) => ({ p50: one.p50 / other.p50, p99: one.p99 / other.p99 })

/** The page with a voucher against the one without, and every figure of the large company against the small one's. */
export const ratiosOf = ({ few, many }: Measured) => ({
  'page with voucher against page without': {
    few: ratioOf(few['cart page with voucher'], few['cart page']),
    many: ratioOf(many['cart page with voucher'], many['cart page']),
  },
  'large company against small': Object.fromEntries(
    figures.map(figure => [figure, ratioOf(many[figure], few[figure])]),
  ) as Readonly<Record<Figure, Latency>>,
})

type Target = { readonly target: string; readonly reached: number; readonly atMost: number; readonly isMet: boolean }

const judged = (target: string, reached: number, atMost: number): Target => ({
  target,
  reached,
  atMost,
  isMet: reached <= atMost,
})

/** What is to be reached, and whether it is. */
export const targetsOf = (measured: Measured): Target[] => {
  const ratios = ratiosOf(measured)
  const page = ratios['page with voucher against page without']
  const growth = ratios['large company against small']
  return [
    judged('page with voucher against page without, p99, small company', page.few.p99, 1.5),
    judged('page with voucher against page without, p99, large company', page.many.p99, 1.5),
    ...figures.flatMap(figure => [
      judged(`${figure}: large company against small, p50`, growth[figure].p50, 1.2),
      judged(`${figure}: large company against small, p99`, growth[figure].p99, 1.2),
    ]),
    judged('rounds in which not exactly one got the code', measured.redeemed.filter(count => count !== 1).length, 0),
  ]
}
