import { NativeSelect, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused, SaveForm } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, found, idOf, wordOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { deskWorld } from '../../ui/context.ts'
import { formatsOf } from '../../ui/formats.ts'
import { HostReward } from '../../ui/party/reward.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { articlesOf } from './counter/basket.ts'
import { rewardGiven } from './given.ts'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.redeem.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const id = idOf('party', params['id'])
  const [counter, reward] = [found(await parties.counter(id)), found(await parties.reward(id))]
  const isDone = new URL(request.url).searchParams.has('done')
  return { party: id, counter, reward, isDone, commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const party = idOf('party', params['id'])
  const form = await request.formData()
  const goods = rewardGiven(form)
  const answer = await parties.redeem({ commandId: commandIdOf(form), party, goods })
  if (answer.is === 'redeemed') return redirect(`${addresses.deskPartyReward(party)}?done`)
  return data(
    { because: answer.because, sku: wordOf(form, 'sku'), quantity: wordOf(form, 'quantity') },
    { status: 409 },
  )
}

const Choice = () => {
  const { counter, reward } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const { words, language, company } = useShell()
  const text = words.party.redeem
  const { money } = formatsOf(language, counter.currency, company.zone)
  const articles = articlesOf(counter.products, language)
  const ways = [
    ...(reward.left.credit > 0 ? [{ value: 'credit', label: text.by.credit }] : []),
    ...(reward.left.halfPrice > 0 ? [{ value: 'half price', label: text.by['half price'] }] : []),
  ]
  return (
    <>
      <NativeSelect
        name="sku"
        size="md"
        label={text.article}
        defaultValue={before?.sku}
        data={articles.map(({ sku, name, gross }) => ({ value: sku, label: `${name} · ${money(gross)}` }))}
      />
      <TextInput
        name="quantity"
        type="number"
        min={1}
        max={99}
        size="md"
        label={text.quantity}
        defaultValue={before?.quantity ?? '1'}
        required
      />
      <NativeSelect name="by" size="md" label={text.how} data={ways} />
    </>
  )
}

/** The host takes goods of what she was given: by her credit, or at half price. */
export default function RedeemPage() {
  const { party, counter, reward, isDone, commandId } = useLoaderData<typeof loader>()
  const before = useActionData<typeof action>()
  const text = useShell().words.party.redeem
  const hasSome = reward.left.credit > 0 || reward.left.halfPrice > 0
  return (
    <Page
      title={text.title}
      lead={text.lead(counter.party.hostName)}
      back={{ to: addresses.deskParty(party), label: counter.party.title }}
    >
      {before !== undefined && <Refused>{text.refused[before.because]}</Refused>}
      {isDone && before === undefined && <Done>{text.done}</Done>}
      <HostReward reward={reward} />
      <Sheet>
        {hasSome ? (
          <SaveForm commandId={commandId} className={css['fields']} save={text.save}>
            <Choice />
          </SaveForm>
        ) : (
          <p className={css['soft']}>{text.nothing}</p>
        )}
      </Sheet>
    </Page>
  )
}
