import { Button, Radio, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import type { ContactId, ContactRef } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './leave.module.css'

type HeirProps = {
  readonly contact: ContactRef
  readonly heir: ContactId | 'sponsor' | 'house'
  readonly q: string
  readonly sponsor: ContactRef
  readonly house: ContactRef
  /** Partners found by `q`; null before anybody was looked for. */
  readonly candidates: readonly { readonly contact: ContactRef; readonly reference: string }[] | null
}

/** Who takes over: a form that only asks, so that what would move can be looked at first. */
export const HeirForm = ({ contact, heir, q, sponsor, house, candidates }: HeirProps) => {
  const { words } = useShell()
  const text = words.office.leave
  return (
    <Sheet title={text.heir}>
      <Form method="get" action={addresses.leave(contact.id)} className={css['form']} key={`${heir} ${q}`}>
        <fieldset className={css['choices']}>
          <legend className="unseen">{text.heir}</legend>
          <Radio name="heir" value="sponsor" defaultChecked={heir === 'sponsor'} label={text.sponsor(sponsor.name)} />
          {sponsor.id !== house.id && (
            <Radio name="heir" value="house" defaultChecked={heir === 'house'} label={text.house(house.name)} />
          )}
          {candidates?.map(({ contact: candidate, reference }) => (
            <Radio
              key={candidate.id}
              name="heir"
              value={candidate.id}
              defaultChecked={heir === candidate.id}
              label={candidate.name}
              description={reference}
            />
          ))}
          {candidates?.length === 0 && <p>{text.nobody}</p>}
        </fieldset>
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
