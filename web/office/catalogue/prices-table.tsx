import { countries, priceGroups, type Country } from '#sales/catalogue'
import type { PriceView } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import table from '../../ui/table.module.css'
import { useMoney } from './parts.tsx'
import css from './catalogue.module.css'

const Planned = ({ price }: { readonly price: PriceView }) => {
  const { words, formats } = useShell()
  const text = words.catalogue
  const money = useMoney()
  return price.planned.map(({ kind, gross, from }) => (
    <span className={table['small']} key={`${kind} ${from}`}>
      {text.plannedPrice(text.kinds[kind], money(gross, price.currency), formats.dayShort(from))}
    </span>
  ))
}

const Reduced = ({ price }: { readonly price: PriceView }) => {
  const { words, formats } = useShell()
  const text = words.catalogue
  const money = useMoney()
  const { reduced, currency } = price
  if (reduced === null) return null
  const amount = money(reduced.gross, currency)
  return (
    <>
      <strong className="number">
        {reduced.until === null ? amount : text.reducedUntil(amount, formats.dayShort(reduced.until))}
      </strong>
      <span className={table['small']}>
        {reduced.lowest30 === null ? text.noReduction : text.lowest30(money(reduced.lowest30, currency))}
      </span>
    </>
  )
}

const Cell = ({ price }: { readonly price: PriceView | undefined }) => {
  const money = useMoney()
  if (price === undefined) return <span className={table['soft']}>–</span>
  const { regular, reduced, currency } = price
  return (
    <>
      {regular !== null && (
        <span className={`number ${reduced === null ? '' : css['old']}`}>{money(regular, currency)}</span>
      )}
      {reduced !== null && ' '}
      <Reduced price={price} />
      <Planned price={price} />
    </>
  )
}

type Props = { readonly prices: readonly PriceView[] }

const Row = ({ country, prices }: Props & { readonly country: Country }) => {
  const text = useShell().words.catalogue
  return (
    <tr>
      <th scope="row">{text.countries[country]}</th>
      {priceGroups.map(group => (
        <td key={group} data-group={text.groups[group]}>
          <Cell price={prices.find(price => price.country === country && price.group === group)} />
        </td>
      ))}
    </tr>
  )
}

/** What an article costs now and what is planned: a row for each country, a column for each group. */
export const PricesTable = ({ prices }: Props) => {
  const text = useShell().words.catalogue
  const sold = countries.filter(country => prices.some(price => price.country === country))
  if (sold.length === 0) return <p className={css['note']}>{text.noPrices}</p>
  return (
    <div className={css['prices']}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{text.country}</th>
            {priceGroups.map(group => (
              <th scope="col" key={group}>
                {text.groups[group]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sold.map(country => (
            <Row key={country} country={country} prices={prices} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
