import { Button } from '@mantine/core'
import { data, Form, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, cursorOf, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type DuplicateRow } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Merges } from './merges.tsx'
import { Sides } from './sides.tsx'
import css from './duplicates.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.known.duplicates.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const cursor = cursorOf(new URL(request.url).searchParams)
  const [found, merges] = await Promise.all([office.known.duplicates({ cursor }), office.known.merges(null)])
  return { found, merges, cursor, commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { known } = officeWorld({ request, context }).office
  const form = await request.formData()
  const [commandId, merge] = [commandIdOf(form), wordOf(form, 'merge')]
  const done =
    merge === ''
      ? await known.sayDifferent({ commandId, duplicate: wordOf(form, 'duplicate') })
      : await known.undoMerge({ commandId, merge })
  return done.is === 'refused' ? data({ is: 'gone' } as const, { status: 409 }) : redirect(addresses.duplicates())
}

const Pair = ({ row }: { readonly row: DuplicateRow }) => {
  const { commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.known.duplicates
  const { one, other } = row
  return (
    <Sheet title={text.pair(one.contact.name, other.contact.name)}>
      <ul className={css['reasons']} aria-label={text.because}>
        {row.because.map(reason => (
          <li key={reason}>{text.reasons[reason]}</li>
        ))}
      </ul>
      <Sides one={one} other={other} />
      <div className={css['ways']}>
        <Button component={Link} to={addresses.merge(one.contact.id, other.contact.id)}>
          {text.merge}
        </Button>
        <Form method="post">
          <CommandId id={commandId} />
          <input type="hidden" name="duplicate" value={row.id} />
          <Button type="submit" variant="default">
            {text.different}
          </Button>
        </Form>
      </div>
    </Sheet>
  )
}

export default function DuplicatesPage() {
  const { found, merges, cursor, commandId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { words, formats } = useShell()
  const text = words.known.duplicates
  return (
    <Page
      title={text.title}
      lead={found.total === 0 ? text.lead : `${text.open(found.total, formats.count(found.total))}. ${text.lead}`}
      back={{ to: addresses.contacts(), label: words.office.contacts.title }}
    >
      {answer?.is === 'gone' && <Refused>{text.gone}</Refused>}
      {found.rows.length === 0 && (
        <Sheet>
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        </Sheet>
      )}
      {found.rows.map(row => (
        <Pair key={row.id} row={row} />
      ))}
      <Pager isFirst={cursor === null} next={found.next} to={cursor => addresses.duplicates({ cursor })} />
      <Sheet title={text.latest}>
        {merges.length === 0 ? <p>{text.noMerges}</p> : <Merges rows={merges} commandId={commandId} />}
      </Sheet>
    </Page>
  )
}
