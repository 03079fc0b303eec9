import { Button } from '@mantine/core'
import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { cursorOf } from '../../ui/asked.ts'
import { ContactName } from '../../ui/contact-name.tsx'
import { officeWorld, type OfficePartyRow } from '../../ui/context.ts'
import { useDays } from '../../ui/days.ts'
import { PartyBadge } from '../../ui/party/state-badge.tsx'
import { PeriodPicker } from '../../ui/period-picker.tsx'
import { periodChoice } from '../../ui/periods.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../../ui/sheet.tsx'
import { Table } from '../../ui/table.tsx'
import table from '../../ui/table.module.css'
import { HiddenCustomers } from './hidden.tsx'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.title)

const mostToShip = 50

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const { parties } = world.office
  const asked = new URL(request.url).searchParams
  const cursor = cursorOf(asked)
  const choice = await periodChoice(world, asked.get('period'))
  const [found, hidden, toShip] = await Promise.all([
    parties.list({ cursor }),
    parties.hidden({ until: choice.shown, months: 24 }),
    parties.toShip(mostToShip),
  ])
  return { choice, found, hidden, toShip, cursor }
}

/** What hosts wait for. */
const ToShip = () => {
  const { toShip } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.partyOffice.toShip
  if (toShip.length === 0) return null
  return (
    <Sheet title={text.title} note={text.note}>
      <ul className={css['plain']}>
        {toShip.map(({ party, sku, name, quantity, takenAt }) => (
          <li key={`${party.id} ${sku} ${takenAt}`}>
            <Link to={`${addresses.party(party.id)}#taken`}>{text.piece(formats.count(quantity), name)}</Link>
            <span className={css['soft']}>{text.of(party.host.name, party.title, formats.day(takenAt))}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

const Row = ({ party }: { readonly party: OfficePartyRow }) => {
  const day = useDays()
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.party(party.id)}>{party.title}</Link>
        <span className={table['narrow']}>
          <span className={table['small']}>{day(party.heldOn)}</span>
          <PartyBadge state={party.state} />
        </span>
      </th>
      <td className={`${table['wide']} number`}>{day(party.heldOn)}</td>
      <td className={table['wide']}>
        <PartyBadge state={party.state} />
      </td>
      <td>
        <ContactName contact={party.partner} to={addresses.contact(party.partner.id)} />
      </td>
      <td className={table['wide']}>
        <ContactName contact={party.host} to={addresses.contact(party.host.id)} />
      </td>
    </tr>
  )
}

const RulesLink = () => (
  <Button component={Link} to={addresses.partyRules()} size="md" variant="default">
    {useShell().words.partyRules.title}
  </Button>
)

const List = () => {
  const { found, cursor } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.partyOffice
  return (
    <Sheet title={text.list}>
      <Table
        columns={[
          { label: text.party },
          { label: text.day, as: 'wide' },
          { label: text.state, as: 'wide' },
          { label: text.partner },
          { label: text.host, as: 'wide' },
        ]}
      >
        {found.rows.map(party => (
          <Row key={party.id} party={party} />
        ))}
      </Table>
      <Pager isFirst={cursor === null} next={found.next} to={cursor => addresses.parties({ cursor })} />
    </Sheet>
  )
}

export default function PartiesPage() {
  const { choice, found, hidden, cursor } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.partyOffice
  const isEmpty = found.rows.length === 0 && cursor === null
  return (
    <Page
      title={words.party.title}
      lead={text.lead}
      tools={isEmpty ? undefined : <PeriodPicker choice={choice} action={addresses.parties()} />}
    >
      {isEmpty ? (
        <Sheet>
          <EmptyState title={text.emptyTitle} text={text.emptyText}>
            <RulesLink />
          </EmptyState>
        </Sheet>
      ) : (
        <>
          <ToShip />
          <List />
          <HiddenCustomers months={hidden} />
          <p>
            <RulesLink />
          </p>
        </>
      )}
    </Page>
  )
}
