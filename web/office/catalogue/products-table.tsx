import { Link } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import type { ProductRow } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Table } from '../../ui/table.tsx'
import table from '../../ui/table.module.css'
import { useMoney } from './parts.tsx'
import css from './catalogue.module.css'

const right = table['right']

const Stock = ({ row }: { readonly row: ProductRow }) => {
  const { words, formats } = useShell()
  const text = words.catalogue
  return (
    <>
      <span className="number">{row.stock === null ? text.endless : formats.count(row.stock)}</span>
      {row.isScarce && (
        <span className={table['small']}>
          <span className={`${css['badge']} ${css['warn']}`}>{text.scarce}</span>
        </span>
      )}
    </>
  )
}

const Price = ({ price }: Pick<ProductRow, 'price'>) => {
  const text = useShell().words.catalogue
  const money = useMoney()
  if (price === null) return <span className={css['badge']}>{text.notSold}</span>
  return (
    <>
      <span className="number">{money(price.gross, price.currency)}</span>
      {price.isReduced && (
        <span className={table['small']}>
          <span className={`${css['badge']} ${css['good']}`}>{text.reduced}</span>
        </span>
      )}
    </>
  )
}

const Row = ({ row }: { readonly row: ProductRow }) => {
  const { words, formats, language } = useShell()
  const text = words.catalogue
  return (
    <tr>
      <th scope="row">
        <span className={css['name']}>
          {row.picture === null ? (
            <span className={css['thumb']} />
          ) : (
            <img className={css['thumb']} src={row.picture} alt="" width="56" height="56" loading="lazy" />
          )}
          <span>
            <Link to={addresses.product(row.id)}>{row.name[language]}</Link>{' '}
            {!row.shown && <span className={css['badge']}>{text.hidden}</span>}
            <span className={table['small']}>{row.category?.[language] ?? text.noCategory}</span>
          </span>
        </span>
      </th>
      <td className={`${table['wide']} ${right} number`}>{formats.count(row.articles)}</td>
      <td className={right}>
        <Stock row={row} />
      </td>
      <td className={right}>
        <Price price={row.price} />
      </td>
    </tr>
  )
}

export const ProductsTable = ({ rows }: { readonly rows: readonly ProductRow[] }) => {
  const text = useShell().words.catalogue
  return (
    <Table
      columns={[
        { label: text.product },
        { label: text.articles, as: 'wide right' },
        { label: text.stock, as: 'right' },
        { label: text.price, as: 'right' },
      ]}
    >
      {rows.map(row => (
        <Row key={row.id} row={row} />
      ))}
    </Table>
  )
}
