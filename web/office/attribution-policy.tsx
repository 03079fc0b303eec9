import { Checkbox, Radio, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { aloneRules, signalKinds, type SignalKind } from '#referral/attribution'
import { Done, Refused, SaveForm } from '../ui/answers.tsx'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type PolicyShown } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from '../ui/attribution.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.attribution.policy.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  return {
    policy: await office.attribution.policy(),
    saved: new URL(request.url).searchParams.has('saved'),
    commandId: newCommandId(),
  }
}

/** The order that the ranks give; undefined where two have the same. */
const orderOf = (form: FormData): PolicyShown['order'] | undefined => {
  const ranks = signalKinds
    .map(kind => ({ kind, rank: Number(wordOf(form, `rank ${kind}`)) }))
    .filter(({ rank }) => Number.isInteger(rank) && rank > 0)
  if (new Set(ranks.map(({ rank }) => rank)).size < ranks.length) return undefined
  return [...ranks.toSorted((a, b) => a.rank - b.rank).map(({ kind }) => kind), 'rule']
}

const policyOf = (form: FormData): PolicyShown | undefined => {
  const order = orderOf(form)
  const alone = aloneRules.find(rule => rule === wordOf(form, 'alone'))
  const formerPartner = (['heir', 'next signal'] as const).find(each => each === wordOf(form, 'former'))
  const days = wordOf(form, 'remembered')
  if (order === undefined || alone === undefined || formerPartner === undefined || !/^\d{1,4}$/u.test(days))
    return undefined
  const rememberedDays = Math.min(Number(days), 3650)
  const prospectMovesBy = signalKinds.filter(kind => wordOf(form, `moves ${kind}`) === 'yes')
  const noTurn = wordOf(form, 'noTurn')
    .split(/[,;\s]+/u)
    .filter(Boolean)
  const customersRecommend = wordOf(form, 'recommend') === 'yes'
  return { order, alone, formerPartner, rememberedDays, prospectMovesBy, noTurn, customersRecommend }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const form = await request.formData()
  const policy = policyOf(form)
  if (policy === undefined) return data({ unknown: null }, { status: 400 })
  const answer = await office.attribution.changePolicy({ commandId: commandIdOf(form), policy })
  return answer.is === 'refused'
    ? data({ unknown: answer.unknown }, { status: 409 })
    : redirect('/settings/attribution?saved')
}

const Rank = ({ kind }: { readonly kind: SignalKind }) => {
  const { policy } = useLoaderData<typeof loader>()
  const text = useShell().words.attribution
  const counting = policy.order.slice(0, policy.order.indexOf('rule'))
  const rank = counting.indexOf(kind) + 1
  return (
    <div className={css['rank']}>
      <label htmlFor={`rank-${kind}`}>{text.signals[kind]}</label>
      <select
        id={`rank-${kind}`}
        name={`rank ${kind}`}
        defaultValue={String(rank)}
        className={css['address']}
        aria-label={text.policy.rank(text.signals[kind])}
      >
        {signalKinds.map((_, position) => (
          <option key={signalKinds[position]} value={position + 1}>
            {position + 1}
          </option>
        ))}
        <option value="0">{text.policy.out}</option>
      </select>
    </div>
  )
}

const Order = () => {
  const text = useShell().words.attribution.policy
  return (
    <Sheet title={text.orderTitle} note={text.orderNote}>
      <div className={css['ranks']}>
        {signalKinds.map(kind => (
          <Rank key={kind} kind={kind} />
        ))}
      </div>
    </Sheet>
  )
}

const Alone = () => {
  const { policy } = useLoaderData<typeof loader>()
  const text = useShell().words.attribution.policy
  return (
    <Sheet title={text.aloneTitle}>
      <div className={css['form']}>
        <fieldset className={css['choices']}>
          <legend className="unseen">{text.aloneTitle}</legend>
          {aloneRules.map(rule => (
            <Radio
              key={rule}
              size="md"
              name="alone"
              value={rule}
              defaultChecked={policy.alone === rule}
              label={text.alone[rule]}
              description={text.aloneNotes[rule]}
            />
          ))}
        </fieldset>
        <TextInput
          name="noTurn"
          size="md"
          label={text.noTurn}
          description={text.noTurnNote}
          defaultValue={policy.noTurn.join(', ')}
        />
      </div>
    </Sheet>
  )
}

const Prospects = () => {
  const { policy } = useLoaderData<typeof loader>()
  const text = useShell().words.attribution
  return (
    <Sheet title={text.policy.prospectTitle} note={text.policy.prospectNote}>
      <div className={css['choices']}>
        {signalKinds.map(kind => (
          <Checkbox
            key={kind}
            size="md"
            name={`moves ${kind}`}
            value="yes"
            defaultChecked={policy.prospectMovesBy.includes(kind)}
            label={text.signals[kind]}
          />
        ))}
      </div>
    </Sheet>
  )
}

const More = () => {
  const { policy } = useLoaderData<typeof loader>()
  const text = useShell().words.attribution.policy
  return (
    <Sheet title={text.otherTitle}>
      <div className={css['form']}>
        <fieldset className={css['choices']}>
          <legend>{text.formerTitle}</legend>
          {(['heir', 'next signal'] as const).map(each => (
            <Radio
              key={each}
              size="md"
              name="former"
              value={each}
              defaultChecked={policy.formerPartner === each}
              label={text.former[each]}
            />
          ))}
        </fieldset>
        <Checkbox
          size="md"
          name="recommend"
          value="yes"
          defaultChecked={policy.customersRecommend}
          label={text.recommend}
        />
        <TextInput
          name="remembered"
          size="md"
          inputMode="numeric"
          label={text.remembered}
          defaultValue={policy.rememberedDays}
        />
      </div>
    </Sheet>
  )
}

const Answer = () => {
  const { saved } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const text = useShell().words.attribution.policy
  if (problem !== undefined)
    return <Refused>{problem.unknown === null ? text.invalid : text.unknown(problem.unknown)}</Refused>
  return saved ? <Done>{text.saved}</Done> : null
}

export default function AttributionPolicyPage() {
  const { commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.attribution.policy
  return (
    <Page title={text.title} lead={text.lead} back={{ to: '/settings', label: words.office.settings.title }}>
      <Answer />
      <SaveForm commandId={commandId} className={css['form']} save={text.save}>
        <Order />
        <Alone />
        <Prospects />
        <More />
      </SaveForm>
    </Page>
  )
}
