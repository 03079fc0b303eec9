import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { found, placeIn } from '../../ui/asked.ts'
import { officeWorld, type OpenedLine } from '../../ui/context.ts'
import { OpenedLineView, type LinePlaces } from '../../ui/earnings/opened-line.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page } from '../../ui/sheet.tsx'
import { monthIn } from '../../ui/periods.ts'

type Loaded = { readonly line?: OpenedLine }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, (words, formats) => {
    const line = (loaderData as Loaded | undefined)?.line
    return line === undefined ? words.runs.title : words.runs.line.title(line.rule, formats.month(line.period))
  })

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { runs } = officeWorld({ request, context }).office
  return { line: found(await runs.line(monthIn(params['period']), placeIn(params['place']))) }
}

const places: LinePlaces = {
  contact: id => addresses.contact(id),
  earnings: addresses.runPartner,
  volumes: (id, period) => addresses.volumes(id, period),
  order: addresses.order,
  line: addresses.runLine,
}

export default function LinePage() {
  const { line } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.runs.line
  return (
    <Page
      title={text.title(line.rule, formats.month(line.period))}
      back={{ to: addresses.runPartner(line.period, line.partner.id), label: line.partner.name }}
    >
      <OpenedLineView line={line} places={places} />
    </Page>
  )
}
