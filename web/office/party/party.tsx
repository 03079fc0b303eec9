import { data, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { Done, Refused } from '../../ui/answers.tsx'
import { commandIdOf, cursorOf, found, idOf, placeIn, wordOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { ContactName } from '../../ui/contact-name.tsx'
import { officeWorld, type ContactRef } from '../../ui/context.ts'
import { useDays } from '../../ui/days.ts'
import { BookedParties, PartyFigures } from '../../ui/party/figures.tsx'
import { TakenGoods } from '../../ui/party/goods.tsx'
import { PartyOrders } from '../../ui/party/orders.tsx'
import { HostReward } from '../../ui/party/reward.tsx'
import { wayIn } from '../../ui/party/way-in.ts'
import { FactList } from '../../ui/party/fact-list.tsx'
import { PartyBadge } from '../../ui/party/state-badge.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(
    matches,
    words => (loaderData as { party?: { title: string } } | undefined)?.party?.title ?? words.party.title,
  )

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { parties } = officeWorld({ request, context }).office
  const id = idOf('party', params['id'])
  const party = found(await parties.party(id))
  const asked = new URL(request.url).searchParams
  const [way, cursor] = [wayIn(asked), cursorOf(asked)]
  const [figures, reward, orders] = await Promise.all([
    parties.figures(id),
    parties.reward(id),
    parties.orders(id, { way, cursor }),
  ])
  const isDone = asked.has('done')
  const known = { party, figures: found(figures), reward: found(reward), orders: found(orders) }
  return { ...known, way, cursor, isDone, commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = officeWorld({ request, context }).office
  const party = idOf('party', params['id'])
  const form = await request.formData()
  const command = { commandId: commandIdOf(form), party, place: placeIn(wordOf(form, 'place')) }
  const isShipped = wordOf(form, 'what') === 'ship'
  const answer = await (isShipped
    ? parties.ship(command)
    : parties.undo({ ...command, reason: wordOf(form, 'reason') }))
  if (answer.is === 'refused') return data({ because: answer.because }, { status: 409 })
  return redirect(`${addresses.party(party)}?done#taken`)
}

const Who = ({ contact }: { readonly contact: ContactRef }) => (
  <ContactName contact={contact} to={addresses.contact(contact.id)} />
)

const Partner = ({ contact }: { readonly contact: ContactRef }) => (
  <>
    <Who contact={contact} />
    <br />
    <Link to={addresses.partnersParties(contact.id)}>{useShell().words.partyOffice.allOfPartner}</Link>
  </>
)

const Facts = () => {
  const { party } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { form, page } = words.party
  const text = words.partyOffice
  const day = useDays()
  const isTakenOver = party.plannedBy.id !== party.partner.id
  const facts = [
    [form.day, party.beginsAt === null ? day(party.heldOn) : page.begins(day(party.heldOn), party.beginsAt)],
    [form.place, party.place ?? form.online],
    [text.partner, <Partner key="partner" contact={party.partner} />],
    ...(isTakenOver ? [[text.plannedBy, <Who key="planner" contact={party.plannedBy} />] as const] : []),
    [text.host, <Who key="host" contact={party.host} />],
    [page.ends, day(party.closesOn)],
    [text.grace, day(party.graceUntil)],
    [text.onList, formats.count(party.guests)],
  ] as const
  return (
    <Sheet title={page.facts}>
      <FactList facts={facts} />
    </Sheet>
  )
}

const Steps = () => {
  const { party } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.partyOffice
  return (
    <Sheet title={text.steps} note={text.stepsNote}>
      <ol className={css['steps']}>
        {party.steps.map(({ step, at, by }) => (
          <li key={`${step} ${at}`}>
            <strong>{text.taken[step]}</strong>
            <span className={css['soft']}>
              {formats.moment(at)}, {by}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

const Outcome = () => {
  const { isDone } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const text = useShell().words.partyResult.goods
  if (refused !== undefined) return <Refused>{text.refused[refused.because]}</Refused>
  return isDone ? <Done>{text.done}</Done> : null
}

export default function PartyPage() {
  const { party, figures, reward, orders, way, cursor, commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const ordersAt = (query: Readonly<Record<string, string | null>>) => `${addresses.party(party.id, query)}#orders`
  return (
    <Page
      title={party.title}
      lead={<PartyBadge state={party.state} />}
      back={{ to: addresses.parties(), label: words.party.title }}
    >
      <Outcome />
      <Facts />
      <PartyFigures figures={figures} ordersAt={ordersAt} />
      <PartyOrders
        page={orders}
        {...{ way, cursor, ordersAt }}
        orderTo={addresses.order}
        contactTo={({ id }) => addresses.contact(id)}
      />
      <BookedParties figures={figures} partyTo={addresses.party} />
      <HostReward reward={reward} />
      <TakenGoods {...{ reward, commandId }} can={['ship', 'undo']} />
      <Steps />
    </Page>
  )
}
