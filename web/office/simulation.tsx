import { useEffect } from 'react'
import { useLoaderData, useRevalidator, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { found, idOf } from '../ui/asked.ts'
import { officeWorld, type SimulationView } from '../ui/context.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { SimulationResult } from './simulation-result.tsx'
import css from './simulation.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.simulation.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  return { view: found(await office.simulation.of(idOf('simulation', params['id']))) }
}

const lookAgainAfterMs = 1_500

// Looks again by itself until it is computed; without JavaScript there is the link.
const useLookingAgain = (isOpen: boolean) => {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!isOpen || state !== 'idle') return undefined
    const timer = setTimeout(() => void revalidate(), lookAgainAfterMs)
    return () => clearTimeout(timer)
  }, [isOpen, state, revalidate])
}

const Progress = ({ view }: { readonly view: SimulationView }) => {
  const { words, formats } = useShell()
  const text = words.simulation
  useLookingAgain(true)
  return (
    <Sheet title={text.states[view.state]}>
      <div className={css['progress']}>
        <ProgressBar label={text.states[view.state]} value={view.monthsDone} most={view.months} />
        <p aria-live="polite">{text.progress(formats.count(view.monthsDone), formats.count(view.months))}</p>
        <p>{text.progressNote}</p>
        <noscript>
          <a href={addresses.simulation(view.id)}>{text.look}</a>
        </noscript>
      </div>
    </Sheet>
  )
}

const Changes = ({ view }: { readonly view: SimulationView }) => {
  const text = useShell().words.simulation
  if (view.changes.length === 0) return null
  return (
    <Sheet title={text.changes}>
      <ul className={css['changes']}>
        {view.changes.map(change => (
          <li key={change}>
            <code>{change}</code>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

const Plan = ({ view }: { readonly view: SimulationView }) => (
  <Sheet>
    <details className={css['disclosure']}>
      <summary>{useShell().words.simulation.plan}</summary>
      <pre className={css['yaml']}>{view.otherText}</pre>
    </details>
  </Sheet>
)

const Body = ({ view }: { readonly view: SimulationView }) => {
  const text = useShell().words.simulation
  if (view.state === 'failed') return <Refused>{text.failedText}</Refused>
  return view.result === null ? <Progress view={view} /> : <SimulationResult view={view} result={view.result} />
}

export default function SimulationPage() {
  const { view } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.simulation
  const { names } = view
  const span = text.span(formats.month(view.from), formats.month(view.until))
  return (
    <Page
      title={view.changes.length > 0 ? `${text.title}: ${names.present}` : text.against(names.present, names.other)}
      lead={span}
      back={{ to: addresses.simulations, label: text.back }}
    >
      <Changes view={view} />
      <Body view={view} />
      <Plan view={view} />
    </Page>
  )
}
