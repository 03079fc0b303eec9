import { Button } from '@mantine/core'
import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { contactIdOf, found } from '../ui/asked.ts'
import { deskWorld, type OwnSignal, type OwnStep } from '../ui/context.ts'
import { evidenceText } from '../ui/evidence.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from '../ui/attribution.module.css'

type Loaded = { readonly why: { readonly contact: { readonly name: string } } } | undefined

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words => words.attribution.mine.title((loaderData as Loaded)?.why.contact.name ?? ''))

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  return { why: found(await desk.attribution.whyMine(contactIdOf(params['id']))) }
}

const Signal = ({ signal }: { readonly signal: OwnSignal }) => {
  const text = useShell().words.attribution
  const said = signal.said === null ? '' : `, ${signal.said}`
  return (
    <li>
      {text.signals[signal.kind]} ({text.mine.of[signal.of]}
      {said}): {text.outcomes[signal.outcome]}
    </li>
  )
}

const Step = ({ step }: { readonly step: OwnStep }) => {
  const { words, formats } = useShell()
  const text = words.attribution
  const to = typeof step.to === 'string' ? text.mine.to[step.to] : `→ ${step.to.name}`
  return (
    <li>
      <span className={css['soft']}>
        {text.moments[step.moment]} · {formats.day(step.decidedAt)}
        {step.isUndone && ` · ${text.undone}`}
      </span>
      <p>
        <span className={css['what']}>{to}</span>
        {`: ${text.by[step.by]}`}
        {step.isHeir && ` (${text.heir})`}
      </p>
      {step.signals.length > 0 && (
        <ul>
          {step.signals.map(signal => (
            <Signal key={signal.kind} signal={signal} />
          ))}
        </ul>
      )}
    </li>
  )
}

export default function WhyMinePage() {
  const { why } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.attribution.mine
  const day = formats.day(why.since)
  return (
    <Page
      title={text.title(why.contact.name)}
      lead={why.via === null ? text.direct(day) : text.via({ name: why.via.name, day })}
      back={{ to: '/desk/customers', label: words.desk.customers.title }}
    >
      {why.contact.role === 'prospect' && (
        <p>
          <Button
            component={Link}
            to={`${addresses.deskLeads({ who: why.contact.id })}#pass`}
            variant="default"
            size="md"
          >
            {words.leads.way}
          </Button>
        </p>
      )}
      <Sheet title={text.steps}>
        {why.steps.length === 0 ? (
          <p>
            {text.none} {text.known(evidenceText(words, why.evidence))}
          </p>
        ) : (
          <ol className={css['steps']}>
            {why.steps.map(step => (
              <Step key={step.id} step={step} />
            ))}
          </ol>
        )}
      </Sheet>
    </Page>
  )
}
