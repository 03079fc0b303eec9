import { Alert } from '@mantine/core'
import { Link, redirect, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { officeWorld, worldContext, type Overview } from '../ui/context.ts'
import { IconReturn } from '../ui/icons.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { MonthsChart } from '../ui/months-chart.tsx'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { ReadingNote } from '../ui/reading-note.tsx'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'
import { CompanyTurnover } from './company-turnover.tsx'
import { CompanyReached } from './reach.tsx'
import { TopPartners } from './top-partners.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.office.overview.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  // The first page of everybody is this address; a partner's is his desk.
  if (context.get(worldContext).viewer?.role === 'partner') throw redirect('/desk')
  const world = officeWorld({ request, context })
  const choice = await periodChoice(world, new URL(request.url).searchParams.get('period'))
  const { office } = world
  const [overview, months, withdrawals, surpluses, reach] = await Promise.all([
    office.overview(choice.shown),
    office.months(),
    office.withdrawals.open(),
    office.surplus.open(),
    office.known.reach(choice.shown),
  ])
  return { choice, overview, months, withdrawals, surpluses, reach }
}

const Counts = ({ overview: { counts, period } }: { readonly overview: Overview }) => {
  const { words, formats } = useShell()
  const text = words.office.overview
  return (
    <Tiles>
      <VolumeTile
        label={text.partnersActive}
        figure={formats.count(counts.activePartners)}
        note={`${text.activeOf(formats.count(counts.partners))}, ${text.activeNote}`}
      />
      <VolumeTile
        label={text.customersActive}
        figure={formats.count(counts.activeCustomers)}
        note={`${text.activeOf(formats.count(counts.customers))}, ${text.activeNote}`}
      />
      <VolumeTile
        label={`${text.joined}, ${formats.month(period)}`}
        figure={formats.count(counts.joined)}
        note={text.joinedNote(formats.count(counts.contacts))}
      />
    </Tiles>
  )
}

type Waits = { readonly count: number; readonly to: string; readonly text: (count: number, text: string) => string }

const Waits = ({ count, to, text }: Waits) => {
  const { formats } = useShell()
  if (count === 0) return null
  return (
    <Alert color="yellow" icon={<IconReturn size={20} aria-hidden />}>
      <Link to={to}>{text(count, formats.count(count))}</Link>
    </Alert>
  )
}

// A withdrawal has to be answered within days, and money that somebody paid twice is not the company's.
const Waiting = ({ withdrawals, surpluses }: { readonly withdrawals: number; readonly surpluses: number }) => {
  const { words } = useShell()
  return (
    <>
      <Waits count={withdrawals} to={addresses.withdrawals()} text={words.paper.withdrawals.waiting} />
      <Waits count={surpluses} to={addresses.surpluses()} text={words.orders.surplus.waiting} />
    </>
  )
}

export default function OverviewPage() {
  const { choice, overview, months, withdrawals, surpluses, reach } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.office.overview
  const isEmpty = months.length === 0
  return (
    <Page title={text.title} tools={<PeriodPicker choice={choice} action="/" />} lead={<ReadingNote />}>
      <Waiting withdrawals={withdrawals} surpluses={surpluses} />
      {isEmpty ? (
        <Sheet>
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        </Sheet>
      ) : (
        <>
          <CompanyTurnover overview={overview} isSoFar={choice.isSoFar} />
          <Counts overview={overview} />
          <Sheet title={words.chart.title}>
            <MonthsChart
              months={months}
              shown={choice.shown}
              addressOf={period => `/?period=${period}`}
              names={{ personal: words.kinds.partners, customers: words.kinds.customers }}
            />
          </Sheet>
          <Sheet
            title={text.top}
            tools={
              <Link to={addresses.contacts({ role: 'partner', period: choice.shown })}>
                {words.office.contacts.clear}
              </Link>
            }
          >
            <TopPartners rows={overview.top} period={choice.shown} />
          </Sheet>
          <CompanyReached reach={reach} period={choice.shown} />
        </>
      )}
    </Page>
  )
}
