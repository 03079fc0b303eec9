import { Button, Radio, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import type { ContactId, ContactRef } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './leave.module.css'

type HeirProps = {
  readonly contact: ContactRef
  /** Null while a successor is looked for. */
  readonly heir: ContactId | 'sponsor' | 'house' | null
  /** Who would take over as chosen; null while nobody could. */
  readonly chosen: ContactRef | null
  readonly q: string
  readonly sponsor: ContactRef
  readonly house: ContactRef
  /** Partners found by `q`; null before anybody was looked for. */
  readonly candidates: readonly { readonly contact: ContactRef; readonly reference: string }[] | null
}

const Choices = ({ heir, chosen, sponsor, house, candidates }: Omit<HeirProps, 'contact' | 'q'>) => {
  const text = useShell().words.office.leave
  const isNamed = heir !== null && heir === chosen?.id
  const isFound = candidates?.some(({ contact }) => contact.id === heir) ?? false
  const choices = [
    { value: 'sponsor', label: text.sponsor(sponsor.name), note: undefined },
    ...(sponsor.id === house.id ? [] : [{ value: 'house', label: text.house(house.name), note: undefined }]),
    ...(isNamed && !isFound ? [{ value: chosen.id, label: chosen.name, note: undefined }] : []),
    ...(candidates ?? []).map(({ contact, reference }) => ({
      value: contact.id,
      label: contact.name,
      note: reference,
    })),
  ]
  return (
    <fieldset className={css['choices']}>
      <legend className="unseen">{text.heir}</legend>
      {choices.map(({ value, label, note }) => (
        <Radio
          key={value}
          size="md"
          name="heir"
          value={value}
          defaultChecked={heir === value}
          label={label}
          description={note}
        />
      ))}
      {candidates?.length === 0 && <p>{text.nobody}</p>}
    </fieldset>
  )
}

/** Who takes over: a form that only asks, so that what would move can be looked at first. */
export const HeirForm = ({ contact, q, ...choices }: HeirProps) => {
  const text = useShell().words.office.leave
  return (
    <Sheet title={text.heir}>
      <Form method="get" action={addresses.leave(contact.id)} className={css['form']} key={`${choices.heir} ${q}`}>
        <Choices {...choices} />
        <input type="hidden" name="before" value={q} />
        <div className={css['find']}>
          <TextInput
            name="q"
            defaultValue={q}
            label={text.successor}
            placeholder={text.successorSearch}
            type="search"
          />
          <Button type="submit" variant="default">
            {text.show}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
