import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { wordOf } from '../ui/asked.ts'
import { handedOn, minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { Field } from './field.tsx'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const headers = handedOn

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.password.title, isIndexed: false }))

export const loader = ({ request }: LoaderFunctionArgs) => ({ sent: new URL(request.url).searchParams.has('sent') })

/** Whether there is such an account is told to its mailbox alone. */
export const action = async ({ request, context }: ActionFunctionArgs) => {
  const email = wordOf(await request.formData(), 'email')
  const { account, language } = shopOf(context)
  const asked = email === '' ? undefined : await account.forgot(email)
  if (asked?.is !== 'refused') return redirect('/password?sent', 303)
  const fault = shopWordsOf(language).login.tooMany(minutesUntil(asked))
  return data({ faults: { email: fault }, typed: { email } }, tooManyAnswer(asked))
}

export default function PasswordPage() {
  const { sent } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const text = words.password
  const answered = useActionData<typeof action>()
  return (
    <div className="wrap small-sheet form">
      <h1>{text.title}</h1>
      {sent ? (
        <output className="note">{text.sent}</output>
      ) : (
        <form method="post" action="/password" className="form">
          <p>{text.text}</p>
          <Field name="email" type="email" label={words.login.email} autoComplete="username" answered={answered} />
          <button type="submit" className="button wide">
            {text.submit}
          </button>
        </form>
      )}
    </div>
  )
}
