import { NativeSelect, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused, SaveForm } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, found, idOf, placeIn, wordOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { deskWorld, type DeskParties, type PartyId } from '../../ui/context.ts'
import { formatsOf } from '../../ui/formats.ts'
import { TakenGoods } from '../../ui/party/goods.tsx'
import { HostReward } from '../../ui/party/reward.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { articlesOf, currencyOf } from './counter/basket.ts'
import { rewardGiven } from './given.ts'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.redeem.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const id = idOf('party', params['id'])
  const [counter, reward] = [found(await parties.counter(id)), found(await parties.reward(id))]
  const asked = new URL(request.url).searchParams
  const told = { isDone: asked.has('done'), isUndone: asked.has('undone') }
  return { party: id, counter, reward, ...told, commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const party = idOf('party', params['id'])
  const form = await request.formData()
  if (wordOf(form, 'what') === 'undo') return undone(parties, party, form)
  const goods = rewardGiven(form)
  const answer = await parties.redeem({ commandId: commandIdOf(form), party, goods })
  if (answer.is === 'redeemed') return redirect(`${addresses.deskPartyReward(party)}?done`)
  return data(
    {
      because: answer.because,
      sku: wordOf(form, 'sku'),
      quantity: wordOf(form, 'quantity'),
      by: wordOf(form, 'by'),
    },
    { status: 409 },
  )
}

const undone = async (parties: DeskParties, party: PartyId, form: FormData) => {
  const undoing = { party, place: placeIn(wordOf(form, 'place')), reason: wordOf(form, 'reason') }
  const answer = await parties.undo({ commandId: commandIdOf(form), ...undoing })
  if (answer.is === 'refused') return data({ notUndone: answer.because }, { status: 409 })
  return redirect(`${addresses.deskPartyReward(party)}?undone#taken`)
}

/** What was chosen, and why it was refused. */
const useRefused = () => {
  const answer = useActionData<typeof action>()
  return answer !== undefined && 'because' in answer ? answer : undefined
}

const Outcome = () => {
  const { isDone, isUndone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { party, partyResult } = useShell().words
  if (answer !== undefined)
    return 'because' in answer ? null : <Refused>{partyResult.goods.refused[answer.notUndone]}</Refused>
  if (isUndone) return <Done>{partyResult.goods.done}</Done>
  return isDone ? <Done>{party.redeem.done}</Done> : null
}

/** What the host may take, at customers' prices where she lives. */
const useOffered = () => {
  const { counter } = useLoaderData<typeof loader>()
  const { words, formats, language, company } = useShell()
  const text = words.party.redeem
  const sale = { group: 'customer', country: counter.hostCountry } as const
  const { money } = formatsOf(language, currencyOf(sale), company.zone)
  return articlesOf(counter, { ...sale, at: counter.at, language }).map(({ sku, name, gross, stock }) => ({
    value: sku,
    label: [name, money(gross!), ...(stock === null ? [] : [text.left(stock, formats.count(stock))])].join(' · '),
    disabled: stock === 0,
  }))
}

const Choice = () => {
  const { reward } = useLoaderData<typeof loader>()
  const before = useRefused()
  const text = useShell().words.party.redeem
  const ways = [
    ...(reward.left.credit > 0 ? [{ value: 'credit', label: text.by.credit }] : []),
    ...(reward.left.halfPrice > 0 ? [{ value: 'half price', label: text.by['half price'] }] : []),
  ]
  return (
    <>
      <NativeSelect name="sku" size="md" label={text.article} defaultValue={before?.sku} data={useOffered()} />
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
      <NativeSelect name="by" size="md" label={text.how} defaultValue={before?.by} data={ways} />
      {/* Where she looks when she has pressed the button. */}
      {before !== undefined && <Refused>{text.refused[before.because]}</Refused>}
    </>
  )
}

/** The host takes goods of what she was given: by her credit, or at half price. */
export default function RedeemPage() {
  const { party, counter, reward, commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.party.redeem
  const hasSome = reward.left.credit > 0 || reward.left.halfPrice > 0
  return (
    <Page
      title={text.title}
      lead={text.lead(counter.party.hostName)}
      back={{ to: addresses.deskParty(party), label: counter.party.title }}
    >
      <Outcome />
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
      <TakenGoods {...{ reward, commandId }} can={['undo']} />
    </Page>
  )
}
