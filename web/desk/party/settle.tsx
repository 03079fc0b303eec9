import { Button, TextInput } from '@mantine/core'
import { data, Form, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, found, idOf, wordOf } from '../../ui/asked.ts'
import { CommandId, newCommandId } from '../../ui/command-id.tsx'
import { deskWorld } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import css from './party.module.css'
import { changedSlip } from './settle/changed-slip.ts'
import { Hindrance } from './settle/hindrance.tsx'
import { Retry } from './settle/retry.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.settle.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const { slip, party } = found(await parties.slip(idOf('slip', params['id'])))
  return { slip, party, counter: found(await parties.counter(party)), commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const id = idOf('slip', params['id'])
  const { slip, party } = found(await parties.slip(id))
  const form = await request.formData()
  const [commandId, what] = [commandIdOf(form), wordOf(form, 'what')]
  if (what === 'drop') {
    const dropped = await parties.drop({ commandId, id, because: wordOf(form, 'because') })
    if (dropped.is === 'refused') return data({ because: dropped.because }, { status: 409 })
    return redirect(`${addresses.deskParty(party)}?done`)
  }
  const countsFor = what === 'no party' ? 'no party' : 'its party'
  const changed = changedSlip(slip, form)
  // Kept as it was, so that the articles do not vanish from the page.
  if (changed.lines.length === 0) return data({ because: 'cart is empty' as const }, { status: 409 })
  const settled = await parties.settle({ commandId, id, slip: changed, countsFor })
  if (settled.is === 'refused') return data({ because: settled.because }, { status: 409 })
  return settled.slip.state === 'placed'
    ? redirect(`${addresses.deskParty(party)}?done`)
    : redirect(`${addresses.deskPartySlip(id)}?still`)
}

const Drop = () => {
  const { commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.party.settle
  return (
    <Form method="post" className={css['line']} key={`drop ${commandId}`}>
      <CommandId id={commandId} />
      <TextInput name="because" size="md" label={text.dropReason} maxLength={200} required />
      <Button type="submit" name="what" value="drop" size="md" variant="default">
        {text.drop}
      </Button>
    </Form>
  )
}

const Outcome = () => {
  const { slip } = useLoaderData<typeof loader>()
  const text = useShell().words.party.settle
  if (slip.order === null) return <Refused>{text.droppedFor(slip.droppedBecause ?? '')}</Refused>
  return (
    <Done>
      {text.placed} <Link to={addresses.deskOrder(slip.order.id)}>{slip.order.number}</Link>
    </Done>
  )
}

const Settling = () => {
  const { slip, counter, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const text = useShell().words.party.settle
  return (
    <>
      {refused !== undefined && <Refused>{text.refused[refused.because]}</Refused>}
      <Hindrance slip={slip} counter={counter} />
      <Sheet title={text.title}>
        <Retry slip={slip} counter={counter} commandId={commandId} />
      </Sheet>
      <Sheet title={text.drop} note={text.dropNote}>
        <Drop />
      </Sheet>
    </>
  )
}

/** An order that could not be placed as it was taken: the partner settles it, or drops it with a reason. */
export default function SettleSlipPage() {
  const { slip, party } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { settle: text, counter } = words.party
  return (
    <Page
      title={slip.home?.name ?? counter.myName}
      lead={text.taken(formats.moment(slip.takenAt))}
      back={{ to: addresses.deskParty(party), label: text.back }}
    >
      {slip.state === 'to settle' ? <Settling /> : <Outcome />}
    </Page>
  )
}
