import { negative, share, sum, type Cents } from '#ground/money'
import type { InvoiceLine, Sums, VatRow } from './facts.ts'

const none = 0 as Cents

/** A line of an order with the net that the order keeps of it. */
export type AgreedLine = InvoiceLine & { readonly net: Cents }

/** An order as it was agreed, before anything came back. */
export type Agreed = Omit<Sums, 'lines'> & { readonly lines: readonly AgreedLine[] }

/** What came back of a line: pieces, or money alone (no pieces). The net is what the ledger was told. */
export type Back = { readonly position: number; readonly quantity: number; readonly net: Cents }

type Left = { readonly line: AgreedLine; readonly pieces: number; readonly amount: Cents }

type State = {
  readonly left: ReadonlyMap<number, Left>
  /** In the basis, what was taken back at each rate so far, and the VAT of it. */
  readonly taken: ReadonlyMap<number, { readonly amount: Cents; readonly vat: Cents }>
  readonly shipping: Cents
}

const minus = (from: Cents, amount: Cents): Cents => sum([from, negative(amount)])

/**
 * What each return takes off the order, in their order, counted positive. Pieces take their share of what is left of their line, the last ones
 * all of it; with the last piece of the order its shipping goes back too (§ 357 (2) BGB). The VAT of all together is rounded, not of each, so
 * that what comes back wholly leaves no cent.
 */
export const partsOf = (agreed: Agreed, returns: readonly (readonly Back[])[]): Sums[] => {
  let state: State = {
    left: new Map(agreed.lines.map(line => [line.position, { line, pieces: line.quantity, amount: line.amount }])),
    taken: new Map(),
    shipping: agreed.shipping,
  }
  return returns.map(backs => {
    const [part, after] = take(agreed, state, backs)
    state = after
    return part
  })
}

const take = ({ basis, vat }: Agreed, state: State, backs: readonly Back[]): readonly [Sums, State] => {
  const left = new Map(state.left)
  const lines = backs.flatMap(back => takeFromLine(left, back, basis))
  const isLast = [...left.values()].every(({ pieces }) => pieces === 0)
  const taken = new Map(state.taken)
  const rows = vat.map(row => {
    const goods = sum(lines.filter(line => line.vatRate === row.vatRate).map(line => line.amount))
    const before = taken.get(row.vatRate) ?? { amount: none, vat: none }
    const amount = isLast ? row[basis] : sum([before.amount, goods])
    const through = { amount, vat: partOf(row.vat, amount, row[basis]) }
    taken.set(row.vatRate, through)
    return rowOf(row.vatRate, basis, { amount: minus(amount, before.amount), vat: minus(through.vat, before.vat) })
  })
  const shipping = isLast ? state.shipping : none
  const part = { basis, lines, shipping, vat: rows.filter(row => row.gross !== 0 || row.vat !== 0) }
  return [part, { left, taken, shipping: isLast ? none : state.shipping }]
}

const partOf = (of: Cents, numerator: Cents, denominator: Cents): Cents =>
  denominator === 0 ? none : share(of, { numerator, denominator })

const rowOf = (
  vatRate: number,
  basis: Sums['basis'],
  { amount, vat }: { readonly amount: Cents; readonly vat: Cents },
): VatRow =>
  basis === 'gross'
    ? { vatRate, net: minus(amount, vat), vat, gross: amount }
    : { vatRate, net: amount, vat, gross: sum([amount, vat]) }

const takeFromLine = (left: Map<number, Left>, { position, quantity, net }: Back, basis: Sums['basis']) => {
  const then = left.get(position)
  if (then === undefined) return []
  const { line, pieces, amount } = then
  const back =
    basis === 'net'
      ? net
      : quantity === 0
        ? partOf(line.amount, net, line.net)
        : partOf(amount, quantity as Cents, pieces as Cents)
  const taken = Math.min(back, amount) as Cents
  left.set(position, { line, pieces: pieces - quantity, amount: minus(amount, taken) })
  const { net: _net, ...shown } = line
  return [{ ...shown, quantity, full: taken, amount: taken }]
}

/** What is left of an order after these returns. */
export const without = (agreed: Agreed, returns: readonly (readonly Back[])[]): Sums => {
  const parts = partsOf(agreed, returns)
  const taken = parts.flatMap(part => part.lines)
  return {
    basis: agreed.basis,
    lines: agreed.lines.flatMap(line => leftLine(line, taken)),
    shipping: minus(agreed.shipping, sum(parts.map(part => part.shipping))),
    vat: agreed.vat.map(row => leftRow(row, parts)),
  }
}

const leftLine = ({ net: _net, ...line }: AgreedLine, taken: readonly InvoiceLine[]): InvoiceLine[] => {
  const own = taken.filter(each => each.position === line.position)
  if (own.length === 0) return [line]
  const quantity = line.quantity - own.reduce((pieces, each) => pieces + each.quantity, 0)
  const amount = minus(line.amount, sum(own.map(each => each.amount)))
  const full = line.amount === 0 ? none : partOf(line.full, amount, line.amount)
  return quantity === 0 && amount === 0 ? [] : [{ ...line, quantity, amount, full }]
}

const leftRow = (row: VatRow, parts: readonly Sums[]): VatRow => {
  const own = parts.flatMap(part => part.vat).filter(each => each.vatRate === row.vatRate)
  const less = (name: 'net' | 'vat' | 'gross') => minus(row[name], sum(own.map(each => each[name])))
  return { vatRate: row.vatRate, net: less('net'), vat: less('vat'), gross: less('gross') }
}

/** The same with the other sign: what a cancellation says. */
export const negated = ({ basis, lines, shipping, vat }: Sums): Sums => ({
  basis,
  lines: lines.map(line => ({ ...line, full: negative(line.full), amount: negative(line.amount) })),
  shipping: negative(shipping),
  vat: vat.map(({ vatRate, net, vat: tax, gross }) => ({
    vatRate,
    net: negative(net),
    vat: negative(tax),
    gross: negative(gross),
  })),
})

/** All rates together. */
export const totalsOf = (vat: readonly VatRow[]): Omit<VatRow, 'vatRate'> => ({
  net: sum(vat.map(row => row.net)),
  vat: sum(vat.map(row => row.vat)),
  gross: sum(vat.map(row => row.gross)),
})

/** VAT of net lines, rounded once for each rate. */
export const vatOfNet = (lines: readonly Pick<InvoiceLine, 'vatRate' | 'amount'>[]): VatRow[] =>
  [...Map.groupBy(lines, line => line.vatRate)]
    .sort(([a], [b]) => a - b)
    .map(([vatRate, taxed]) => {
      const amount = sum(taxed.map(line => line.amount))
      return rowOf(vatRate, 'net', { amount, vat: share(amount, { numerator: vatRate, denominator: 10_000 }) })
    })
