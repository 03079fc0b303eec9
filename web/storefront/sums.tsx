import { points } from '#ground/money'
import type { ShopCart } from '#doors/server'
import { useShop } from './shell.ts'

/** 2000 basis points are "20", 770 are "7.7". */
export const useRate = () => {
  const { formats } = useShop()
  return (basisPoints: number) => `${formats.points(points(basisPoints * 10))}${formats.language === 'de' ? ' ' : ''}%`
}

/** What a cart comes to, line by line down to the total. */
export const Sums = ({ totals }: { readonly totals: NonNullable<ShopCart['totals']> }) => {
  const { words, formats } = useShop()
  const rateText = useRate()
  const { goods, discount, shipping, total, rates } = totals
  return (
    <dl className="sums">
      <div>
        <dt>{words.cart.goods}</dt>
        <dd>{formats.money(goods)}</dd>
      </div>
      {discount > 0 && (
        <div>
          <dt>{words.cart.voucher}</dt>
          <dd>−{formats.money(discount)}</dd>
        </div>
      )}
      <div>
        <dt>{words.cart.shipping}</dt>
        <dd>{shipping.gross === 0 ? words.cart.free : formats.money(shipping.gross)}</dd>
      </div>
      <div className="total">
        <dt>{words.cart.total}</dt>
        <dd>{formats.money(total)}</dd>
      </div>
      {rates.map(({ vatRate, vat }) => (
        <div className="fine" key={vatRate}>
          <dt>{words.cart.vat(rateText(vatRate), formats.money(vat))}</dt>
        </div>
      ))}
    </dl>
  )
}
