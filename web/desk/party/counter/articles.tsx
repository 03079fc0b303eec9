import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Cents } from '#ground/money'
import type { PriceGroup } from '#sales/catalogue'
import { IconMinus, IconPlus } from '../../../ui/icons.ts'
import { useShell } from '../../../ui/shell-data.ts'
import { changed, type Article, type Pieces } from './basket.ts'
import css from './counter.module.css'

type Props = {
  readonly articles: readonly Article[]
  /** Whose prices are shown. */
  readonly group: PriceGroup
  readonly pieces: Pieces
  readonly change: (pieces: Pieces) => void
  readonly money: (amount: Cents) => string
}

type Basket = Omit<Props, 'articles' | 'group'>
type RowProps = Basket & { readonly article: Article }

/** What a piece costs, what guests pay where that is another price, and how many there were. */
const Costs = ({ article: { gross, customers, stock }, money }: Pick<RowProps, 'article' | 'money'>) => {
  const { words, formats } = useShell()
  const text = words.party.counter
  if (gross === undefined) return <span className={css['notSold']}>{text.notSoldThere}</span>
  const parts = [
    money(gross),
    ...(customers === undefined || customers === gross ? [] : [text.customersPay(money(customers))]),
    ...(stock === null ? [] : [text.left(stock, formats.count(stock))]),
  ]
  return (
    <span className={css['costs']}>
      {parts.map(part => (
        <span key={part}>{part}</span>
      ))}
    </span>
  )
}

const Row = ({ article, pieces, change, money }: RowProps) => {
  const { sku, name, gross, picture } = article
  const { words, formats } = useShell()
  const text = words.party.counter
  const quantity = pieces[sku] ?? 0
  return (
    <li data-chosen={quantity > 0}>
      {picture !== null && <img src={picture} alt="" width={56} height={56} loading="lazy" />}
      <div className={css['article']}>
        <span>{name}</span>
        <Costs article={article} money={money} />
      </div>
      <div className={css['stepper']}>
        {quantity > 0 && (
          <>
            <button type="button" aria-label={text.less(name)} onClick={() => change(changed(pieces, sku, -1))}>
              <IconMinus size={22} aria-hidden />
            </button>
            <output aria-live="polite">{formats.count(quantity)}</output>
          </>
        )}
        {gross !== undefined && (
          <button type="button" aria-label={text.more(name)} onClick={() => change(changed(pieces, sku, 1))}>
            <IconPlus size={22} aria-hidden />
          </button>
        )}
      </div>
    </li>
  )
}

const fold = (text: string) => text.toLocaleLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '')

/** One tap for a piece; what is chosen stays in sight whatever is looked for. */
export const Articles = ({ articles, group, ...basket }: Props) => {
  const text = useShell().words.party.counter
  const [wanted, look] = useState('')
  const asked = fold(wanted)
  const isShown = ({ sku, name }: Article) =>
    basket.pieces[sku] !== undefined || fold(name).includes(asked) || fold(sku).includes(asked)
  const shown = articles.filter(isShown)
  return (
    <fieldset className={css['fields']}>
      <legend>{text.articles}</legend>
      <p className={css['soft']}>{text.pricesMeant[group]}</p>
      <TextInput
        type="search"
        size="md"
        label={text.search}
        value={wanted}
        onChange={({ currentTarget }) => look(currentTarget.value)}
        // Enter looks, and must not take the order.
        onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
      />
      {shown.length === 0 && <p className={css['soft']}>{text.nothingFound}</p>}
      <ul className={css['articles']}>
        {shown.map(article => (
          <Row key={article.sku} article={article} {...basket} />
        ))}
      </ul>
    </fieldset>
  )
}
