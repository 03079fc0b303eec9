import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData, useNavigation } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { uuidOf } from '#ground/identity'
import { addresses, withQuery } from '../ui/addresses.ts'
import { Done, Refused, SaveForm } from '../ui/answers.tsx'
import { commandIdOf, contactIdOf, cursorOf, found, idOf, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { deskWorld, type ContactRef, type OwnLead } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import css from '../ui/attribution.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.leads.title)

const answers = ['accepted', 'declined', 'withdrawn'] as const

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const [who, cursor] = [wordOf(asked, 'who'), cursorOf(asked)]
  const choices = await desk.leads.choices()
  return {
    waiting: await desk.leads.waiting(),
    all: await desk.leads.all({ cursor }),
    choices,
    // Somebody older than those listed is chosen on his own page.
    chosen: uuidOf('contact', who) === undefined ? null : (await desk.attribution.whyMine(contactIdOf(who)))?.contact,
    cursor,
    done: wordOf(asked, 'done'),
    commandId: newCommandId(),
  }
}

type Typed = { readonly contact: string; readonly to: string; readonly note: string }

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { leads } = deskWorld({ request, context }).desk
  const form = await request.formData()
  const commandId = commandIdOf(form)
  const answer = answers.find(each => each === wordOf(form, 'answer'))
  if (answer !== undefined) {
    const answered = found(await leads.answer({ commandId, lead: idOf('lead', wordOf(form, 'lead')), answer }))
    if (answered.is === 'answered') return redirect(withQuery(addresses.deskLeads(), { done: answer }))
    return data({ typed: null, because: answered.because }, { status: 409 })
  }
  const typed: Typed = { contact: wordOf(form, 'contact'), to: wordOf(form, 'to'), note: wordOf(form, 'note') }
  const offered = found(await leads.pass({ commandId, ...typed, contact: contactIdOf(typed.contact) }))
  if (offered.is === 'offered') return redirect(withQuery(addresses.deskLeads(), { done: 'offered' }))
  return data({ typed, because: offered.because }, { status: 409 })
}

const Waiting = () => {
  const { waiting, commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.leads
  const isBusy = useNavigation().state === 'submitting'
  if (waiting.length === 0) return null
  return (
    <Sheet title={text.waiting} note={text.hidden} id="waiting">
      <ul className={css['links']}>
        {waiting.map(({ id, other, town, note }) => (
          <li key={id} className={css['link']}>
            <p className={css['what']}>{text.offer(other.name)}</p>
            <p>{town === null ? text.townUnknown : text.town(town)}</p>
            {note !== '' && <p className={css['words']}>{note}</p>}
            <Form method="post" className={css['line']}>
              <CommandId id={commandId} />
              <input type="hidden" name="lead" value={id} />
              <Button type="submit" size="md" name="answer" value="accepted" disabled={isBusy}>
                {text.accept}
              </Button>
              <Button type="submit" size="md" variant="default" name="answer" value="declined" disabled={isBusy}>
                {text.decline}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

const useRefused = () => useActionData<typeof action>()

const numberRefusals: ReadonlySet<unknown> = new Set(['unknown number', 'no partner', 'himself'])

const Receiver = ({ typed }: { readonly typed: string }) => {
  const text = useShell().words.leads
  const refused = useRefused()
  return (
    <TextInput
      name="to"
      size="md"
      label={text.to}
      description={text.toNote}
      list="team"
      maxLength={60}
      required
      autoComplete="off"
      defaultValue={typed}
      error={refused !== undefined && numberRefusals.has(refused.because) ? text.refused[refused.because] : undefined}
    />
  )
}

const PassFields = ({ prospects }: { readonly prospects: readonly ContactRef[] }) => {
  const { choices } = useLoaderData<typeof loader>()
  const text = useShell().words.leads
  const typed = useRefused()?.typed ?? { contact: prospects[0]!.id, to: '', note: '' }
  return (
    <>
      <div className={css['fields']}>
        <NativeSelect
          name="contact"
          size="md"
          label={text.prospect}
          description={choices.isCutOff ? text.cutOff : text.prospectNote}
          data={prospects.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={typed.contact}
        />
        <Receiver typed={typed.to} />
      </div>
      <Textarea
        name="note"
        size="md"
        label={text.note}
        description={text.noteHint}
        maxLength={200}
        autosize
        minRows={2}
        defaultValue={typed.note}
      />
    </>
  )
}

const Pass = () => {
  const { choices, chosen, commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.leads
  const { prospects, team } = choices
  const listed = [...(chosen ? [chosen] : []), ...prospects.filter(({ id }) => id !== chosen?.id)]
  if (listed.length === 0)
    return (
      <Sheet title={text.pass} id="pass">
        <EmptyState title={text.emptyTitle} text={text.emptyText} />
      </Sheet>
    )
  return (
    <Sheet title={text.pass} note={text.passNote} id="pass">
      <SaveForm commandId={commandId} className={css['form']} save={text.send}>
        <PassFields prospects={listed} />
        <datalist id="team">
          {team.map(({ reference, name }) => (
            <option key={reference} value={reference}>
              {name}
            </option>
          ))}
        </datalist>
      </SaveForm>
    </Sheet>
  )
}

const Row = ({ lead }: { readonly lead: OwnLead }) => {
  const { commandId } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.leads
  const { id, isGiver, contact, other, note, offeredAt, answer, answeredAt } = lead
  return (
    <li>
      <span className={css['soft']}>
        {formats.day(offeredAt)} · {text.states[answer ?? 'open']}
        {answeredAt !== null && ` ${formats.day(answeredAt)}`}
      </span>
      <p>
        <span className={css['what']}>{contact?.name ?? text.aProspect}</span>{' '}
        {isGiver ? text.given(other.name) : text.received(other.name)}
      </p>
      {note !== '' && <p className={css['words']}>{note}</p>}
      {isGiver && answer === null && (
        <Form method="post">
          <CommandId id={commandId} />
          <input type="hidden" name="lead" value={id} />
          <Button type="submit" size="md" variant="default" name="answer" value="withdrawn">
            {text.withdraw}
          </Button>
        </Form>
      )}
    </li>
  )
}

const History = () => {
  const { all, cursor } = useLoaderData<typeof loader>()
  const { words } = useShell()
  return (
    <Sheet title={words.leads.history} id="history">
      {all.rows.length === 0 ? (
        <p>{words.leads.none}</p>
      ) : (
        <ol className={css['steps']}>
          {all.rows.map(lead => (
            <Row key={lead.id} lead={lead} />
          ))}
        </ol>
      )}
      <Pager isFirst={cursor === null} next={all.next} to={cursor => addresses.deskLeads({ cursor })} />
    </Sheet>
  )
}

const Happened = () => {
  const { done } = useLoaderData<typeof loader>()
  const text = useShell().words.leads
  const refused = useRefused()
  if (refused !== undefined) return <Refused>{text.refused[refused.because]}</Refused>
  if (done === 'offered') return <Done>{text.sent}</Done>
  const answer = answers.find(each => each === done)
  return answer === undefined ? null : <Done>{text.answered[answer]}</Done>
}

export default function LeadsPage() {
  const text = useShell().words.leads
  return (
    <Page title={text.title} lead={text.lead}>
      <Happened />
      <Waiting />
      <Pass />
      <History />
    </Page>
  )
}
