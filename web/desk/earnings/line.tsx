import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { OpenedLine } from '#doors/server'
import { addresses } from '../../ui/addresses.ts'
import { found, placeIn } from '../../ui/asked.ts'
import { deskWorld } from '../../ui/context.ts'
import { OpenedLineView, type LinePlaces } from '../../ui/earnings/opened-line.tsx'
import { monthIn } from '../../ui/periods.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page } from '../../ui/sheet.tsx'

type Loaded = { readonly line?: OpenedLine }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words => (loaderData as Loaded | undefined)?.line?.rule ?? words.runs.mine.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { earnings } = deskWorld({ request, context }).desk
  return { line: found(await earnings.line(monthIn(params['period']), placeIn(params['place']))) }
}

const places: LinePlaces = {
  contact: () => undefined,
  earnings: period => addresses.deskEarnings(period),
  volumes: () => undefined,
  order: addresses.deskOrder,
  line: addresses.deskEarningsLine,
}

export default function MyLinePage() {
  const { line } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const month = formats.month(line.period)
  return (
    <Page
      title={words.runs.line.title(line.rule, month)}
      back={{ to: addresses.deskEarnings(line.period), label: words.runs.mine.back(month) }}
    >
      <OpenedLineView line={line} places={places} sumOnly={words.runs.mine.sums} />
    </Page>
  )
}
