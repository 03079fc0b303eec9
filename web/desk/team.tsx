import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { Amount } from '../ui/amount.tsx'
import { contactIdOf, cursorOf, found } from '../ui/asked.ts'
import { deskWorld, type TeamRow } from '../ui/context.ts'
import { IconChevronRight } from '../ui/icons.ts'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { ReadingNote } from '../ui/reading-note.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import css from './team.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.desk.team.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = deskWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const of = asked.get('of')
  const cursor = cursorOf(asked)
  const team = found(await world.desk.team({ period: choice.shown, of: of === null ? null : contactIdOf(of), cursor }))
  return { choice, team, cursor, isMine: team.of.id === world.viewer.contactId }
}

const PathDown = () => {
  const { team, choice, isMine } = useLoaderData<typeof loader>()
  const { words } = useShell()
  if (isMine) return null
  return (
    <nav aria-label={words.office.contact.path}>
      <ol className={css['path']}>
        {team.path.map((above, position) => (
          <li key={above.id}>
            <Link to={addresses.deskTeam({ period: choice.shown, of: position === 0 ? null : above.id })}>
              {position === 0 ? words.desk.team.me : above.name}
            </Link>
            <IconChevronRight size={14} stroke={2} aria-hidden />
          </li>
        ))}
        <li aria-current="true">{team.of.name}</li>
      </ol>
    </nav>
  )
}

const Sums = () => {
  const { team, choice, isMine } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { kinds } = words
  const period = choice.shown
  return (
    <Tiles>
      <VolumeTile
        isMain
        label={kinds.team}
        of={team.team}
        what={kinds.team}
        to={isMine ? addresses.deskVolumes(period, 'team') : '#line'}
        note={words.desk.team.downline(team.downline, formats.count(team.downline))}
      />
      <VolumeTile
        label={kinds.own}
        of={team.own}
        what={kinds.own}
        to={isMine ? addresses.deskVolumes(period) : undefined}
        note={isMine ? undefined : words.kindNotes.own}
      />
      <VolumeTile
        label={kinds.firstLine}
        of={team.firstLine}
        what={kinds.firstLine}
        to="#line"
        note={words.kindNotes.firstLine}
      />
    </Tiles>
  )
}

const Row = ({ row }: { readonly row: TeamRow }) => {
  const { choice } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { contact } = row
  const to = addresses.deskTeam({ period: choice.shown, of: contact.id })
  return (
    <tr>
      <th scope="row">
        <Link to={to} className={css['partner']}>
          {contact.name}
          <span className="unseen">: {words.desk.team.open(contact.name)}</span>
        </Link>
        <span className={table['small']}>
          {words.desk.team.direct(row.partners, formats.count(row.partners))}
          {contact.role === 'former partner' && ` · ${words.roles[contact.role]}`}
        </span>
      </th>
      <td className={`${table['wide']} number`}>{formats.dayShort(row.since)}</td>
      <td className={table['right']}>
        <Amount of={row.own} withPoints={false} />
      </td>
      <td className={table['right']}>
        <Amount of={row.team} to={to} what={`${words.kinds.team}, ${contact.name}`} withPoints={false} />
      </td>
    </tr>
  )
}

const FirstLine = () => {
  const { team, choice, cursor, isMine } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.desk.team
  const asked = { period: choice.shown, of: isMine ? null : team.of.id }
  if (team.rows.rows.length === 0)
    return isMine ? <EmptyState title={text.emptyTitle} text={text.emptyText} /> : <p>{text.emptyBelow}</p>
  return (
    <>
      <Table
        columns={[
          { label: text.partner },
          { label: text.since, as: 'wide' },
          { label: words.kinds.own, as: 'right' },
          { label: words.kinds.team, as: 'right' },
        ]}
      >
        {team.rows.rows.map(row => (
          <Row key={row.contact.id} row={row} />
        ))}
      </Table>
      <Pager isFirst={cursor === null} next={team.rows.next} to={cursor => addresses.deskTeam({ ...asked, cursor })} />
    </>
  )
}

export default function TeamPage() {
  const { choice, team, isMine } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.desk.team
  return (
    <Page
      title={isMine ? text.title : text.teamOf(team.of.name)}
      lead={<ReadingNote />}
      tools={<PeriodPicker choice={choice} action="/desk/team" keep={isMine ? undefined : { of: team.of.id }} />}
    >
      <PathDown />
      <Sums />
      <Sheet title={text.firstLine} note={text.sumsOnly} id="line">
        <FirstLine />
      </Sheet>
    </Page>
  )
}
