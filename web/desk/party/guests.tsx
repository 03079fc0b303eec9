import { ActionIcon, Button, TextInput } from '@mantine/core'
import { Form, useLoaderData } from 'react-router'
import type { PartyGuest } from '#doors/server'
import { CommandId } from '../../ui/command-id.tsx'
import { IconMinus } from '../../ui/icons.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import type { PartyData } from './party.tsx'
import css from './party.module.css'

const Guest = ({ guest: { id, name, answer, contact } }: { readonly guest: PartyGuest }) => {
  const { commandId } = useLoaderData<PartyData>()
  const { page } = useShell().words.party
  return (
    <li>
      <span>{contact?.name ?? name}</span>
      <span className={css['soft']}>{page.answers[answer]}</span>
      {contact === null && (
        <Form method="post">
          <CommandId id={commandId} />
          <input type="hidden" name="guest" value={id} />
          <ActionIcon
            type="submit"
            name="what"
            value="no guest"
            variant="default"
            size={44}
            aria-label={page.remove(name)}
          >
            <IconMinus size={18} aria-hidden />
          </ActionIcon>
        </Form>
      )}
    </li>
  )
}

/** Who is invited, and who comes. */
export const Guests = () => {
  const { party, commandId } = useLoaderData<PartyData>()
  const { page } = useShell().words.party
  return (
    <Sheet title={page.guests}>
      {party.guests.length === 0 && <p className={css['soft']}>{page.guestsEmpty}</p>}
      <ul className={css['guests']}>
        {party.guests.map(guest => (
          <Guest key={guest.id} guest={guest} />
        ))}
      </ul>
      <Form method="post" className={css['line']} key={commandId}>
        <CommandId id={commandId} />
        <TextInput name="name" size="md" label={page.addGuest} maxLength={100} autoComplete="off" required />
        <Button type="submit" name="what" value="guest" size="md" variant="default">
          {page.add}
        </Button>
      </Form>
    </Sheet>
  )
}
