import { Button, TextInput } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData, useNavigation } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused } from '../ui/answers.tsx'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { deskWorld, type LinkRefusal, type OwnLink } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import css from '../ui/attribution.module.css'
import { LinkCard } from './link-card.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.attribution.links.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  const { reference, links } = await desk.links.all()
  return { reference, links, made: wordOf(new URL(request.url).searchParams, 'made'), commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  const form = await request.formData()
  const [commandId, what] = [commandIdOf(form), wordOf(form, 'what')]
  if (what === 'close') {
    await desk.links.close({ commandId, slug: wordOf(form, 'slug') })
    return redirect('/desk/links')
  }
  const isInvitation = what === 'invite'
  const answer = isInvitation
    ? await desk.links.invite({ commandId, note: wordOf(form, 'note') })
    : await desk.links.make({ commandId, campaign: wordOf(form, 'campaign') })
  if (answer.is === 'made') return redirect(`/desk/links?made=${answer.slug}#${isInvitation ? 'invitations' : 'links'}`)
  return data({ isInvitation, because: answer.because }, { status: 409 })
}

const useRefusal = (isInvitation: boolean): LinkRefusal | undefined => {
  const refused = useActionData<typeof action>()
  return refused?.isInvitation === isInvitation ? refused.because : undefined
}

type MakeProps = {
  readonly what: 'make' | 'invite'
  readonly name: string
  readonly label: string
  readonly placeholder?: string
  readonly note?: string
  readonly button: string
}

const Make = ({ what, name, label, placeholder, note, button }: MakeProps) => {
  const { commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.attribution.links
  const refusal = useRefusal(what === 'invite')
  const isBusy = useNavigation().formData?.get('what') === what
  return (
    <Form method="post" className={css['line']} key={commandId}>
      <TextInput
        name={name}
        size="md"
        label={label}
        placeholder={placeholder}
        description={note}
        maxLength={60}
        required={what === 'make'}
        error={refusal === undefined ? undefined : text.refused[refusal]}
      />
      <CommandId id={commandId} />
      <input type="hidden" name="what" value={what} />
      <Button type="submit" size="md" loading={isBusy}>
        {button}
      </Button>
    </Form>
  )
}

const Cards = ({ links, empty }: { readonly links: readonly OwnLink[]; readonly empty: React.ReactNode }) => {
  const { made, commandId } = useLoaderData<typeof loader>()
  if (links.length === 0) return empty
  return (
    <ul className={css['links']}>
      {links.map(link => (
        <LinkCard key={link.slug} link={link} isNew={link.slug === made} commandId={commandId} />
      ))}
    </ul>
  )
}

const MakingRefused = () => {
  const refused = useActionData<typeof action>()
  const text = useShell().words.attribution.links
  if (refused === undefined) return null
  return <Refused>{text.refused[refused.because]}</Refused>
}

export default function LinksPage() {
  const { reference, links, made } = useLoaderData<typeof loader>()
  const isRefused = useActionData<typeof action>() !== undefined
  const text = useShell().words.attribution.links
  return (
    <Page title={text.title} lead={text.lead}>
      <MakingRefused />
      {!isRefused && links.some(link => link.slug === made) && <Done>{text.made}</Done>}
      <Sheet>
        <p className={css['number']}>{text.number(reference)}</p>
        <p className={css['soft']}>{text.numberNote}</p>
      </Sheet>
      <Sheet title={text.mine} note={text.mineNote} id="links">
        <Make what="make" name="campaign" label={text.campaign} placeholder={text.campaignExample} button={text.make} />
        <Cards
          links={links.filter(link => !link.isInvitation)}
          empty={<EmptyState title={text.emptyTitle} text={text.emptyText} />}
        />
      </Sheet>
      <Sheet title={text.invitations} note={text.invitationsNote} id="invitations">
        <Make what="invite" name="note" label={text.note} note={text.noteHint} button={text.invite} />
        <Cards
          links={links.filter(link => link.isInvitation)}
          empty={<EmptyState title={text.emptyInvitations} text={text.emptyInvitationsText} />}
        />
      </Sheet>
    </Page>
  )
}
