import { NativeSelect, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Refused, SaveForm } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, idOf, wordOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { deskWorld } from '../../ui/context.ts'
import { useDays } from '../../ui/days.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { hostGiven, isDay, planGiven } from './given.ts'
import { PlanFields } from './plan-fields.tsx'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.form.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = deskWorld({ request, context })
  const asked = { period: world.currentPeriod, q: '', cursor: null }
  const { parties } = world.desk
  const [policy, customers, all] = await Promise.all([parties.policy(), world.desk.customers(asked), parties.list()])
  const known = customers.rows.map(({ contact }) => ({ value: contact.id, label: contact.name }))
  const held = all.filter(({ state }) => state !== 'cancelled').slice(0, mostToChoose)
  const from = new URL(request.url).searchParams.get('from') ?? ''
  return {
    policy,
    known,
    held: held.map(({ id, title, heldOn }) => ({ id, title, heldOn })),
    from,
    commandId: newCommandId(),
  }
}

// Whoever books a party does so at one of late.
const mostToChoose = 50

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { desk, viewer } = deskWorld({ request, context })
  const form = await request.formData()
  const [plan, host] = [planGiven(form), wordOf(form, 'host')]
  const days = (['heldOn', 'closesOn'] as const).filter(field => !isDay(plan[field]))
  const missing = days.map(field => ({ field, because: 'missing' as const }))
  if (missing.length > 0) {
    const typed = { plan, host, bookedAt: wordOf(form, 'bookedAt') }
    return data({ because: 'plan' as const, faults: missing, ...typed }, { status: 422 })
  }
  const bookedAt = wordOf(form, 'bookedAt') === '' ? null : idOf('party', wordOf(form, 'bookedAt'))
  const told = { ...plan, commandId: commandIdOf(form), host: hostGiven(form, viewer.contactId), bookedAt }
  const answer = await desk.parties.plan(told)
  if (answer.is === 'planned') return redirect(addresses.deskParty(answer.party))
  const faults = answer.because === 'plan' ? answer.faults : []
  return data({ because: answer.because, faults, plan, host, bookedAt: wordOf(form, 'bookedAt') }, { status: 422 })
}

const NewHost = () => {
  const { counter, form } = useShell().words.party
  return (
    <div className={css['newHost']}>
      <p className={css['soft']}>{form.hostNote}</p>
      <div className={css['pair']}>
        <TextInput name="givenName" size="md" label={counter.givenName} maxLength={200} required />
        <TextInput name="familyName" size="md" label={counter.familyName} maxLength={200} required />
      </div>
      <TextInput name="email" type="email" size="md" label={counter.email} maxLength={200} />
      <TextInput name="phone" type="tel" size="md" label={counter.phone} maxLength={40} />
      <TextInput name="street" size="md" label={counter.street} maxLength={200} />
      <div className={css['pair']}>
        <TextInput name="postalCode" size="md" label={counter.postalCode} maxLength={20} />
        <TextInput name="city" size="md" label={counter.city} maxLength={200} />
      </div>
    </div>
  )
}

const Host = () => {
  const { known } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const text = useShell().words.party.form
  const [how, choose] = useState(before?.host ?? 'self')
  return (
    <Sheet title={text.host}>
      <Radio.Group name="host" value={how} onChange={choose} aria-label={text.host}>
        <div className={css['radios']}>
          <Radio size="md" value="self" label={text.hostSelf} />
          {known.length > 0 && <Radio size="md" value="known" label={text.hostKnown} />}
          <Radio size="md" value="new" label={text.hostNew} />
        </div>
      </Radio.Group>
      {how === 'known' && <NativeSelect name="contact" size="md" label={text.hostChoose} data={known} />}
      {how === 'new' && <NewHost />}
    </Sheet>
  )
}

/** At which party it was booked, for which that one's host may have a bonus. */
const BookedAt = () => {
  const { held, from } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const text = useShell().words.partyResult.booked
  const day = useDays()
  if (held.length === 0) return null
  const choices = held.map(({ id, title, heldOn }) => ({ value: id as string, label: `${title}, ${day(heldOn)}` }))
  return (
    <NativeSelect
      name="bookedAt"
      size="md"
      label={text.field}
      description={text.fieldNote}
      defaultValue={before?.bookedAt ?? from}
      data={[{ value: '', label: text.nowhere }, ...choices]}
    />
  )
}

export default function PlanPartyPage() {
  const { policy, commandId } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const { form: text, title } = useShell().words.party
  return (
    <Page title={text.title} back={{ to: addresses.deskParties, label: title }}>
      {before !== undefined && <Refused>{text.refused[before.because]}</Refused>}
      <SaveForm commandId={commandId} className={css['sheets']} save={text.save}>
        <Sheet>
          <div className={css['fields']}>
            <PlanFields
              plan={before?.plan ?? {}}
              faults={before?.faults ?? []}
              longestOpenDays={policy.longestOpenDays}
            />
            <BookedAt />
          </div>
        </Sheet>
        <Host />
      </SaveForm>
    </Page>
  )
}
