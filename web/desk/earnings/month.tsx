import { Link, redirect, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { PartnerEarnings } from '#doors/server'
import { addresses } from '../../ui/addresses.ts'
import { deskWorld } from '../../ui/context.ts'
import { AsOf } from '../../ui/earnings/as-of.tsx'
import css from '../../ui/earnings/earnings.module.css'
import { Reached } from '../../ui/earnings/figures.tsx'
import { Rules } from '../../ui/earnings/rules.tsx'
import { PeriodPicker } from '../../ui/period-picker.tsx'
import { periodChoice } from '../../ui/periods.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../../ui/sheet.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.runs.mine.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const world = deskWorld({ request, context })
  const asked = new URL(request.url).searchParams.get('period')
  const choice = await periodChoice(world, asked ?? params['period'])
  // The month belongs to the page's own address, so that what is opened from it leads back.
  if (params['period'] !== choice.shown) throw redirect(addresses.deskEarnings(choice.shown))
  return { choice, earnings: await world.desk.earnings.month(choice.shown) }
}

type Props = { readonly earnings: PartnerEarnings }

const Shares = ({ earnings }: Props) => {
  const { words, formats } = useShell()
  const paying = earnings.rules.filter(({ amount }) => amount !== 0)
  const most = Math.max(...paying.map(({ amount }) => Math.abs(amount)))
  if (paying.length === 0) return null
  return (
    <ul className={css['shares']} aria-label={words.runs.mine.byRule}>
      {paying.map(({ name, amount }) => (
        <li key={name}>
          <a href={`#${encodeURIComponent(name)}`}>
            <span>{name}</span>
            <span className="number">{formats.money(amount)}</span>
          </a>
          <div aria-hidden>
            <span style={{ width: `${Math.round((Math.abs(amount) / most) * 100)}%` }} />
          </div>
        </li>
      ))}
    </ul>
  )
}

const Total = ({ earnings }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs.mine
  return (
    <Sheet>
      <p className={css['sum']}>
        <span>{text.title}</span>
        <strong className="number">{formats.money(earnings.total)}</strong>
        <span className={css['soft']}>{earnings.state === 'closed' ? text.closed : text.soFar}</span>
      </p>
      <Shares earnings={earnings} />
    </Sheet>
  )
}

export default function MyEarningsPage() {
  const { choice, earnings } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.runs.mine
  const { shown } = choice
  return (
    <Page
      title={text.title}
      lead={earnings === null ? formats.month(shown) : <Link to={addresses.deskPlan(shown)}>{text.plan}</Link>}
      back={{ to: addresses.desk({ period: shown }), label: words.desk.month.title }}
      tools={<PeriodPicker choice={choice} action={addresses.deskEarnings(shown)} />}
    >
      {earnings === null ? (
        <Sheet>
          <EmptyState title={text.none} text={text.noneText} />
        </Sheet>
      ) : (
        <>
          <AsOf at={earnings.asOf} />
          <Total earnings={earnings} />
          <Reached earnings={earnings} />
          <Rules
            earnings={earnings}
            to={{
              line: place => addresses.deskEarningsLine(shown, place),
              lines: of => addresses.deskEarningsLines(shown, of),
            }}
          />
        </>
      )}
    </Page>
  )
}
