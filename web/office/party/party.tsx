import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { found, idOf } from '../../ui/asked.ts'
import { ContactName } from '../../ui/contact-name.tsx'
import { officeWorld, type ContactRef } from '../../ui/context.ts'
import { useDays } from '../../ui/days.ts'
import { PartyFigures } from '../../ui/party/figures.tsx'
import { HostReward } from '../../ui/party/reward.tsx'
import { PartyBadge } from '../../ui/party/state-badge.tsx'
import result from '../../ui/party/result.module.css'
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
  const [figures, reward] = await Promise.all([parties.figures(id), parties.reward(id)])
  return { party, figures: found(figures), reward: found(reward) }
}

const Who = ({ contact }: { readonly contact: ContactRef }) => (
  <ContactName contact={contact} to={addresses.contact(contact.id)} />
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
    [text.partner, <Who key="partner" contact={party.partner} />],
    ...(isTakenOver ? [[text.plannedBy, <Who key="planner" contact={party.plannedBy} />] as const] : []),
    [text.host, <Who key="host" contact={party.host} />],
    [page.ends, day(party.closesOn)],
    [text.grace, day(party.graceUntil)],
    [text.onList, formats.count(party.guests)],
  ] as const
  return (
    <Sheet title={page.facts}>
      <dl className={result['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
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

export default function PartyPage() {
  const { party, figures, reward } = useLoaderData<typeof loader>()
  const { words } = useShell()
  return (
    <Page
      title={party.title}
      lead={<PartyBadge state={party.state} />}
      back={{ to: addresses.parties(), label: words.party.title }}
    >
      <Facts />
      <PartyFigures figures={figures} />
      <HostReward reward={reward} />
      <Steps />
    </Page>
  )
}
