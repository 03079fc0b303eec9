import { Button } from '@mantine/core'
import { data, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { correction, generate } from 'lean-qr'
import { toSvgDataURL } from 'lean-qr/extras/svg'
import { Done, Refused } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, cursorOf, found, idOf, wordOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { deskWorld, type DeskParties, type PartyId, type StepCommand } from '../../ui/context.ts'
import { FactList } from '../../ui/party/fact-list.tsx'
import { BookedParties, PartyFigures } from '../../ui/party/figures.tsx'
import { TakenGoods } from '../../ui/party/goods.tsx'
import { PartyOrders } from '../../ui/party/orders.tsx'
import { HostReward } from '../../ui/party/reward.tsx'
import { PartyBadge } from '../../ui/party/state-badge.tsx'
import { wayIn } from '../../ui/party/way-in.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { useDays } from '../../ui/days.ts'
import { Guests } from './guests.tsx'
import { Invitation } from './invitation.tsx'
import { Papers } from './papers.tsx'
import { SlipsToSettle } from './slips-to-settle.tsx'
import { Steps } from './steps.tsx'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(
    matches,
    words => (loaderData as { party?: { title: string } } | undefined)?.party?.title ?? words.party.title,
  )

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const id = idOf('party', params['id'])
  const party = found(await parties.party(id))
  const asked = new URL(request.url).searchParams
  const listing = { way: wayIn(asked), cursor: cursorOf(asked) }
  const [orders, slips, papers, figures, reward] = await Promise.all([
    parties.orders(id, listing),
    parties.slips(id),
    parties.papers(id),
    parties.figures(id),
    parties.reward(id),
  ])
  const qr = toSvgDataURL(generate(party.guestsAddress, { minCorrectionLevel: correction.M }))
  const isDone = asked.has('done')
  return {
    party,
    orders: found(orders),
    ...listing,
    figures: found(figures),
    reward: found(reward),
    papers,
    slips: slips.filter(({ state }) => state === 'to settle'),
    qr,
    isDone,
    commandId: newCommandId(),
  }
}

export type PartyData = typeof loader

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const form = await request.formData()
  const refused = await carriedOut(parties, idOf('party', params['id']), form)
  if (refused !== undefined) return data({ because: refused }, { status: 409 })
  return redirect(`${addresses.deskParty(idOf('party', params['id']))}?done`)
}

const carriedOut = async (parties: DeskParties, party: PartyId, form: FormData): Promise<string | undefined> => {
  const [commandId, what] = [commandIdOf(form), wordOf(form, 'what')]
  if (what === 'guest') {
    const answer = await parties.listGuest({ commandId, party, name: wordOf(form, 'name') })
    return answer.is === 'refused' ? answer.because : undefined
  }
  if (what === 'no guest') {
    await parties.unlistGuest({ commandId, party, guest: idOf('guest', wordOf(form, 'guest')) })
    return undefined
  }
  const answer = await parties.step({ commandId, party, ...stepOf(form, what) })
  return answer.is === 'refused' ? answer.because : undefined
}

type Step = Pick<Extract<StepCommand, { step: 'open' }>, 'step'> | { readonly step: 'reopen'; readonly until: string }

const stepOf = (form: FormData, what: string): Step => {
  if (what === 'reopen') return { step: 'reopen', until: wordOf(form, 'until') }
  const step = (['open', 'close', 'settle', 'cancel'] as const).find(known => known === what)
  if (step === undefined) throw new Response('what', { status: 400 })
  return { step } as Step
}

const Facts = () => {
  const { party } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const { form, page } = words.party
  const day = useDays()
  const facts = [
    [form.day, party.beginsAt === null ? day(party.heldOn) : page.begins(day(party.heldOn), party.beginsAt)],
    [form.place, party.place ?? form.online],
    [form.host, party.hostName],
    [page.ends, day(party.closesOn)],
  ] as const
  return <FactList facts={facts} />
}

const Outcome = () => {
  const { isDone } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { page } = useShell().words.party
  if (refused !== undefined) return <Refused>{page.stepRefused}</Refused>
  return isDone ? <Done>{page.done}</Done> : null
}

const CounterLink = () => {
  const { party } = useLoaderData<typeof loader>()
  const { page } = useShell().words.party
  return (
    <div className={css['counterLink']}>
      {/* A page of its own, which the browser keeps for when there is no network. */}
      <Button component="a" href={addresses.deskPartyCounter(party.id)} size="lg">
        {page.counter}
      </Button>
      <p className={css['soft']}>{page.counterNote}</p>
    </div>
  )
}

const Result = () => {
  const { party, figures, reward, orders, way, cursor, commandId } = useLoaderData<typeof loader>()
  const { page } = useShell().words.party
  const { booked } = useShell().words.partyResult
  const ordersAt = (query: Readonly<Record<string, string | null>>) => `${addresses.deskParty(party.id, query)}#orders`
  const canTake = reward.left.credit > 0 || reward.left.halfPrice > 0
  return (
    <>
      <PartyOrders
        page={orders}
        {...{ way, cursor, ordersAt }}
        orderTo={addresses.deskOrder}
        contactTo={() => undefined}
        splitTo={addresses.deskSplit}
      />
      <PartyFigures figures={figures} ordersAt={ordersAt} />
      <BookedParties figures={figures} partyTo={addresses.deskParty} />
      {party.state !== 'cancelled' && (
        <p>
          <Link to={addresses.deskPartyNew({ from: party.id })}>{booked.plan}</Link>
        </p>
      )}
      <HostReward reward={reward} />
      {canTake && (
        <p>
          <Link to={addresses.deskPartyReward(party.id)}>{page.redeem}</Link>
        </p>
      )}
      <TakenGoods {...{ reward, commandId }} />
    </>
  )
}

export default function PartyPage() {
  const { party } = useLoaderData<typeof loader>()
  const { title, page } = useShell().words.party
  const { change } = useShell().words.partyResult
  const takesOrders = party.state === 'open' || party.state === 'planned'
  return (
    <Page
      title={party.title}
      lead={<PartyBadge state={party.state} />}
      back={{ to: addresses.deskParties, label: title }}
    >
      <Outcome />
      {party.isTakenOver && <p className={css['collected']}>{page.takenOver}</p>}
      {takesOrders && <CounterLink />}
      <SlipsToSettle />
      <Papers />
      <Sheet
        title={page.facts}
        tools={takesOrders ? <Link to={addresses.deskPartyChange(party.id)}>{change.open}</Link> : undefined}
      >
        <Facts />
        <Steps />
      </Sheet>
      {takesOrders && <Invitation />}
      <Guests />
      <Result />
    </Page>
  )
}
