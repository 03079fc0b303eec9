import { data, redirect, useActionData } from 'react-router'
import type { ActionFunctionArgs, MetaFunction } from 'react-router'
import { shopOf } from './asking.ts'
import { Field } from './field.tsx'
import { leastPassword, passwordFault } from './people-faults.ts'
import { passwordIn } from './personal.ts'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.password.choose, isIndexed: false }))

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const { account, language } = shopOf(context)
  const password = passwordIn(await request.formData())
  const chosen = await account.choosePassword({ word: params['word'] ?? '', password })
  if (chosen.is === 'chosen') return redirect('/login?changed', 303)
  const words = shopWordsOf(language)
  const said = chosen.because === 'stale' ? words.confirm.stale : passwordFault(chosen.because, words)
  return data({ faults: { password: said }, typed: {} }, { status: 400 })
}

export default function NewPasswordPage() {
  const answered = useActionData<typeof action>()
  const { words } = useShop()
  return (
    <div className="wrap small-sheet form">
      <h1>{words.password.choose}</h1>
      <form method="post" className="form" noValidate>
        <Field
          name="password"
          type="password"
          label={words.login.password}
          note={words.register.passwordNote(leastPassword)}
          autoComplete="new-password"
          answered={answered}
        />
        <button type="submit" className="button wide">
          {words.password.save}
        </button>
      </form>
    </div>
  )
}
