import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import type { PlanFault } from '#doors/server'
import { Refused, SaveForm } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, found, idOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { deskWorld } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { isDay, planGiven } from './given.ts'
import { PlanFields } from './plan-fields.tsx'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.partyResult.change.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const party = found(await parties.party(idOf('party', params['id'])))
  return { party, policy: await parties.policy(), commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const party = idOf('party', params['id'])
  const form = await request.formData()
  const plan = planGiven(form)
  const refused = (because: 'plan' | 'no such party' | 'over', faults: readonly PlanFault[] = []) =>
    data({ because, faults, plan }, { status: 422 })
  const days = (['heldOn', 'closesOn'] as const).filter(field => !isDay(plan[field]))
  if (days.length > 0)
    return refused(
      'plan',
      days.map(field => ({ field, because: 'missing' }) as const),
    )
  const answer = await parties.change({ commandId: commandIdOf(form), party, ...plan })
  if (answer.is === 'refused') return refused(answer.because, 'faults' in answer ? answer.faults : [])
  return redirect(`${addresses.deskParty(party)}?done`)
}

/** Another day, place or closing day of a party that is not over. */
export default function ChangePartyPage() {
  const { party, policy, commandId } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const { party: words, partyResult } = useShell().words
  const text = partyResult.change
  return (
    <Page title={text.title} back={{ to: addresses.deskParty(party.id), label: party.title }}>
      {before !== undefined && (
        <Refused>{before.because === 'plan' ? words.form.refused.plan : text.refused[before.because]}</Refused>
      )}
      <Sheet>
        <SaveForm commandId={commandId} className={css['fields']} save={words.form.change}>
          <PlanFields
            plan={before?.plan ?? party}
            faults={before?.faults ?? []}
            longestOpenDays={policy.longestOpenDays}
          />
        </SaveForm>
      </Sheet>
    </Page>
  )
}
