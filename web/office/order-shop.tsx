import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { CommandId } from '../ui/command-id.tsx'
import type { OfficeShopOrder } from '../ui/context.ts'
import { formatsOf } from '../ui/formats.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './orders.module.css'
import view from '../ui/order-view.module.css'

type ShopProps = { readonly shop: OfficeShopOrder }

const linesOf = ({ name, firmName, street, postalCode, city, country }: OfficeShopOrder['delivery']): string =>
  [firmName, name, street, `${postalCode} ${city}`, country].filter(Boolean).join('\n')

const Voucher = ({ voucher }: { readonly voucher: NonNullable<OfficeShopOrder['voucher']> }) => {
  const text = useShell().words.orders.shop
  return voucher.partner === null ? (
    text.voucherOfCompany(voucher.code)
  ) : (
    <Link to={addresses.contact(voucher.partner.id)}>{text.voucherOf(voucher.code, voucher.partner.name)}</Link>
  )
}

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** Where the order goes, how it is paid, which voucher it had and whose the buyer is by it. */
export const ShopFacts = ({ shop }: ShopProps) => {
  const { words } = useShell()
  const text = words.orders.shop
  const [delivery, billing] = [linesOf(shop.delivery), linesOf(shop.billing)]
  const { voucher, attribution } = shop
  return (
    <Sheet title={text.title}>
      <dl className={css['facts']}>
        <Fact label={text.buyer}>{[shop.email, shop.phone].filter(Boolean).join('\n')}</Fact>
        <Fact label={text.delivery}>{delivery}</Fact>
        <Fact label={text.billing}>{billing === delivery ? text.sameAddress : billing}</Fact>
        <Fact label={text.payment}>{words.orders.payments[shop.payment]}</Fact>
        {voucher !== null && (
          <Fact label={text.voucher}>
            <Voucher voucher={voucher} />
          </Fact>
        )}
        {shop.isUndone && <Fact label={text.undone}>{text.undoneNote}</Fact>}
        {attribution !== null && !shop.isUndone && (
          <Fact label={text.attribution}>
            <Link to={addresses.contact(attribution.sponsor.id)}>
              {text.attributionBy(attribution.sponsor.name, text.by[attribution.by] ?? '')}
            </Link>
          </Fact>
        )}
      </dl>
    </Sheet>
  )
}

/** What the buyer agreed to pay, gross, in his currency. */
export const ShopTotals = ({ shop }: ShopProps) => {
  const { words, language, company, formats } = useShell()
  const { money } = formatsOf(language, shop.currency, company.zone)
  const text = words.orders.shop
  const { goods, discount, shipping, total, vat } = shop.totals
  return (
    <Sheet title={text.agreed}>
      <dl className={view['sums']}>
        <dt>{text.goods}</dt>
        <dd className="number">{money(goods)}</dd>
        {discount > 0 && (
          <>
            <dt>{text.discount}</dt>
            <dd className="number">{money((0 - discount) as typeof discount)}</dd>
          </>
        )}
        <dt>{text.shipping}</dt>
        <dd className="number">{money(shipping)}</dd>
        <dt>{text.total}</dt>
        <dd className={`number ${view['gross']}`}>{money(total)}</dd>
        {vat.map(({ vatRate, vat: amount }) => (
          <div key={vatRate} className={css['vat']}>
            <dt>{text.vat(formats.share(vatRate / 10))}</dt>
            <dd className="number">{money(amount)}</dd>
          </div>
        ))}
        {shop.credit > 0 && (
          <>
            <dt>{text.credit}</dt>
            <dd className="number">{money((0 - shop.credit) as typeof total)}</dd>
            <dt>{text.left}</dt>
            <dd className={`number ${view['gross']}`}>{money((total - shop.credit) as typeof total)}</dd>
          </>
        )}
      </dl>
    </Sheet>
  )
}

/** What opens the order without a login; whoever got hold of a letter sees it no more once they are locked. */
export const ShopLinks = ({ shop: { links }, commandId }: ShopProps & { readonly commandId: string }) => {
  const { words, formats } = useShell()
  const text = words.orders.links
  return (
    <Sheet title={text.title}>
      {links.until === null ? (
        <p className={css['note']}>{text.none}</p>
      ) : (
        <Form method="post" className={css['refund']}>
          <CommandId id={commandId} />
          <span>{text.open(links.count, formats.count(links.count), formats.dayShort(links.until))}</span>
          <Button type="submit" name="do" value="lock links" size="md" variant="default">
            {text.lock}
          </Button>
        </Form>
      )}
    </Sheet>
  )
}

/** Money that goes back; what was paid by transfer a person has to transfer. */
export const Refunds = ({ shop, commandId }: ShopProps & { readonly commandId: string }) => {
  const { words, language, company, formats } = useShell()
  const { money } = formatsOf(language, shop.currency, company.zone)
  const text = words.orders.refunds
  const refunds = shop.refunds.filter(({ amount }) => amount > 0)
  if (refunds.length === 0) return null
  return (
    <Sheet title={text.title}>
      <ul>
        {refunds.map(({ id, amount, state, at }) => (
          <li key={id} className={css['refund']}>
            <strong className="number">{money(amount)}</strong>
            <span>{text.states[state]}</span>
            <span className={css['note']}>{formats.dayShort(at)}</span>
            {state === 'by hand' && (
              <Form method="post">
                <CommandId id={commandId} />
                <input type="hidden" name="refund" value={id} />
                <Button type="submit" name="do" value="refunded" variant="default">
                  {text.done}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
