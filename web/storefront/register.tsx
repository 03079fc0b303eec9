import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { handedOn, minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { Allowing, allowedIn } from './allowing.tsx'
import { AddressFields, NameFields } from './address-fields.tsx'
import { shopOf } from './asking.ts'
import { Field, Faults, type Answered } from './field.tsx'
import { passwordIn, personalDataIn } from './personal.ts'
import { leastPassword, passwordFault, peopleFaults } from './people-faults.ts'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const headers = handedOn

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.register.title, isIndexed: false }))

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { account, consents } = shopOf(context)
  if (account.shopper !== null) throw redirect('/account', 303)
  const sent = new URL(request.url).searchParams.has('sent')
  return { sent, offered: await consents.offered(), commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { account, language } = shopOf(context)
  const words = shopWordsOf(language)
  const form = await request.formData()
  const personal = personalDataIn(form)
  const email = wordOf(form, 'email')
  const ticked = allowedIn(form)
  const typed = { ...personal, email, named: wordOf(form, 'named'), consents: ticked.join(' ') }
  const again = (faults: Answered['faults']) => data({ faults, typed, problem: null }, { status: 400 })
  const password = passwordIn(form)
  const faults = {
    ...peopleFaults({ ...personal, email }, words),
    ...(password.length < leastPassword && { password: passwordFault('password too short', words) }),
  }
  if (Object.keys(faults).length > 0) return again(faults)
  const asked = { ...personal, email, named: typed.named, consents: ticked, password }
  const answer = await account.register({ ...asked, commandId: commandIdOf(form) })
  if (answer.is === 'told') return redirect('/register?sent', 303)
  if (answer.because === 'unknown sponsor') return again({ named: words.checkout.fault.sponsor })
  if (answer.because === 'too many attempts')
    return data({ faults: {}, typed, problem: words.login.tooMany(minutesUntil(answer)) }, tooManyAnswer(answer))
  return again({ password: passwordFault(answer.because, words) })
}

const Form = () => {
  const { commandId, offered } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { words, partner } = useShop()
  const text = words.register
  const typed = answered?.typed ?? {}
  return (
    <form method="post" action="/register" className="form" noValidate>
      {typeof answered?.problem === 'string' && (
        <p className="note bad" role="alert">
          {answered.problem}
        </p>
      )}
      <Faults answered={answered} />
      <CommandId id={commandId} />
      <div className="fields">
        <Field name="email" type="email" label={words.checkout.email} autoComplete="email" answered={answered} />
        <Field
          name="password"
          type="password"
          label={text.password}
          note={text.passwordNote(leastPassword)}
          autoComplete="new-password"
          answered={answered}
        />
        <NameFields answered={answered} data={typed} />
        <AddressFields answered={answered} data={typed} isOptional />
        {partner === null && <Field name="named" label={text.named} answered={answered} isOptional />}
      </div>
      <Allowing offered={offered} ticked={answered?.typed.consents} />
      <button type="submit" className="button">
        {text.submit}
      </button>
    </form>
  )
}

export default function RegisterPage() {
  const { sent } = useLoaderData<typeof loader>()
  const { words, partner } = useShop()
  const text = words.register
  if (sent)
    return (
      <div className="wrap narrow lost">
        <h1>{text.sent}</h1>
        <p>{text.sentText}</p>
      </div>
    )
  return (
    <div className="wrap narrow form">
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {partner !== null && <p className="note">{text.with(partner.displayName)}</p>}
      <Form />
      <p>
        {text.have} <a href="/login">{words.login.title}</a>
      </p>
    </div>
  )
}
