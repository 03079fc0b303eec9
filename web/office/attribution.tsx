import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { uuidOf } from '#ground/identity'
import { Done } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, contactIdOf, found, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type ContactId } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page } from '../ui/sheet.tsx'
import { CorrectionForm, CorrectionPreview, Refusal, type Asked } from './attribution-correction.tsx'
import { AttributionSteps } from './attribution-steps.tsx'

type Loaded = { readonly attribution: { readonly contact: { readonly name: string } } } | undefined

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words => words.attribution.office.title((loaderData as Loaded)?.attribution.contact.name ?? ''))

const contactChosen = (text: string): ContactId | null =>
  uuidOf('contact', text) === undefined ? null : (text as ContactId)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const id = contactIdOf(params['id'])
  const searched = new URL(request.url).searchParams
  const q = wordOf(searched, 'q')
  const day = searched.has('registration') ? 'registration' : wordOf(searched, 'day')
  const asked: Asked = { q, to: contactChosen(wordOf(searched, 'to')), day, reason: '' }
  const { attribution } = world.office
  const [shown, candidates, preview] = await Promise.all([
    attribution.of(id),
    q === '' ? null : world.office.contacts({ q, role: null, period: world.currentPeriod, cursor: null }),
    asked.to === null
      ? null
      : attribution.preview({ contact: id, to: asked.to, day: day === '' ? null : day, reason: '' }),
  ])
  return {
    attribution: found(shown),
    asked,
    candidates:
      candidates?.rows
        .filter(({ contact }) => contact.id !== id && ['partner', 'customer'].includes(contact.role))
        .slice(0, 20)
        .map(({ contact, reference }) => ({ contact, reference })) ?? null,
    preview,
    houseId: world.company.houseId,
    houseName: world.company.name,
    isDone: searched.has('done'),
    commandId: newCommandId(),
  }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const contact = contactIdOf(params['id'])
  const form = await request.formData()
  const to = contactChosen(wordOf(form, 'to'))
  if (to === null) return data({ because: 'unknown contact' } as const, { status: 400 })
  const [day, reason] = [wordOf(form, 'day'), wordOf(form, 'reason')]
  const asked = { contact, to, day: day === '' ? null : day, reason }
  const answer = await office.attribution.correct({ commandId: commandIdOf(form), ...asked })
  if (answer.is === 'corrected') return redirect(addresses.attribution(contact, { done: 'yes' }))
  return data({ because: answer.because }, { status: 409 })
}

const Present = () => {
  const { attribution } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { sponsor, since } = attribution
  if (sponsor === null || since === null) return null
  return words.attribution.office.present({ name: sponsor.name, day: formats.day(since) })
}

const Preview = () => {
  const { preview, asked, commandId } = useLoaderData<typeof loader>()
  if (preview === null) return null
  if ('is' in preview) return <Refusal because={preview.because} />
  return <CorrectionPreview shown={preview} asked={asked} commandId={commandId} />
}

export default function AttributionPage() {
  const { attribution, asked, candidates, houseId, houseName, isDone } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words } = useShell()
  const { contact } = attribution
  const text = words.attribution.office
  return (
    <Page
      title={text.title(contact.name)}
      lead={<Present />}
      back={{ to: addresses.contact(contact.id), label: words.office.explanation.back(contact.name) }}
    >
      {isDone && <Done>{text.done}</Done>}
      {refused !== undefined && <Refusal because={refused.because} />}
      <AttributionSteps steps={attribution.steps} />
      <CorrectionForm contact={contact} asked={asked} houseId={houseId} houseName={houseName} candidates={candidates} />
      <Preview />
    </Page>
  )
}
