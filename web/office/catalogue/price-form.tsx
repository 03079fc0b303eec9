import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import { countries, markets, priceGroups } from '#sales/catalogue'
import { CommandId } from '../../ui/command-id.tsx'
import { useShell } from '../../ui/shell-data.ts'
import { Row } from './parts.tsx'
import css from './catalogue.module.css'

const kinds = ['regular', 'reduced'] as const

/** Where a price holds, and in whose money. */
export const CountrySelect = () => {
  const text = useShell().words.catalogue
  const options = countries.map(value => ({ value, label: `${text.countries[value]} (${markets[value].currency})` }))
  return <NativeSelect size="md" label={text.country} name="country" data={options} />
}

const PriceFields = () => {
  const text = useShell().words.catalogue
  const groups = priceGroups.map(value => ({ value, label: text.groups[value] }))
  return (
    <>
      <Row>
        <CountrySelect />
        <NativeSelect size="md" label={text.group} name="group" data={groups} />
        <NativeSelect
          size="md"
          label={text.kind}
          name="kind"
          data={kinds.map(value => ({ value, label: text.kinds[value] }))}
        />
      </Row>
      <Row>
        <TextInput
          size="md"
          label={text.gross}
          description={text.grossNote}
          name="gross"
          inputMode="decimal"
          autoComplete="off"
        />
        <TextInput size="md" type="date" label={text.firstDay} description={text.firstDayNote} name="firstDay" />
        <TextInput size="md" type="date" label={text.lastDay} description={text.lastDayNote} name="lastDay" />
      </Row>
    </>
  )
}

/** Sets a price of an article, now or from a day on. */
export const PriceForm = ({ sku, commandId }: { readonly sku: string; readonly commandId: string }) => {
  const text = useShell().words.catalogue
  return (
    <Form method="post" className={css['form']} key={commandId}>
      <CommandId id={commandId} />
      <input type="hidden" name="sku" value={sku} />
      <p className={css['note']}>{text.priceNote}</p>
      <PriceFields />
      <div>
        <Button type="submit" size="md" name="intent" value="price">
          {text.setPrice}
        </Button>
      </div>
    </Form>
  )
}
