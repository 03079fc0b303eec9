import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { ownPath, wordOf } from '../ui/asked.ts'
import { handedOn, minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { passwordIn } from './personal.ts'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const headers = handedOn

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.login.title, isIndexed: false }))

const safeTarget = (to: string): string => ownPath(to, '/account')

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { account } = shopOf(context)
  const { searchParams } = new URL(request.url)
  const to = safeTarget(wordOf(searchParams, 'to'))
  if (account.shopper !== null) throw redirect(to, 303)
  const said = (['confirmed', 'changed'] as const).find(word => searchParams.has(word)) ?? null
  return { to, said, demoLogins: await account.demoLogins() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await request.formData()
  const email = wordOf(form, 'email')
  const { account, language } = shopOf(context)
  const answer = await account.signIn({ email, password: passwordIn(form) })
  if (answer.is === 'signed in')
    return redirect(safeTarget(wordOf(form, 'to')), { status: 303, headers: answer.headers })
  const text = shopWordsOf(language).login
  if (answer.because === 'too many attempts')
    return data({ problem: text.tooMany(minutesUntil(answer)), email }, tooManyAnswer(answer))
  return data({ problem: answer.because === 'wrong' ? text.wrong : text.unconfirmed, email }, { status: 401 })
}

type Answer = ReturnType<typeof useActionData<typeof action>>

const Both = ({ answer }: { readonly answer: Answer }) => {
  const text = useShop().words.login
  const described = answer === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': 'problem' }
  return (
    <>
      <div className="field">
        <label htmlFor="email">{text.email}</label>
        <input
          {...described}
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={answer?.email ?? ''}
        />
      </div>
      <div className="field">
        <label htmlFor="password">{text.password}</label>
        <input {...described} id="password" name="password" type="password" autoComplete="current-password" required />
      </div>
    </>
  )
}

const Credentials = () => {
  const { to } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const text = useShop().words.login
  return (
    <form method="post" action="/login" className="form">
      {answer !== undefined && (
        <p className="note bad" role="alert" id="problem">
          {answer.problem}
        </p>
      )}
      <input type="hidden" name="to" value={to} />
      <div className="fields">
        <Both answer={answer} />
      </div>
      <button type="submit" className="button wide">
        {text.submit}
      </button>
    </form>
  )
}

const DemoLogins = () => {
  const { demoLogins, to } = useLoaderData<typeof loader>()
  const text = useShop().words.login
  if (demoLogins.length === 0) return null
  return (
    <section className="part stack">
      <p>{text.demo}</p>
      {demoLogins.map(({ name, email, password }) => (
        <form method="post" action="/login" key={email}>
          <input type="hidden" name="to" value={to} />
          <input type="hidden" name="email" value={email} />
          <input type="hidden" name="password" value={password} />
          <button type="submit" className="button quiet wide">
            {name}
          </button>
        </form>
      ))}
    </section>
  )
}

export default function LoginPage() {
  const { said } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const text = words.login
  return (
    <div className="wrap small-sheet form">
      <h1>{text.title}</h1>
      {said !== null && <output className="note">{text[said]}</output>}
      <Credentials />
      <p>
        <a href="/password">{words.password.forgot}</a>
      </p>
      <p>
        {text.new} <a href="/register">{words.register.title}</a>
      </p>
      <DemoLogins />
    </div>
  )
}
