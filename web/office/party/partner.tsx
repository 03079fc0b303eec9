import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { contactIdOf, found } from '../../ui/asked.ts'
import { officeWorld } from '../../ui/context.ts'
import { useDays } from '../../ui/days.ts'
import { PartyMonths } from '../../ui/party/months.tsx'
import { PartyBadge } from '../../ui/party/state-badge.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../../ui/sheet.tsx'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) =>
  found(await officeWorld({ request, context }).office.parties.ofPartner(contactIdOf(params['id'])))

/** The parties of one partner, and what they brought over time. */
export default function PartnersPartiesPage() {
  const { partner, parties, months } = useLoaderData<typeof loader>()
  const { partyOffice: text } = useShell().words
  const day = useDays()
  const back = { to: addresses.parties(), label: text.list }
  if (parties.length === 0)
    return (
      <Page title={text.ofPartner(partner.name)} back={back}>
        <Sheet>
          <EmptyState title={text.emptyTitle} text={text.noneOfPartner} />
        </Sheet>
      </Page>
    )
  return (
    <Page title={text.ofPartner(partner.name)} back={back}>
      {months.length > 0 && <PartyMonths months={months} title={text.overTime} />}
      <Sheet title={text.list}>
        <ul className={css['plain']}>
          {parties.map(party => (
            <li key={party.id}>
              <Link to={addresses.party(party.id)}>{party.title}</Link>
              <span className={css['soft']}>
                {day(party.heldOn)} <PartyBadge state={party.state} />
              </span>
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}
