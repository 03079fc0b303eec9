import { NativeSelect, TextInput } from '@mantine/core'
import { decimalOfPoints } from '#ground/money'
import { contentUnits, decimalOfThousandths, unitSymbols, vatClasses } from '#sales/catalogue'
import type { VariantData } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Pair, Row } from './parts.tsx'
import { CountrySelect } from './price-form.tsx'

const plain = (decimal: string) => decimal.replace(/\.?0+$/u, '')

const ContentFields = ({ variant }: { readonly variant: VariantData | undefined }) => {
  const text = useShell().words.catalogue
  const content = variant?.content ?? null
  const units = contentUnits.map(value => ({ value, label: unitSymbols[value] }))
  return (
    <Row>
      <TextInput
        size="md"
        label={text.content}
        description={text.contentNote}
        name="content"
        inputMode="decimal"
        defaultValue={content === null ? '' : decimalOfThousandths(content.thousandths)}
      />
      <NativeSelect
        size="md"
        label={text.contentUnit}
        description={text.contentUnitNote}
        name="contentUnit"
        defaultValue={content?.unit ?? 'g'}
        data={units}
      />
    </Row>
  )
}

/** What tells an article from the others of its product, what it earns and how it is taxed. */
export const VariantFields = ({ variant }: { readonly variant?: VariantData }) => {
  const text = useShell().words.catalogue
  const points = variant && plain(decimalOfPoints(variant.points))
  const classes = vatClasses.map(value => ({ value, label: text.vatClasses[value] }))
  return (
    <>
      <Pair
        name="variant"
        labels={{ de: text.variantDe, en: text.variantEn }}
        hint={text.variantHint}
        kept={variant?.name}
      />
      <Row>
        <TextInput size="md" label={text.points} name="points" inputMode="decimal" defaultValue={points} />
        <NativeSelect
          size="md"
          label={text.vat}
          name="vatClass"
          defaultValue={variant?.vatClass ?? 'standard'}
          data={classes}
        />
      </Row>
      <ContentFields variant={variant} />
    </>
  )
}

/** Number, stock and first price of an article that is new. */
export const NewVariantFields = () => {
  const text = useShell().words.catalogue
  return (
    <>
      <Row>
        <TextInput size="md" required label={text.sku} name="sku" maxLength={60} pattern="\S+" autoComplete="off" />
        <TextInput
          size="md"
          label={text.stock}
          description={text.stockNote}
          name="stock"
          inputMode="numeric"
          pattern="\d{1,6}"
        />
      </Row>
      <VariantFields />
      <Row>
        <CountrySelect />
        <TextInput size="md" label={text.gross} description={text.grossFirst} name="gross" inputMode="decimal" />
      </Row>
    </>
  )
}
