import { data, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { shopOf } from './asking.ts'
import { Field, Faults } from './field.tsx'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const meta: MetaFunction = asked => shopMeta(asked, ({ words }) => ({ title: words.withdrawal.title }))

/** Who comes from his order finds it written down already. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { checkout } = shopOf(context)
  const asked = new URL(request.url).searchParams
  const [link, id] = [asked.get('link'), asked.get('order')]
  const order = link !== null ? await checkout.open({ token: link }) : id !== null ? await checkout.open({ id }) : null
  const known = order && { name: order.delivery.name, order: order.number, email: order.email }
  return { commandId: newCommandId(), known: known ?? nothingKnown }
}

const nothingKnown = { name: '', order: '', email: '' }

const fields = ['name', 'order', 'email', 'part'] as const
type Typed = Readonly<Record<(typeof fields)[number], string>>

const typedIn = (form: FormData): Typed => ({
  name: wordOf(form, 'name'),
  order: wordOf(form, 'order'),
  email: wordOf(form, 'email'),
  part: partIn(form),
})

const longestPart = 2000

// The goods may be a list of many lines.
const partIn = (form: FormData): string => {
  const value = form.get('part')
  return typeof value === 'string' ? value.trim().slice(0, longestPart) : ''
}

/** § 356a BGB: the first click shows what would be declared, the second declares it. */
export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { withdrawal, language } = shopOf(context)
  const form = await request.formData()
  const typed = typedIn(form)
  const commandId = commandIdOf(form)
  const text = shopWordsOf(language)
  const written = { ...typed, part: typed.part === '' ? null : typed.part }
  if (wordOf(form, 'step') === 'change') return { step: 'form' as const, typed, commandId, faults: {} }
  const faults = withdrawal.check(written)
  if (faults.length > 0) return data({ step: 'form' as const, typed, commandId, faults: inWords(faults, text) }, 400)
  if (wordOf(form, 'step') !== 'confirm') return { step: 'check' as const, typed, commandId }
  const declared = await withdrawal.declare(written, commandId)
  if (declared.is === 'refused') throw new Response(null, { status: 400 })
  return { step: 'done' as const, at: declared.at, email: declared.email }
}

type Fault = ReturnType<ReturnType<typeof shopOf>['withdrawal']['check']>[number]

const inWords = (faults: readonly Fault[], words: ReturnType<typeof shopWordsOf>) => {
  const { fault } = words.checkout
  const { name, order, email, part } = words.withdrawal
  const labels: Readonly<Record<string, string>> = { name, order, email, part }
  return Object.fromEntries(
    faults.map(({ field, because }) => {
      const label = labels[field] ?? field
      if (because === 'no e-mail address') return [field, fault.email]
      return [field, because === 'missing' ? fault.missing(label) : fault.tooLong(label)]
    }),
  )
}

type Answer = Exclude<ReturnType<typeof useActionData<typeof action>>, undefined>
type FormProps = {
  readonly answered: Extract<Answer, { step: 'form' | 'check' }> | undefined
  readonly commandId: string
}

const FirstStep = ({ answered, commandId }: FormProps) => {
  const text = useShop().words.withdrawal
  const { known } = useLoaderData<typeof loader>()
  const shown = answered && { faults: 'faults' in answered ? answered.faults : {}, typed: answered.typed }
  return (
    <form method="post" action="/withdrawal" className="form" noValidate>
      <Faults answered={shown} />
      <CommandId id={commandId} />
      <div className="fields">
        <Field name="name" label={text.name} autoComplete="name" answered={shown} value={known.name} />
        <Field name="order" label={text.order} answered={shown} value={known.order} width="third" />
        <Field
          name="email"
          type="email"
          label={text.email}
          autoComplete="email"
          answered={shown}
          value={known.email ?? undefined}
          width="rest"
        />
        <div className="field">
          <label htmlFor="part">{text.part}</label>
          <textarea id="part" name="part" rows={3} aria-describedby="part-note" defaultValue={answered?.typed.part} />
          <span className="fine" id="part-note">
            {text.partNote}
          </span>
        </div>
      </div>
      <button type="submit" name="step" value="check" className="button">
        {text.next}
      </button>
    </form>
  )
}

const SecondStep = ({ answered }: { readonly answered: Extract<Answer, { step: 'check' }> }) => {
  const text = useShop().words.withdrawal
  const { typed, commandId } = answered
  const rows = [
    [text.name, typed.name],
    [text.order, typed.order],
    [text.email, typed.email],
    [text.what, typed.part === '' ? text.whole : typed.part],
  ] as const
  return (
    <form method="post" action="/withdrawal" className="form">
      <CommandId id={commandId} />
      {fields.map(name => (
        <input key={name} type="hidden" name={name} value={typed[name]} />
      ))}
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div className="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{text.checkText}</p>
      <div className="ways">
        <button type="submit" name="step" value="confirm" className="button">
          {text.confirm}
        </button>
        <button type="submit" name="step" value="change" className="button quiet">
          {text.back}
        </button>
      </div>
    </form>
  )
}

export default function WithdrawalPage() {
  const { commandId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { words, formats } = useShop()
  const text = words.withdrawal
  if (answer?.step === 'done')
    return (
      <div className="wrap narrow lost">
        <h1>{text.done}</h1>
        <p>{text.doneText(formats.moment(answer.at), answer.email)}</p>
        <p>
          <a className="button quiet" href="/">
            {words.order.again}
          </a>
        </p>
      </div>
    )
  if (answer?.step === 'check')
    return (
      <div className="wrap narrow form">
        <h1>{text.check}</h1>
        <SecondStep answered={answer} />
      </div>
    )
  return (
    <div className="wrap narrow form">
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <FirstStep answered={answer} commandId={answer?.commandId ?? commandId} />
    </div>
  )
}
