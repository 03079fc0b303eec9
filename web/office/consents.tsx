import { Button } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, contactIdOf, found, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type ConsentRow } from '../ui/context.ts'
import { channelOf } from '../ui/recipients.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { RecordConsent } from './record-consent.tsx'
import { Sentences } from './may-write.tsx'
import css from './consents.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.known.consent.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const id = contactIdOf(params['id'])
  const { contact, language } = found(await office.contact(id))
  const consents = found(await office.known.consents(id))
  return { contact, language: language === 'de' ? 'de' : 'en', consents, commandId: newCommandId() } as const
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { known } = officeWorld({ request, context }).office
  const form = await request.formData()
  const contact = contactIdOf(params['id'])
  const line = {
    commandId: commandIdOf(form),
    contact,
    sender: contactIdOf(wordOf(form, 'sender')),
    channel: channelOf(wordOf(form, 'channel')),
  }
  const answer = await (wordOf(form, 'withdraw') === 'yes' ? withdraw(known, line) : record(known, line, form))
  return answer.is === 'refused' ? data(answer, { status: 409 }) : redirect(addresses.consents(contact))
}

type Known = ReturnType<typeof officeWorld>['office']['known']
type Line = Omit<Parameters<Known['withdrawConsent']>[0], 'how'>

const withdraw = (known: Known, line: Line) => known.withdrawConsent({ ...line, how: 'recorded by the company' })

const record = (known: Known, line: Line, form: FormData) => {
  const [proof, text] = [wordOf(form, 'proof'), wordOf(form, 'text')]
  if (proof === '' || text === '') return Promise.resolve({ is: 'refused', because: 'missing' } as const)
  return known.giveConsent({ ...line, proof, text })
}

const howOf = (hows: Readonly<Record<string, string>>, { endedHow }: ConsentRow): string =>
  hows[endedHow ?? ''] ?? endedHow ?? ''

const Told = ({ row }: { readonly row: ConsentRow }) => {
  const { words, formats } = useShell()
  const text = words.known.consent
  const isStale = row.state === 'given' && !row.isInForce
  return (
    <div className={css['consent']}>
      <strong>
        {row.sender.name}, {text.channels[row.channel]}: {isStale ? text.notInForce : text.states[row.state]}
      </strong>
      <blockquote>{row.text}</blockquote>
      <span className={css['soft']}>
        {[
          text.asked(formats.moment(row.askedAt), row.where),
          row.givenAt !== null && row.givenBy !== null && text.given(formats.moment(row.givenAt), text.by[row.givenBy]),
          row.state === 'withdrawn' &&
            row.endedAt !== null &&
            text.ended(formats.moment(row.endedAt), howOf(text.hows, row)),
          row.address !== null && text.forAddress(row.address),
          text.words(formats.count(row.textVersion)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  )
}

const Withdraw = ({ row }: { readonly row: ConsentRow }) => {
  const { commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.known.consent
  return (
    <Form method="post">
      <CommandId id={commandId} />
      <input type="hidden" name="sender" value={row.sender.id} />
      <input type="hidden" name="channel" value={row.channel} />
      <input type="hidden" name="withdraw" value="yes" />
      <Button
        type="submit"
        variant="default"
        size="md"
        aria-label={text.withdrawOf(row.sender.name, text.channels[row.channel])}
      >
        {text.withdraw}
      </Button>
    </Form>
  )
}

const Refusal = () => {
  const answer = useActionData<typeof action>()
  const text = useShell().words.known.consent
  if (answer === undefined || !('because' in answer)) return null
  return <Refused>{answer.because === 'missing' ? text.missing : text.refused[answer.because]}</Refused>
}

export default function ConsentsPage() {
  const { contact, language, consents, commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.known.consent
  return (
    <Page title={text.title} lead={text.note} back={{ to: addresses.contact(contact.id), label: contact.name }}>
      <Refusal />
      <Sheet>
        <Sentences consents={consents} />
      </Sheet>
      <Sheet title={text.proof}>
        {consents.rows.length === 0 && <p>{text.none}</p>}
        <ul className={css['list']}>
          {consents.rows.map(row => (
            <li key={row.id}>
              <Told row={row} />
              {(row.state === 'given' || row.state === 'asked') && <Withdraw row={row} />}
            </li>
          ))}
        </ul>
      </Sheet>
      <RecordConsent key={commandId} consents={consents} language={language} commandId={commandId} />
    </Page>
  )
}
