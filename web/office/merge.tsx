import { Button, TextInput } from '@mantine/core'
import { data, Form, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, contactIdOf, found, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type MergeView } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { Sides } from './sides.tsx'
import css from './duplicates.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.known.merge.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const [keep, drop] = [contactIdOf(wordOf(asked, 'keep')), contactIdOf(wordOf(asked, 'drop'))]
  found(await office.contact(keep))
  found(await office.contact(drop))
  return { keep, drop, preview: await office.known.mergePreview(keep, drop), commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { known } = officeWorld({ request, context }).office
  const form = await request.formData()
  const [keep, drop] = [contactIdOf(wordOf(form, 'keep')), contactIdOf(wordOf(form, 'drop'))]
  const done = await known.merge({ commandId: commandIdOf(form), keep, drop, reason: wordOf(form, 'reason') })
  return done.is === 'merged' ? redirect(addresses.contact(keep)) : data(done, { status: 409 })
}

const WhatHappens = ({ view }: { readonly view: MergeView }) => {
  const { words, formats } = useShell()
  const text = words.known.merge
  const { keep, drop, taken, moves } = view
  const fields = taken.map(field => words.known.side.fields[field]).join(', ')
  const ownerOf = (side: MergeView['keep']) => side.owner?.name ?? words.known.side.ownerHouse
  return (
    <div className={css['facts']}>
      <p>{taken.length === 0 ? text.takenNothing(keep.contact.name) : text.taken(fields, keep.contact.name)}</p>
      {drop.orders > 0 && <p>{text.orders(drop.orders, formats.count(drop.orders))}</p>}
      {keep.owner?.id !== drop.owner?.id && keep.owner !== null && <p>{text.owners(ownerOf(keep), ownerOf(drop))}</p>}
      {moves.length === 0 ? (
        <p>{text.movesNobody}</p>
      ) : (
        <>
          <p>
            {text.moves(moves.length, formats.count(moves.length))}. {text.movesNote}
          </p>
          <ul>
            {moves.slice(0, 10).map(({ contact, to }) => (
              <li key={contact.id}>{text.move(contact.name, to.name)}</li>
            ))}
            {moves.length > 10 && <li>…</li>}
          </ul>
        </>
      )}
    </div>
  )
}

const Possible = ({ view }: { readonly view: MergeView }) => {
  const { keep, drop, commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const { merge: text, side } = words.known
  return (
    <Sheet title={text.lead}>
      <Sides one={view.keep} other={view.drop} names={[side.keep, side.drop]} />
      <WhatHappens view={view} />
      <Form method="post" className={css['form']}>
        <CommandId id={commandId} />
        <input type="hidden" name="keep" value={keep} />
        <input type="hidden" name="drop" value={drop} />
        <TextInput name="reason" label={text.reason} maxLength={200} size="md" />
        <div className={css['ways']}>
          <Button type="submit">{text.submit(view.drop.contact.name, view.keep.contact.name)}</Button>
          <Button component={Link} to={addresses.merge(drop, keep)} variant="default">
            {text.swap}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

export default function MergePage() {
  const { keep, drop, preview } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { words } = useShell()
  const text = words.known.merge
  return (
    <Page title={text.title} back={{ to: addresses.duplicates(), label: text.back }}>
      {answer !== undefined && 'because' in answer && <Refused>{text.refused[answer.because]}</Refused>}
      {preview.is === 'possible' ? (
        <Possible view={preview} />
      ) : (
        <Sheet>
          <Refused>{text.refused[preview.because]}</Refused>
          <div className={css['ways']}>
            <Button component={Link} to={addresses.merge(drop, keep)} variant="default">
              {text.swap}
            </Button>
          </div>
        </Sheet>
      )}
    </Page>
  )
}
