import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { contactIdOf, cursorOf, found, linesIn } from '../../ui/asked.ts'
import { officeWorld } from '../../ui/context.ts'
import { RuleLinesView } from '../../ui/earnings/rule-lines.tsx'
import { monthIn } from '../../ui/periods.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page } from '../../ui/sheet.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.runs.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { runs } = officeWorld({ request, context }).office
  const cursor = cursorOf(new URL(request.url).searchParams)
  const asked = { partner: contactIdOf(params['id']), of: linesIn(params['of']), cursor }
  return { lines: found(await runs.lines(monthIn(params['period']), asked)), cursor }
}

export default function LinesPage() {
  const { lines, cursor } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { period, of, contact } = lines
  return (
    <Page
      title={words.runs.line.title(lines.rule ?? words.runs.partner.takenBack, formats.month(period))}
      lead={contact.name}
      back={{ to: addresses.runPartner(period, contact.id), label: contact.name }}
    >
      <RuleLinesView
        lines={lines}
        cursor={cursor}
        lineTo={place => addresses.runLine(period, place)}
        pageTo={next => addresses.runPartnerLines(period, contact.id, { of, cursor: next })}
      />
    </Page>
  )
}
