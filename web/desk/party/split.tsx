import { NativeSelect, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused, SaveForm } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, contactIdOf, found, orderIdOf, wordOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { deskWorld, type SplittableLine } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../../ui/sheet.tsx'
import { piecesGiven } from './given.ts'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.split.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const world = deskWorld({ request, context })
  const order = orderIdOf(params['id'])
  const lines = found(await world.desk.parties.splittable(order))
  const { searchParams } = new URL(request.url)
  const asked = { period: world.currentPeriod, q: wordOf(searchParams, 'q'), cursor: null }
  const customers = (await world.desk.customers(asked)).rows.map(({ contact }) => contact)
  return { order, lines, customers, isDone: searchParams.has('done'), commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const order = orderIdOf(params['id'])
  const form = await request.formData()
  const told = { commandId: commandIdOf(form), order, to: contactIdOf(wordOf(form, 'to')), pieces: piecesGiven(form) }
  const answer = await parties.split(told)
  if (answer.is === 'split') return redirect(`${addresses.deskSplit(order)}?done`)
  return data({ because: answer.because, typed: told }, { status: 409 })
}

const Line = ({ line: { position, name, left, quantity } }: { readonly line: SplittableLine }) => {
  const before = useActionData<typeof action>()
  const { words, formats } = useShell()
  const text = words.party.split
  const typed = before?.typed.pieces.find(piece => piece.position === position)?.quantity ?? 0
  return (
    <TextInput
      name={`pieces ${position}`}
      type="number"
      min={0}
      max={left}
      size="md"
      label={name}
      description={text.left(formats.count(left), formats.count(quantity))}
      defaultValue={typed}
    />
  )
}

const SplitForm = () => {
  const { lines, customers, commandId } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const text = useShell().words.party.split
  const open = lines.filter(({ left }) => left > 0)
  if (open.length === 0) return <EmptyState title={text.noneTitle} text={text.noneText} />
  if (customers.length === 0) return <EmptyState title={text.nobodyTitle} text={text.nobodyText} />
  return (
    <SaveForm commandId={commandId} className={css['fields']} save={text.save}>
      <NativeSelect
        name="to"
        size="md"
        label={text.to}
        description={text.toNote}
        defaultValue={before?.typed.to}
        data={customers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {open.map(line => (
        <Line key={line.position} line={line} />
      ))}
    </SaveForm>
  )
}

/** A collective order, divided among guests who registered: what each bought becomes his turnover as her customer. */
export default function SplitPage() {
  const { isDone } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const { split: text, title } = useShell().words.party
  return (
    <Page title={text.title} lead={text.lead} back={{ to: addresses.deskParties, label: title }}>
      {before !== undefined && <Refused>{text.refused[before.because]}</Refused>}
      {isDone && before === undefined && <Done>{text.done}</Done>}
      <Sheet>
        <SplitForm />
      </Sheet>
    </Page>
  )
}
