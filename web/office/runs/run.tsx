import { useEffect } from 'react'
import { data, Link, redirect, useActionData, useLoaderData, useRevalidator } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import type { Period } from '#ground/period'
import { Done, Refused } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, cursorOf, found, linesAsked, wordOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { officeWorld } from '../../ui/context.ts'
import { AsOf } from '../../ui/earnings/as-of.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page } from '../../ui/sheet.tsx'
import { monthIn } from '../../ui/periods.ts'
import { StateBadge } from './parts.tsx'
import { Checks } from './run-checks.tsx'
import { Difference } from './run-difference.tsx'
import { NextStep } from './run-next.tsx'
import { Partners } from './run-partners.tsx'
import { History, Sums } from './run-sums.tsx'

type Loaded = { readonly run?: { readonly period: Period } }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, (words, formats) => {
    const period = (loaderData as Loaded | undefined)?.run?.period
    return period === undefined ? words.runs.title : words.runs.run.title(formats.month(period))
  })

const did = ['drafted', 'approved', 'asked'] as const

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { runs } = officeWorld({ request, context }).office
  const period = monthIn(params['period'])
  const { searchParams } = new URL(request.url)
  const asked = { q: wordOf(searchParams, 'q'), of: linesAsked(searchParams), cursor: cursorOf(searchParams) }
  const run = found(await runs.run(period))
  const partners = found(await runs.partners(period, asked))
  const done = did.find(each => each === wordOf(searchParams, 'done')) ?? null
  return { run, partners, asked, done, commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { runs } = officeWorld({ request, context }).office
  const form = await request.formData()
  const command = { commandId: commandIdOf(form), period: monthIn(params['period']) }
  const act = { draft: runs.draft, approve: runs.approve, close: runs.close }[wordOf(form, 'do')]
  if (act === undefined) throw new Response('do', { status: 400 })
  const answer = await act(command)
  return answer.is === 'refused'
    ? data(answer, { status: 409 })
    : redirect(addresses.run(command.period, { done: answer.is }))
}

const Outcome = () => {
  const { done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const text = useShell().words.runs.run
  if (answer !== undefined) return <Refused>{text.refused[answer.because]}</Refused>
  return done === null ? null : (
    <output>
      <Done>{text.done[done]}</Done>
    </output>
  )
}

// While the server closes the month the page looks again by itself.
const useLookingAgain = (isClosing: boolean) => {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!isClosing) return undefined
    const timer = setInterval(() => void revalidate(), 1_000)
    return () => clearInterval(timer)
  }, [isClosing, revalidate])
}

export default function RunPage() {
  const { run, partners, asked, commandId } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.runs.run
  useLookingAgain(run.closingAsked !== null && run.closed === null)
  const lead = (
    <>
      <StateBadge state={run.state} />{' '}
      <Link to={addresses.planVersion(run.plan.version)}>
        {text.planOf(run.plan.name, formats.count(run.plan.version))}
      </Link>
    </>
  )
  return (
    <Page title={text.title(formats.month(run.period))} lead={lead} back={{ to: addresses.runs, label: text.back }}>
      <Outcome />
      <AsOf at={run.asOf} />
      <Sums run={run} />
      <NextStep run={run} commandId={commandId} />
      {run.checks.length > 0 && <Checks run={run} />}
      {run.difference !== null && <Difference run={run} difference={run.difference} />}
      <Partners run={run} partners={partners} asked={asked} />
      {run.events.length > 0 && <History run={run} />}
    </Page>
  )
}
