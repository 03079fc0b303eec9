import { Alert } from '@mantine/core'
import { Link, redirect, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { deskWorld, worldContext } from '../ui/context.ts'
import { IconLeads, IconMyPage } from '../ui/icons.ts'
import { MonthsChart } from '../ui/months-chart.tsx'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'
import { OwnVolume } from './own-volume.tsx'
import { ComingParties, comingOf } from './party/coming.tsx'
import { Progress } from './progress.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.desk.month.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  if (context.get(worldContext).viewer?.role === 'company') throw redirect('/')
  const world = deskWorld({ request, context })
  const choice = await periodChoice(world, new URL(request.url).searchParams.get('period'))
  const [month, months, hasName, parties, leads] = await Promise.all([
    world.desk.month(choice.shown),
    world.desk.months(),
    world.desk.myPage.hasName(),
    world.desk.parties.list(),
    world.desk.leads.waiting(),
  ])
  return { choice, month, months, hasName, parties: comingOf(parties), leads: leads.length }
}

const Around = () => {
  const { month } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.desk.month
  const { counts, volumes, period } = month
  return (
    <Tiles>
      {volumes.team !== null && (
        <VolumeTile
          isMain
          label={words.kinds.team}
          of={volumes.team}
          what={words.kinds.team}
          to={addresses.deskVolumes(period, 'team')}
          note={text.teamNote(counts.downline, formats.count(counts.downline))}
        />
      )}
      <VolumeTile
        label={text.customers}
        figure={<Link to={addresses.deskCustomers({ period })}>{formats.count(counts.activeCustomers)}</Link>}
        note={text.customersActive(formats.count(counts.customers))}
      />
      <VolumeTile
        label={words.runs.mine.title}
        figure={<Link to={addresses.deskEarnings(period)}>{words.runs.mine.open}</Link>}
        note={words.runs.mine.openNote}
      />
      <VolumeTile
        label={text.customersNew}
        figure={formats.count(counts.joinedCustomers)}
        note={text.customersJoined}
      />
    </Tiles>
  )
}

/** Whoever has no address yet is told what one is good for. */
const NameHint = () => {
  const text = useShell().words.webAddress
  return (
    <Alert color="fir" icon={<IconMyPage size={20} aria-hidden />}>
      {text.hint} <Link to={addresses.myPage()}>{text.hintLink}</Link>
    </Alert>
  )
}

/** Prospects whom others would like to pass on wait for an answer. */
const LeadsHint = ({ count }: { readonly count: number }) => {
  const { words, formats } = useShell()
  return (
    <Alert color="fir" icon={<IconLeads size={20} aria-hidden />}>
      {words.leads.hint(count, formats.count(count))} <Link to={addresses.deskLeads()}>{words.leads.hintLink}</Link>
    </Alert>
  )
}

export default function MonthPage() {
  const { choice, month, months, hasName, parties, leads } = useLoaderData<typeof loader>()
  const { words, viewer } = useShell()
  const text = words.desk.month
  const isEmpty = months.length === 0
  return (
    <Page title={text.hello(viewer?.name ?? '')} tools={<PeriodPicker choice={choice} action="/desk" />}>
      {leads > 0 && <LeadsHint count={leads} />}
      {!hasName && <NameHint />}
      <OwnVolume month={month} />
      <ComingParties parties={parties} />
      {isEmpty ? (
        <Sheet>
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        </Sheet>
      ) : (
        <>
          <Progress months={months} shown={choice.shown} isSoFar={choice.isSoFar} />
          <Around />
          <Sheet title={words.chart.title}>
            <MonthsChart
              months={months}
              shown={choice.shown}
              addressOf={period => addresses.desk({ period })}
              names={{ personal: text.me, customers: text.myCustomers }}
            />
          </Sheet>
        </>
      )}
    </Page>
  )
}
