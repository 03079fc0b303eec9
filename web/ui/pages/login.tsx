import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData, useNavigation, useSearchParams } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { ownPath } from '../asked.ts'
import { worldContext, type DemoLogin } from '../context.ts'
import { LanguageSwitch, Mark } from '../header.tsx'
import { IconAlert } from '../icons.ts'
import { titleOf, useShell, useWords } from '../shell-data.ts'
import { handedOn, minutesUntil, tooManyAnswer } from '../too-many.ts'
import type { Words } from '../words/en.ts'
import css from './login.module.css'

export const headers = handedOn

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.login.title)

const safeTarget = (to: string | null): string => ownPath(to ?? '', '/')

export const loader = ({ request, context }: LoaderFunctionArgs) => {
  const { viewer, demoLogins } = context.get(worldContext)
  if (viewer !== null) throw redirect(safeTarget(new URL(request.url).searchParams.get('to')))
  return { demoLogins }
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await request.formData()
  const [email, password, to] = ['email', 'password', 'to'].map(name => textOf(form.get(name)))
  if (!email?.trim() || !password) return data({ problem: 'missing' as const, minutes: 0, email }, { status: 400 })
  const answer = await context.get(worldContext).signIn({ email: email.trim(), password })
  if (answer.is === 'signed in') return redirect(safeTarget(to ?? null), { headers: answer.headers })
  if (answer.because === 'wrong') return data({ problem: answer.because, minutes: 0, email }, { status: 401 })
  return data({ problem: 'tooMany' as const, minutes: minutesUntil(answer), email }, tooManyAnswer(answer))
}

type Answer = { readonly problem: 'missing' | 'wrong' | 'tooMany'; readonly minutes: number }

const problemOf = (words: Words['login'], { problem, minutes }: Answer): string =>
  problem === 'tooMany' ? words.tooMany(minutes) : words[problem]

const Credentials = ({ to }: { readonly to: string }) => {
  const words = useWords().login
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const problem = answer === undefined ? undefined : problemOf(words, answer)
  const field = { size: 'md', required: true, withAsterisk: false, 'aria-invalid': problem !== undefined } as const
  const described = problem === undefined ? {} : { 'aria-describedby': 'problem' }
  return (
    <Form method="post" className={css['form']} noValidate>
      {problem !== undefined && (
        <Alert color="red" icon={<IconAlert size={20} aria-hidden />} id="problem">
          {problem}
        </Alert>
      )}
      <input type="hidden" name="to" value={to} />
      <TextInput
        {...field}
        {...described}
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={answer?.email ?? ''}
      />
      <PasswordInput {...field} {...described} label={words.password} name="password" autoComplete="current-password" />
      <Button type="submit" size="md" loading={isBusy} fullWidth>
        {words.submit}
      </Button>
    </Form>
  )
}

const DemoLogins = ({ logins, to }: { readonly logins: readonly DemoLogin[]; readonly to: string }) => {
  const words = useWords().login
  if (logins.length === 0) return null
  return (
    <section className={css['demo']}>
      <h2>{words.demo}</h2>
      {logins.map(login => (
        <Form method="post" key={login.email}>
          <input type="hidden" name="to" value={to} />
          <input type="hidden" name="email" value={login.email} />
          <input type="hidden" name="password" value={login.password} />
          <Button type="submit" variant="default" fullWidth size="md">
            {words.roles[login.role]}: {login.name}
          </Button>
        </Form>
      ))}
    </section>
  )
}

export default function LoginPage() {
  const { company, language, words } = useShell()
  const { demoLogins } = useLoaderData<typeof loader>()
  const [parameters] = useSearchParams()
  const to = safeTarget(parameters.get('to'))
  return (
    <div className={css['page']}>
      <div className={css['languages']}>
        <LanguageSwitch />
      </div>
      <main className={css['sheet']} id="content">
        <div className={css['head']}>
          <Mark size={44} />
          <h1>{company.name}</h1>
          <p>{words.login.lead}</p>
        </div>
        <Credentials to={to} />
        <DemoLogins logins={demoLogins} to={to} />
      </main>
      {company.demoNotice !== null && <footer className={css['notice']}>{company.demoNotice[language]}</footer>}
    </div>
  )
}
