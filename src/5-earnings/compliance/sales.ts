import { groupBy } from '#volume/explanation'

/** What partners' customers bought: one row for each partner and customer. */
export type Sales = { readonly partners: Int32Array; readonly customers: Int32Array; readonly net: Float64Array }

/** The same with one row for each partner and customer, by customer. Linear in rows, for a customer has few partners. */
export const summed = ({ partners, customers, net }: Sales, size: number): Sales => {
  const length = net.length
  const sums = { partners: new Int32Array(length), customers: new Int32Array(length), net: new Float64Array(length) }
  let [from, end] = [0, 0]
  for (const row of groupBy(customers, size).rows) {
    if (end > 0 && sums.customers[end - 1] !== customers[row]) from = end
    let place = from
    while (place < end && sums.partners[place] !== partners[row]) place += 1
    sums.partners[place] = partners[row]!
    sums.customers[place] = customers[row]!
    sums.net[place]! += net[row]!
    end = Math.max(end, place + 1)
  }
  return {
    partners: sums.partners.slice(0, end),
    customers: sums.customers.slice(0, end),
    net: sums.net.slice(0, end),
  }
}

/** The rows of several, one after the other. */
export const together = (sales: readonly Sales[]): Sales => {
  const length = sales.reduce((rows, { net }) => rows + net.length, 0)
  const all = { partners: new Int32Array(length), customers: new Int32Array(length), net: new Float64Array(length) }
  let from = 0
  for (const { partners, customers, net } of sales) {
    all.partners.set(partners, from)
    all.customers.set(customers, from)
    all.net.set(net, from)
    from += net.length
  }
  return all
}
