import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses, withQuery } from '../ui/addresses.ts'
import { contactIdOf, found } from '../ui/asked.ts'
import { deskWorld } from '../ui/context.ts'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import { StructureView } from '../ui/tree/structure-view.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.shell.myTree)

const inTable = 200

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = deskWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const root = asked.get('root')
  const tree = found(
    await world.desk.tree({ period: choice.shown, root: root === null ? null : contactIdOf(root), limit: inTable }),
  )
  return { choice, tree, root }
}

export default function MyStructurePage() {
  const { choice, tree, root } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.office.structure
  const period = choice.shown
  const keep = root === null ? undefined : { root }
  return (
    <Page
      isWide
      title={root === null ? words.shell.myTree : `${text.title}: ${tree.names[0]}`}
      lead={
        root === null ? words.desk.team.sumsOnly : <Link to={withQuery('/desk/tree', { period })}>{text.toTop}</Link>
      }
      tools={<PeriodPicker choice={choice} action="/desk/tree" keep={keep} />}
    >
      {tree.total === 0 && root === null ? (
        <Sheet>
          <EmptyState title={words.desk.team.emptyTitle} text={words.desk.team.emptyText} />
        </Sheet>
      ) : (
        <StructureView
          key={`${period} ${root}`}
          tree={tree}
          dataAddress={withQuery('/desk/tree/data', { period, root })}
          focus={null}
          contactTo={id => addresses.deskTeam({ of: id, period })}
          rootTo={id => withQuery('/desk/tree', { root: id, period })}
        />
      )}
    </Page>
  )
}
