import { Button } from '@mantine/core'
import { data, Form, Link, redirect, useActionData, useLoaderData, useNavigation } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { uuidOf } from '#ground/identity'
import type { ContactId } from '#doors/server'
import { Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, contactIdOf, found, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type HeirChoice, type LeavePreview } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { HeirForm } from './leave-heir.tsx'
import { Moves } from './leave-moves.tsx'
import css from './leave.module.css'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words =>
    words.office.leave.title((loaderData as { contact?: { name: string } } | undefined)?.contact?.name ?? ''),
  )

/** Who was named to take over: the sponsor, the house or a successor by his id; null for nobody. */
const heirOf = (heir: string): HeirChoice | null => {
  if (heir === 'sponsor' || heir === 'house') return heir
  return uuidOf('contact', heir) === undefined ? null : { successor: heir as ContactId }
}

/**
 * Whom the page shows as heir; null while a successor is looked for and none is chosen. Whoever types a new name has not
 * chosen yet, whatever was chosen before.
 */
const shownHeir = (asked: URLSearchParams): HeirChoice | null => {
  const q = wordOf(asked, 'q')
  const isNewSearch = q !== '' && q !== wordOf(asked, 'before')
  const heir = wordOf(asked, 'heir')
  if (isNewSearch) return null
  return heir === '' && q === '' ? 'sponsor' : heirOf(heir)
}

const isRefused = (answer: LeavePreview | { readonly is: 'refused' }): answer is Exclude<typeof answer, LeavePreview> =>
  'is' in answer

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const id = contactIdOf(params['id'])
  const asked = new URL(request.url).searchParams
  const q = wordOf(asked, 'q')
  const heir = shownHeir(asked)
  const [contact, preview, atSponsor, candidates] = await Promise.all([
    world.office.contact(id),
    heir === null ? null : world.office.leavePreview(id, heir),
    world.office.leavePreview(id, 'sponsor'),
    q === '' ? null : world.office.contacts({ q, role: 'partner', period: world.currentPeriod, cursor: null }),
  ])
  const usual = found(atSponsor)
  if (isRefused(usual)) throw new Response(null, { status: 404 })
  return {
    contact: found(contact).contact,
    heir: heir !== null && typeof heir === 'object' ? heir.successor : heir,
    q,
    sponsor: usual.sponsor,
    house: usual.house,
    answer: heir === null ? null : found(preview),
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
  const heir = heirOf(wordOf(form, 'heir'))
  if (heir === null)
    return data({ is: 'refused', because: 'no successor chosen', field: 'heir' } as const, { status: 400 })
  if (wordOf(form, 'sure') !== 'yes')
    return data({ is: 'refused', because: 'not confirmed', field: 'sure' } as const, { status: 400 })
  const answer = await office.leave({ commandId: commandIdOf(form), partner, heir })
  if (answer.is === 'left') return redirect(addresses.contact(partner, { moved: String(answer.moved) }))
  return data(answer, { status: 409 })
}

const Confirmation = ({ preview }: { readonly preview: LeavePreview }) => {
  const { contact, heir, commandId } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.office.leave
  const isBusy = useNavigation().state === 'submitting'
  const { customers, partners } = preview
  const moving = [
    ...(customers.count === 0 ? [] : [text.customers(customers.count, formats.count(customers.count))]),
    ...(partners.count === 0 ? [] : [text.partners(partners.count, formats.count(partners.count))]),
  ]
  return (
    <Form method="post" className={css['confirm']} key={preview.heir.id}>
      <CommandId id={commandId} />
      <input type="hidden" name="heir" value={heir ?? ''} />
      <label className={css['sure']}>
        <input type="checkbox" name="sure" value="yes" required />
        <span>
          {moving.length === 0
            ? text.sureNothing(contact.name)
            : text.sure({ leaver: contact.name, heir: preview.heir.name, moving: moving.join(text.and) })}
        </span>
      </label>
      <Button type="submit" color="red.9" size="md" loading={isBusy}>
        {text.confirm(contact.name)}
      </Button>
      <Button component={Link} to={addresses.contact(contact.id)} variant="default" size="md">
        {text.cancel}
      </Button>
    </Form>
  )
}

const Preview = () => {
  const { answer, period, candidates } = useLoaderData<typeof loader>()
  const text = useShell().words.office.leave
  if (answer === null) return candidates?.length === 0 ? null : <output>{text.choose}</output>
  if (isRefused(answer)) return <Refused>{text.refused[answer.because]}</Refused>
  return (
    <Sheet title={text.preview}>
      <Moves preview={answer} period={period} />
      <Confirmation preview={answer} />
    </Sheet>
  )
}

export default function LeavePage() {
  const { contact, heir, q, sponsor, house, answer, candidates } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words } = useShell()
  const text = words.office.leave
  return (
    <Page
      title={text.title(contact.name)}
      lead={text.lead}
      back={{ to: addresses.contact(contact.id), label: words.office.explanation.back(contact.name) }}
    >
      {refused !== undefined && <Refused>{text.refused[refused.because]}</Refused>}
      <HeirForm
        contact={contact}
        heir={heir}
        q={q}
        sponsor={sponsor}
        house={house}
        chosen={answer === null || isRefused(answer) ? null : answer.heir}
        candidates={candidates}
      />
      <Preview />
    </Page>
  )
}
