import { unitSymbols, type PricedOffer, type UnitPrice } from '#sales/catalogue'
import { useShop } from './shell.ts'

type Props = {
  readonly offer: PricedOffer
  /** Other variants cost more. */
  readonly isLeast?: boolean
}

/** What a kilogram, litre, metre or square metre costs (PAngV § 4). */
export const PerUnit = ({ unitPrice }: { readonly unitPrice: UnitPrice }) => {
  const { words, formats, language } = useShop()
  const { gross, per, content } = unitPrice
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(content.thousandths / 1_000)
  return (
    <small>
      {words.price.unitPrice({
        amount: `${amount}\u00a0${unitSymbols[content.unit]}`,
        price: formats.money(gross),
        per: unitSymbols[per],
      })}
    </small>
  )
}

/** A price with what the law wants beside it: the price of a unit, and the lowest of 30 days where it is called reduced. */
export const Price = ({ offer: { gross, reduction, unitPrice }, isLeast = false }: Props) => {
  const { words, formats } = useShop()
  return (
    <p className={reduction === null ? 'price' : 'price reduced'}>
      {isLeast && `${words.products.from} `}
      <strong>{formats.money(gross)}</strong>
      {unitPrice !== null && <PerUnit unitPrice={unitPrice} />}
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
