import { Radio, Textarea, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { namePolicy } from '#referral/subdomain'
import { Done, Refused, SaveForm } from '../ui/answers.tsx'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from './settings.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.webAddress.office.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const saved = new URL(request.url).searchParams.has('saved')
  return { policy: await office.webAddress.policy(), saved, commandId: newCommandId() }
}

const wrongs = ['blacklist', 'redirectDays'] as const
type Wrong = (typeof wrongs)[number] | 'choice'

/** Longer than any list that is allowed; what is longer is refused as a whole. */
const longestList = 200_000

const givenIn = (form: FormData) => {
  const list = form.get('blacklist')
  const days = wordOf(form, 'redirectDays')
  return {
    blacklist: (typeof list === 'string' ? list.slice(0, longestList) : '')
      .split(/[\n,;]/u)
      .map(line => line.trim().toLowerCase())
      .filter(line => line !== ''),
    redirectDays: /^\d{1,4}$/u.test(days) ? Number(days) : Number.NaN,
    unknownHosts: wordOf(form, 'unknownHosts'),
    afterLeaving: wordOf(form, 'afterLeaving'),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const form = await request.formData()
  const given = givenIn(form)
  const parsed = namePolicy.shape.safeParse(given)
  if (!parsed.success) {
    const [field] = parsed.error.issues[0]!.path
    const wrong: Wrong = wrongs.find(one => one === field) ?? 'choice'
    return data({ wrong, list: given.blacklist.join('\n'), days: wordOf(form, 'redirectDays') }, { status: 400 })
  }
  await office.webAddress.changePolicy({ commandId: commandIdOf(form), policy: parsed.data })
  return redirect('/settings/names?saved')
}

type ChoiceProps<T extends string> = {
  readonly legend: string
  readonly name: string
  readonly labels: Readonly<Record<T, string>>
  readonly chosen: T
  readonly usual: T
}

const Choice = <T extends string>({ legend, name, labels, chosen, usual }: ChoiceProps<T>) => {
  const { isDefault } = useShell().words.office.settings
  return (
    <fieldset className={css['choice']}>
      <legend>{legend}</legend>
      {(Object.entries(labels) as [T, string][]).map(([value, label]) => (
        <Radio
          size="md"
          key={value}
          name={name}
          value={value}
          defaultChecked={value === chosen}
          label={value === usual ? `${label} (${isDefault})` : label}
        />
      ))}
    </fieldset>
  )
}

const Answer = () => {
  const { saved } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const text = useShell().words.webAddress.office
  if (refused !== undefined) return <Refused>{text.wrong[refused.wrong]}</Refused>
  return saved ? <Done>{text.saved}</Done> : null
}

const NameFields = () => {
  const { policy } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const text = useShell().words.webAddress.office
  return (
    <Sheet title={text.blacklist} note={text.blacklistHint}>
      <div className={css['choices']}>
        <Textarea
          name="blacklist"
          aria-label={text.blacklist}
          size="md"
          rows={8}
          spellCheck={false}
          defaultValue={refused?.list ?? policy.blacklist.join('\n')}
          error={refused?.wrong === 'blacklist' && text.wrong.blacklist}
        />
        <TextInput
          name="redirectDays"
          label={text.redirectDays}
          description={text.redirectHint}
          size="md"
          inputMode="numeric"
          required
          withAsterisk={false}
          defaultValue={refused?.days ?? String(policy.redirectDays)}
          error={refused?.wrong === 'redirectDays' && text.wrong.redirectDays}
        />
      </div>
    </Sheet>
  )
}

const Ways = () => {
  const { policy } = useLoaderData<typeof loader>()
  const text = useShell().words.webAddress.office
  return (
    <Sheet>
      <div className={css['choices']}>
        <Choice
          legend={text.leaving}
          name="afterLeaving"
          labels={text.afterLeaving}
          chosen={policy.afterLeaving}
          usual="heir"
        />
        <Choice
          legend={text.unknown}
          name="unknownHosts"
          labels={text.unknownHosts}
          chosen={policy.unknownHosts}
          usual="company page"
        />
      </div>
    </Sheet>
  )
}

export default function NamesPage() {
  const { commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.webAddress.office
  return (
    <Page title={text.title} lead={text.lead} back={{ to: '/settings', label: words.office.settings.title }}>
      <Answer />
      <SaveForm commandId={commandId} className={css['form']} save={text.save}>
        <NameFields />
        <Ways />
      </SaveForm>
    </Page>
  )
}
