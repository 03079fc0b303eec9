import { Button, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import { CommandId } from '../../ui/command-id.tsx'
import type { VariantView } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { PriceForm } from './price-form.tsx'
import { PricesTable } from './prices-table.tsx'
import { VariantFields } from './variant-fields.tsx'
import css from './catalogue.module.css'

type Props = { readonly variant: VariantView; readonly commandId: string }

const StockForm = ({ variant, commandId }: Props) => {
  const text = useShell().words.catalogue
  const kept = variant.stock === null ? '' : String(variant.stock)
  return (
    <Form method="post" className={css['stock']} key={`${commandId} ${kept}`}>
      <CommandId id={commandId} />
      <input type="hidden" name="sku" value={variant.sku} />
      <input type="hidden" name="seen" value={kept} />
      <TextInput
        size="md"
        label={text.stock}
        description={text.stockNote}
        name="stock"
        inputMode="numeric"
        pattern="\d{1,6}"
        defaultValue={kept}
      />
      <Button type="submit" size="md" variant="default" name="intent" value="stock">
        {text.setStock}
      </Button>
    </Form>
  )
}

const DataForm = ({ variant, commandId }: Props) => {
  const text = useShell().words.catalogue
  return (
    <Form method="post" className={css['form']} key={commandId}>
      <CommandId id={commandId} />
      <input type="hidden" name="sku" value={variant.sku} />
      <VariantFields variant={variant} />
      <div>
        <Button type="submit" size="md" name="intent" value="variant">
          {text.save}
        </Button>
      </div>
    </Form>
  )
}

/** One article: what there is of it, what it costs, and what it is called. */
export const Variant = (props: Props) => {
  const { words, language } = useShell()
  const text = words.catalogue
  const { variant } = props
  return (
    <Sheet title={text.article(variant.name[language], variant.sku)} note={text.pricesNote}>
      <StockForm {...props} />
      <PricesTable prices={variant.prices} />
      <details className={css['more']}>
        <summary>{text.setPrice}</summary>
        <PriceForm sku={variant.sku} commandId={props.commandId} />
      </details>
      <details className={css['more']}>
        <summary>{text.changeArticle}</summary>
        <DataForm {...props} />
      </details>
    </Sheet>
  )
}
