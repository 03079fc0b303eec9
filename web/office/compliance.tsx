import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { officeWorld } from '../ui/context.ts'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import { ComplianceCommissions } from './compliance-commissions.tsx'
import { ComplianceFigures } from './compliance-figures.tsx'
import { monthsOf } from './compliance-span.ts'
import { ComplianceStatement } from './compliance-statement.tsx'
import css from './orders.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.compliance.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const months = monthsOf(asked)
  return { choice, months, report: await world.office.compliance.report(choice.shown, months) }
}

const spans = ['month', 'year'] as const

const spanOf = (months: 1 | 12) => (months === 12 ? 'year' : 'month')

const Spans = () => {
  const { choice, months } = useLoaderData<typeof loader>()
  const text = useShell().words.compliance
  return (
    <nav aria-label={text.span}>
      <ul className={css['choice']}>
        {spans.map(span => (
          <li key={span}>
            <Link
              to={addresses.compliance({ period: choice.shown, span })}
              aria-current={span === spanOf(months) ? 'page' : undefined}
            >
              {text.spans[span]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Span = () => {
  const { months, report } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.compliance
  if (report === null || months === 1) return text.lead
  return `${text.of(formats.month(report.from), formats.month(report.until))}, ${text.months(formats.count(report.months))}`
}

export default function CompliancePage() {
  const { choice, months, report } = useLoaderData<typeof loader>()
  const text = useShell().words.compliance
  const span = spanOf(months)
  return (
    <Page
      title={text.title}
      lead={<Span />}
      tools={<PeriodPicker choice={choice} action="/compliance" keep={{ span }} />}
    >
      <Spans />
      {report === null ? (
        <Sheet>
          <EmptyState title={text.noPlanTitle} text={text.noPlanText} />
        </Sheet>
      ) : (
        <>
          <ComplianceFigures report={report} file={addresses.complianceFile({ period: choice.shown, span })} />
          <ComplianceCommissions report={report} />
          <ComplianceStatement report={report} />
        </>
      )}
    </Page>
  )
}
