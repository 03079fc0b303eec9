import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { Category } from '#sales/catalogue'
import type { ProductData } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Pair, Row } from './parts.tsx'
import css from './catalogue.module.css'

type Props = { readonly product?: ProductData; readonly categories: readonly Category[] }

const Texts = ({ product }: Pick<Props, 'product'>) => {
  const text = useShell().words.catalogue
  const common = { size: 'md', rows: 4, maxLength: 5000 } as const
  const kept = product?.description
  return (
    <Row>
      <Textarea {...common} label={text.textDe} name="textDe" defaultValue={kept?.de} lang="de" />
      <Textarea {...common} label={text.textEn} name="textEn" defaultValue={kept?.en} lang="en" />
    </Row>
  )
}

const Place = ({ product, categories }: Props) => {
  const { words, language } = useShell()
  const text = words.catalogue
  const options = categories.map(({ slug, name }) => ({ value: slug, label: name[language] }))
  return (
    <Row>
      <NativeSelect
        size="md"
        label={text.category}
        name="category"
        defaultValue={product?.category ?? ''}
        data={[{ value: '', label: text.noCategory }, ...options]}
      />
      <TextInput
        size="md"
        label={text.slug}
        description={text.slugNote}
        name="slug"
        maxLength={100}
        defaultValue={product?.slug}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
      />
      <TextInput
        size="md"
        label={text.productGroup}
        description={text.productGroupNote}
        name="group"
        maxLength={100}
        defaultValue={product?.group ?? ''}
      />
    </Row>
  )
}

/** Names, texts, category and address of a product. */
export const ProductFields = ({ product, categories }: Props) => {
  const text = useShell().words.catalogue
  return (
    <>
      <Pair name="name" labels={{ de: text.nameDe, en: text.nameEn }} kept={product?.name} required />
      <Texts {...(product === undefined ? {} : { product })} />
      <Place {...(product === undefined ? {} : { product })} categories={categories} />
      <label className={css['tick']}>
        <input type="checkbox" name="shown" value="yes" defaultChecked={product?.shown ?? true} />
        <span>
          {text.shown}
          <small>{text.shownNote}</small>
        </span>
      </label>
    </>
  )
}
