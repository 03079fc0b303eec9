import { Alert, Button } from '@mantine/core'
import { data, Form, Link, redirect, useActionData, useLoaderData, useNavigation } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, contactIdOf, found, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type HeirChoice, type LeavePreview } from '../ui/context.ts'
import { IconAlert } from '../ui/icons.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { HeirForm } from './leave-heir.tsx'
import { Moves } from './leave-moves.tsx'
import css from './leave.module.css'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words =>
    words.office.leave.title((loaderData as { contact?: { name: string } } | undefined)?.contact?.name ?? ''),
  )

/** "sponsor", "house", or the id of a named successor. Anything else is the sponsor: nothing happens before it is confirmed. */
const heirOf = (from: URLSearchParams | FormData): HeirChoice => {
  const heir = wordOf(from, 'heir')
  if (heir === 'house' || heir === 'sponsor' || heir === '') return heir === 'house' ? 'house' : 'sponsor'
  return { successor: contactIdOf(heir) }
}

const isRefused = (answer: LeavePreview | { readonly is: 'refused' }): answer is Exclude<typeof answer, LeavePreview> =>
  'is' in answer

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const id = contactIdOf(params['id'])
  const asked = new URL(request.url).searchParams
  const q = wordOf(asked, 'q')
  const heir = heirOf(asked)
  const [contact, preview, atSponsor, candidates] = await Promise.all([
    world.office.contact(id),
    world.office.leavePreview(id, heir),
    world.office.leavePreview(id, 'sponsor'),
    q === '' ? null : world.office.contacts({ q, role: 'partner', period: world.currentPeriod, cursor: null }),
  ])
  const usual = found(atSponsor)
  if (isRefused(usual)) throw new Response(null, { status: 404 })
  return {
    contact: found(contact).contact,
    heir: typeof heir === 'object' ? heir.successor : heir,
    q,
    sponsor: usual.sponsor,
    house: usual.house,
    answer: found(preview),
    candidates:
      candidates?.rows
        .map(({ contact, reference }) => ({ contact, reference }))
        .filter(({ contact }) => contact.id !== id) ?? null,
    period: world.currentPeriod,
    commandId: newCommandId(),
  }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const form = await request.formData()
  const partner = contactIdOf(params['id'])
  const answer = await office.leave({ commandId: commandIdOf(form), partner, heir: heirOf(form) })
  if (answer.is === 'left') return redirect(addresses.contact(partner, { moved: String(answer.moved) }))
  return data(answer, { status: 409 })
}

const Refusal = ({ because }: { readonly because: string }) => (
  <Alert color="red" icon={<IconAlert size={20} aria-hidden />} role="alert">
    {because}
  </Alert>
)

const Confirmation = () => {
  const { contact, heir, commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Form method="post" className={css['confirm']}>
      <CommandId id={commandId} />
      <input type="hidden" name="heir" value={heir} />
      <Button type="submit" color="red.9" size="md" loading={isBusy}>
        {words.office.leave.confirm(contact.name)}
      </Button>
      <Button component={Link} to={addresses.contact(contact.id)} variant="default" size="md">
        {words.office.leave.cancel}
      </Button>
    </Form>
  )
}

export default function LeavePage() {
  const { contact, heir, q, sponsor, house, answer, candidates, period } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words } = useShell()
  const text = words.office.leave
  return (
    <Page
      title={text.title(contact.name)}
      lead={text.lead}
      back={{ to: addresses.contact(contact.id), label: words.office.explanation.back(contact.name) }}
    >
      {refused !== undefined && <Refusal because={text.refused[refused.because]} />}
      <HeirForm contact={contact} heir={heir} q={q} sponsor={sponsor} house={house} candidates={candidates} />
      {isRefused(answer) ? (
        <Refusal because={text.refused[answer.because]} />
      ) : (
        <Sheet title={text.preview}>
          <Moves preview={answer} period={period} />
          <Confirmation />
        </Sheet>
      )}
    </Page>
  )
}
