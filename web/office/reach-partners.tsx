import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { cursorOf } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { ReachTable } from './reach.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.known.reach.page)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const cursor = cursorOf(asked)
  return { choice, cursor, ...(await world.office.known.reachPage(choice.shown, { cursor })) }
}

/** Every partner: how many of his customers the company reaches, and how many it would lose with him. */
export default function ReachPage() {
  const { choice, cursor, rows, next, total } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.known.reach
  const period = choice.shown
  return (
    <Page
      title={text.page}
      lead={text.pageLead}
      back={{ to: `/?${new URLSearchParams({ period })}`, label: words.office.overview.title }}
      tools={<PeriodPicker choice={choice} action={addresses.reach()} />}
    >
      <Sheet>
        {total === 0 ? (
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        ) : (
          <ReachTable rows={rows} period={period} caption={text.all(total, formats.count(total))} />
        )}
        <Pager isFirst={cursor === null} next={next} to={to => addresses.reach({ period, cursor: to })} />
      </Sheet>
    </Page>
  )
}
