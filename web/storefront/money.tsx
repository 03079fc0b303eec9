import type { Offer } from '#sales/catalogue'
import { useShop } from './shell.ts'

type Props = {
  readonly offer: Offer
  /** Other variants cost more. */
  readonly isLeast?: boolean
}

/** A price with what the law wants beside it: the lowest of 30 days where it is called reduced. */
export const Price = ({ offer: { gross, reduction }, isLeast = false }: Props) => {
  const { words, formats } = useShop()
  return (
    <p className={reduction === null ? 'price' : 'price reduced'}>
      {isLeast && `${words.products.from} `}
      <strong>{formats.money(gross)}</strong>
      {reduction !== null && <small>{words.price.lowest(formats.money(reduction.lowest30))}</small>}
    </p>
  )
}

/** What stands beside every price (PAngV § 6): VAT is in it, shipping is not. */
export const PriceNote = () => {
  const { words } = useShop()
  return (
    <p className="fine">
      {words.price.note} <a href="/terms#shipping">{words.price.shipping}</a>
    </p>
  )
}
