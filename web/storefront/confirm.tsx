import { data, redirect, useActionData } from 'react-router'
import type { ActionFunctionArgs, MetaFunction } from 'react-router'
import { handedOn, minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { Faults, Field } from './field.tsx'
import { passwordIn } from './personal.ts'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const headers = handedOn

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.confirm.title, isIndexed: false }))

const again = (password: string) => ({ is: 'again' as const, faults: { password }, typed: {} })

/** A mail program that opens links by itself confirms nothing, nor does whoever did not choose the password. */
export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const { account, language } = shopOf(context)
  const password = passwordIn(await request.formData())
  const answer = await account.confirm({ word: params['word'] ?? '', password })
  if (answer === 'confirmed') return redirect('/login?confirmed', 303)
  if (answer === 'stale') return data({ is: answer, faults: {}, typed: {} }, { status: 410 })
  const words = shopWordsOf(language)
  if (answer === 'wrong') return data(again(words.confirm.wrong), { status: 400 })
  return data(again(words.login.tooMany(minutesUntil(answer))), tooManyAnswer(answer))
}

const Stale = () => {
  const { words } = useShop()
  const text = words.confirm
  return (
    <div className="wrap narrow lost">
      <h1>{text.stale}</h1>
      <p>{text.staleText}</p>
      <p>
        <a className="button" href="/login">
          {words.login.title}
        </a>
      </p>
    </div>
  )
}

export default function ConfirmPage() {
  const answered = useActionData<typeof action>()
  const { words } = useShop()
  const text = words.confirm
  if (answered?.is === 'stale') return <Stale />
  return (
    <div className="wrap small-sheet form">
      <h1>{text.title}</h1>
      <p>{text.text}</p>
      <form method="post" className="form" noValidate>
        <Faults answered={answered} />
        <Field
          name="password"
          type="password"
          label={words.login.password}
          autoComplete="current-password"
          answered={answered}
        />
        <button type="submit" className="button wide">
          {text.submit}
        </button>
      </form>
      <p>
        <a href="/password">{words.password.forgot}</a>
      </p>
    </div>
  )
}
