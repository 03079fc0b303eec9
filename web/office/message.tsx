import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { found, idOf } from '../ui/asked.ts'
import { officeWorld, type MessageView } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from './paper.module.css'

type Loaded = { readonly message: MessageView }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, () => (loaderData as Loaded | undefined)?.message.subject ?? '')

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const { mail } = officeWorld({ request, context }).office
  return { message: found(await mail.message(idOf('message', params['id']))) }
}

const Facts = ({ message }: { readonly message: MessageView }) => {
  const { words, formats } = useShell()
  const text = words.paper.mail
  const { state, tries, failure } = message
  return (
    <dl className={css['data']}>
      <dt>{text.to}</dt>
      <dd>{message.to}</dd>
      <dt>{text.when}</dt>
      <dd className="number">{formats.moment(message.sentAt ?? message.createdAt)}</dd>
      <dt>{text.state}</dt>
      <dd>
        {text.states[state]}
        {tries > 1 && `, ${text.tries(tries)}`}
        {failure !== null && `\n${text.failure(failure)}`}
      </dd>
      {message.invoices.length > 0 && (
        <>
          <dt>{text.attached}</dt>
          <dd>
            {message.invoices.map(({ id, number }) => (
              <a key={id} href={addresses.invoice(id)}>
                {number}.pdf
              </a>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

// The letter stands in a frame of its own: what it holds can run nothing here, but its links open a new page.
const Letter = ({ message }: { readonly message: MessageView }) => {
  const text = useShell().words.paper.mail
  return (
    <Sheet title={text.letter}>
      {message.html !== '' && (
        <iframe
          className={css['frame']}
          title={message.subject}
          srcDoc={message.html}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          lang={message.language}
        />
      )}
      <details>
        <summary className={css['plainHead']}>{text.plain}</summary>
        <pre className={css['plain']} lang={message.language}>
          {message.text}
        </pre>
      </details>
    </Sheet>
  )
}

export default function MessagePage() {
  const { message } = useLoaderData<typeof loader>()
  const { words } = useShell()
  return (
    <Page title={message.subject} back={{ to: addresses.mail(), label: words.paper.mail.back }}>
      <Sheet>
        <Facts message={message} />
      </Sheet>
      <Letter message={message} />
    </Page>
  )
}
