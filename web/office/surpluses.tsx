import { data, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, cursorOf, idOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type SurplusDecision } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Surplus } from './surplus-row.tsx'
import css from './orders.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.orders.surplus.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const cursor = cursorOf(asked)
  const which = asked.has('all') ? 'all' : 'undecided'
  const found = await office.surplus.list({ which, cursor })
  return { which, isFirst: cursor === null, isDone: asked.has('done'), found, commandId: newCommandId() } as const
}

const decisions: readonly SurplusDecision[] = ['refunded', 'credit', 'used']

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const form = await request.formData()
  const decision = decisions.find(each => each === wordOf(form, 'decision'))
  if (decision === undefined) throw new Response('decision', { status: 400 })
  const surplus = idOf('surplus', wordOf(form, 'surplus'))
  const decided = await office.surplus.decide({ commandId: commandIdOf(form), surplus, decision })
  if (decided.is === 'decided') return redirect(addresses.surpluses({ all: 'yes', done: 'yes' }), 303)
  return data({ because: decided.because }, { status: 409 })
}

const Choice = () => {
  const { which } = useLoaderData<typeof loader>()
  const text = useShell().words.orders.surplus
  return (
    <nav aria-label={text.title}>
      <ul className={css['choice']}>
        {(['undecided', 'all'] as const).map(each => (
          <li key={each}>
            <Link
              to={addresses.surpluses(each === 'all' ? { all: 'yes' } : {})}
              aria-current={each === which ? 'page' : undefined}
            >
              {text.which[each]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export default function SurplusesPage() {
  const { which, isFirst, isDone, found, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words } = useShell()
  const text = words.orders.surplus
  const all = which === 'all' ? 'yes' : null
  return (
    <Page
      title={text.title}
      lead={<p>{text.lead}</p>}
      back={{ to: addresses.orders(), label: words.orders.title }}
      tools={<Choice />}
    >
      {refused !== undefined && <Refused>{text.refused[refused.because]}</Refused>}
      {isDone && refused === undefined && <Done>{text.done}</Done>}
      <Sheet>
        {found.rows.length === 0 ? (
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        ) : (
          <ul className={css['surpluses']}>
            {found.rows.map(row => (
              <Surplus key={row.id} row={row} commandId={commandId} />
            ))}
          </ul>
        )}
        <Pager isFirst={isFirst} next={found.next} to={cursor => addresses.surpluses({ all, cursor })} />
      </Sheet>
    </Page>
  )
}
