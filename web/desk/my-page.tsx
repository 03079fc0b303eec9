import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { photoLimit } from '#referral/subdomain'
import { Done } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { deskWorld, type DeskWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page } from '../ui/sheet.tsx'
import { Domains } from './my-page-domains.tsx'
import { NameSheet } from './my-page-name.tsx'
import { PhotoSheet } from './my-page-photo.tsx'
import { TextSheet } from './my-page-text.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.webAddress.title)

const outcomes = ['named', 'saved', 'kept', 'added', 'verified', 'removed'] as const
type Outcome = (typeof outcomes)[number]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const outcome = outcomes.find(one => one === asked.get('done')) ?? null
  return { page: await desk.myPage.page(), outcome, commandId: newCommandId() }
}

type Desk = DeskWorld['desk']['myPage']
type Answer = { readonly is: string; readonly because?: string }

const textLimit = 1000

const textOf = (form: FormData, name: string): string | null => {
  const value = form.get(name)
  const text = typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
  return text === '' ? null : text
}

const changeText = async (desk: Desk, form: FormData): Promise<Answer> => {
  const greeting = { de: textOf(form, 'de'), en: textOf(form, 'en') }
  if ([greeting.de, greeting.en].some(text => text !== null && text.length > textLimit))
    return { is: 'refused', because: 'too long text' }
  const shown = { showsEmail: form.has('showsEmail'), showsPhone: form.has('showsPhone') }
  await desk.change({ commandId: commandIdOf(form), greeting, ...shown })
  return { is: 'saved' }
}

const keepPhoto = async (desk: Desk, form: FormData): Promise<Answer> => {
  const file = form.get('photo')
  if (!(file instanceof File) || file.size === 0) return { is: 'refused', because: 'no picture' }
  return desk.photo(new Uint8Array(await file.arrayBuffer()))
}

/** What each form of the page does, by what it says it is. */
const doings: Readonly<Record<string, (desk: Desk, form: FormData) => Promise<Answer>>> = {
  name: (desk, form) => desk.name({ commandId: commandIdOf(form), name: wordOf(form, 'name') }),
  text: changeText,
  photo: keepPhoto,
  'no photo': async desk => {
    await desk.photo(null)
    return { is: 'removed' }
  },
  domain: (desk, form) => desk.addDomain({ commandId: commandIdOf(form), host: wordOf(form, 'host') }),
  check: (desk, form) => desk.checkDomain(wordOf(form, 'host')),
  'no domain': async (desk, form) => {
    await desk.removeDomain({ commandId: commandIdOf(form), host: wordOf(form, 'host') })
    return { is: 'removed' }
  },
}

// What stands around a picture in a form that carries one.
const formRim = 65_536

/** Looked at before the form is read: nobody may make us hold more than a picture. */
const isTooLarge = ({ headers }: Request) => !(Number(headers.get('content-length') ?? 'none') <= photoLimit + formRim)

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  if (isTooLarge(request)) return data({ doing: 'photo', because: 'too large', typed: '' } as const, { status: 413 })
  const form = await request.formData()
  const doing = wordOf(form, 'do')
  const answer = await doings[doing]?.(desk.myPage, form)
  if (answer === undefined) throw new Response('do', { status: 400 })
  if (answer.is === 'refused')
    return data(
      { doing, because: answer.because ?? '', typed: wordOf(form, doing === 'name' ? 'name' : 'host') },
      { status: 409 },
    )
  return redirect(addresses.myPage({ done: answer.is }))
}

const OutcomeSaid = ({ outcome }: { readonly outcome: Outcome }) => {
  const { page } = useLoaderData<typeof loader>()
  const text = useShell().words.webAddress
  const said: Readonly<Record<Outcome, string>> = {
    named: text.named(page.address ?? ''),
    saved: text.saved,
    kept: text.saved,
    added: text.added,
    verified: text.verified(page.domains.findLast(domain => domain.verifiedAt !== null)?.host ?? ''),
    removed: text.removed,
  }
  return <Done>{said[outcome]}</Done>
}

export default function MyPagePage() {
  const { page, outcome, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const text = useShell().words.webAddress
  return (
    <Page title={text.title} lead={text.lead}>
      {outcome !== null && refused === undefined && <OutcomeSaid outcome={outcome} />}
      <NameSheet page={page} commandId={commandId} refused={refused} />
      <TextSheet page={page} commandId={commandId} refused={refused} />
      <PhotoSheet page={page} commandId={commandId} refused={refused} />
      <Domains page={page} commandId={commandId} refused={refused} />
    </Page>
  )
}
