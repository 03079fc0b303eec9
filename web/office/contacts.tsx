import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, useSubmit, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { cursorOf, roleOf, wordOf } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'
import { IconSearch } from '../ui/icons.ts'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { ReadingNote } from '../ui/reading-note.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { ContactsTable } from './contacts-table.tsx'
import css from './contacts.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.office.contacts.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const merged = asked.get('merged') === 'listed' ? ('listed' as const) : ('left out' as const)
  const [q, role, cursor] = [wordOf(asked, 'q'), roleOf(asked.get('role')), cursorOf(asked)]
  return {
    choice,
    q,
    role,
    merged,
    cursor,
    found: await world.office.contacts({ q, role, merged, cursor, period: choice.shown }),
    duplicates: await world.office.known.countDuplicates(),
  }
}

const listedRoles = ['partner', 'customer', 'prospect', 'former partner'] as const

const WithMerged = () => {
  const { merged } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const submit = useSubmit()
  return (
    <Checkbox
      className={css['merged']}
      label={words.office.contacts.withMerged}
      name="merged"
      value="listed"
      size="md"
      defaultChecked={merged === 'listed'}
      onChange={event => void submit(event.currentTarget.form)}
    />
  )
}

const Search = () => {
  const { q, role, merged, choice } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const submit = useSubmit()
  const text = words.office.contacts
  return (
    <search>
      <Form method="get" className={css['search']} key={`${q} ${role} ${merged}`}>
        <input type="hidden" name="period" value={choice.shown} />
        <TextInput
          className={css['q']}
          label={text.search}
          name="q"
          type="search"
          defaultValue={q}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          size="md"
        />
        <NativeSelect
          label={text.role}
          name="role"
          size="md"
          defaultValue={role ?? ''}
          onChange={event => void submit(event.currentTarget.form)}
          data={[
            { value: '', label: text.everyRole },
            ...listedRoles.map(value => ({ value, label: words.roles[value] })),
          ]}
        />
        <WithMerged />
        <Button type="submit" size="md">
          {text.searchShort}
        </Button>
      </Form>
    </search>
  )
}

export default function ContactsPage() {
  const { choice, q, role, merged, cursor, found, duplicates } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.office.contacts
  const withMerged = merged === 'listed' ? { merged } : {}
  const asked = { q, role, period: choice.shown, ...withMerged }
  const keep = { ...(q === '' ? {} : { q }), ...(role === null ? {} : { role }), ...withMerged }
  return (
    <Page
      title={text.title}
      lead={<ReadingNote />}
      tools={<PeriodPicker choice={choice} action="/contacts" keep={keep} />}
    >
      <Sheet>
        <Search />
        <p className={css['count']} aria-live="polite">
          {text.found(formats.count(found.total))}
        </p>
        <p className={css['count']}>
          <Link to={addresses.duplicates()}>{words.known.duplicates.way(formats.count(duplicates))}</Link>
        </p>
        {found.rows.length === 0 ? (
          <EmptyState title={text.emptyTitle} text={text.emptyText}>
            <Button component="a" href="/contacts" variant="default">
              {text.clear}
            </Button>
          </EmptyState>
        ) : (
          <ContactsTable rows={found.rows} period={choice.shown} />
        )}
        <Pager isFirst={cursor === null} next={found.next} to={cursor => addresses.contacts({ ...asked, cursor })} />
      </Sheet>
    </Page>
  )
}
