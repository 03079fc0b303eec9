import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { Period } from '#ground/period'
import { addresses, withQuery } from '../ui/addresses.ts'
import { deskWorld } from '../ui/context.ts'
import { explained, explainedPeriod, type Explaining } from '../ui/explanation/ask.ts'
import type { Places } from '../ui/explanation/places.ts'
import { ExplanationView } from '../ui/explanation/view.tsx'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page } from '../ui/sheet.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.office.explanation.mine)

const addressOf = (period: Period) => `/desk/volumes/${period}`

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Explaining> => {
  const world = deskWorld({ request, context })
  const period = explainedPeriod(request, params['period'], addressOf)
  const source = { explain: world.desk.explanation, entries: world.desk.entries }
  return explained(world, source, { period, asked: new URL(request.url).searchParams })
}

export default function MyExplanationPage() {
  const { choice, ...props } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { period } = props.explanation
  const places: Places = {
    contact: () => undefined,
    order: addresses.deskOrder,
    team: ({ id }, of) => addresses.deskTeam({ of: id, period: of }),
    self: (asked, part) => `${withQuery(addressOf(period), asked)}#${part}`,
  }
  return (
    <Page
      title={words.office.explanation.mine}
      lead={formats.month(period)}
      back={{ to: addresses.desk({ period }), label: words.desk.month.title }}
      tools={<PeriodPicker choice={choice} action={addressOf(period)} />}
    >
      <ExplanationView {...props} places={places} />
    </Page>
  )
}
