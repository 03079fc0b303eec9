import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { cursorOf, found, linesIn } from '../../ui/asked.ts'
import { deskWorld } from '../../ui/context.ts'
import { RuleLinesView } from '../../ui/earnings/rule-lines.tsx'
import { monthIn } from '../../ui/periods.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page } from '../../ui/sheet.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.runs.mine.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { earnings } = deskWorld({ request, context }).desk
  const cursor = cursorOf(new URL(request.url).searchParams)
  const of = linesIn(params['of'])
  return { lines: found(await earnings.lines(monthIn(params['period']), { of, cursor })), cursor }
}

export default function MyLinesPage() {
  const { lines, cursor } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { period, of } = lines
  const month = formats.month(period)
  return (
    <Page
      title={words.runs.line.title(lines.rule ?? words.runs.partner.takenBack, month)}
      back={{ to: addresses.deskEarnings(period), label: words.runs.mine.back(month) }}
    >
      <RuleLinesView
        lines={lines}
        cursor={cursor}
        lineTo={place => addresses.deskEarningsLine(period, place)}
        pageTo={next => addresses.deskEarningsLines(period, of, { cursor: next })}
      />
    </Page>
  )
}
