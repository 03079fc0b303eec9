import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { contactIdOf, found } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import { StructureView } from '../ui/tree/structure-view.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.office.structure.title)

const inTable = 200

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const [root, focus] = [asked.get('root'), asked.get('focus')]
  const tree = found(
    await world.office.tree({ period: choice.shown, root: root === null ? null : contactIdOf(root), limit: inTable }),
  )
  return { choice, tree, root, focus }
}

export default function StructurePage() {
  const { choice, tree, root, focus } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.office.structure
  const period = choice.shown
  const keep = { ...(root === null ? {} : { root }), ...(focus === null ? {} : { focus }) }
  return (
    <Page
      isWide
      title={root === null ? text.title : `${text.title}: ${tree.names[0]}`}
      lead={root === null ? text.lead : <Link to={addresses.structure({ period })}>{text.toTop}</Link>}
      tools={<PeriodPicker choice={choice} action="/structure" keep={keep} />}
    >
      {tree.total === 0 && root === null ? (
        <Sheet>
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        </Sheet>
      ) : (
        <StructureView
          key={`${period} ${root}`}
          tree={tree}
          dataAddress={`/structure/data?${new URLSearchParams({ period, ...(root === null ? {} : { root }) })}`}
          focus={focus}
          contactTo={id => addresses.contact(id, { period })}
          rootTo={id => addresses.structure({ root: id, period })}
        />
      )}
    </Page>
  )
}
