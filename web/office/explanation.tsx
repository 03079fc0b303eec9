import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses, withQuery } from '../ui/addresses.ts'
import { contactIdOf } from '../ui/asked.ts'
import { officeWorld, type ContactId } from '../ui/context.ts'
import { explained, explainedPeriod, type Explaining } from '../ui/explanation/ask.ts'
import type { Places } from '../ui/explanation/places.ts'
import { ExplanationView } from '../ui/explanation/view.tsx'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page } from '../ui/sheet.tsx'
import type { Period } from '#ground/period'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words =>
    words.office.explanation.title((loaderData as Explaining | undefined)?.explanation.contact.name ?? ''),
  )

const addressOf = (id: ContactId, period: Period) => `/contacts/${id}/volumes/${period}`

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Explaining> => {
  const world = officeWorld({ request, context })
  const id = contactIdOf(params['id'])
  const period = explainedPeriod(request, params['period'], picked => addressOf(id, picked))
  const source = {
    explain: (asked: Parameters<typeof world.office.explanation>[1]) => world.office.explanation(id, asked),
    entries: (asked: Parameters<typeof world.office.entries>[1]) => world.office.entries(id, asked),
  }
  return explained(world, source, { period, asked: new URL(request.url).searchParams })
}

export default function ExplanationPage() {
  const { choice, ...props } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { contact, period } = props.explanation
  const places: Places = {
    contact: ({ id }) => addresses.contact(id, { period }),
    order: addresses.order,
    team: ({ id }, of) => addresses.volumes(id, of, 'team'),
    self: (asked, part) => `${withQuery(addressOf(contact.id, period), asked)}#${part}`,
  }
  return (
    <Page
      title={words.office.explanation.title(contact.name)}
      lead={formats.month(period)}
      back={{ to: addresses.contact(contact.id, { period }), label: words.office.explanation.back(contact.name) }}
      tools={<PeriodPicker choice={choice} action={addressOf(contact.id, period)} />}
    >
      <ExplanationView {...props} places={places} />
    </Page>
  )
}
