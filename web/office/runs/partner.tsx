import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { contactIdOf, found } from '../../ui/asked.ts'
import { officeWorld, type PartnerEarnings } from '../../ui/context.ts'
import { AsOf } from '../../ui/earnings/as-of.tsx'
import { Reached } from '../../ui/earnings/figures.tsx'
import { Rules } from '../../ui/earnings/rules.tsx'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page } from '../../ui/sheet.tsx'
import { monthIn } from '../../ui/periods.ts'
import { StateBadge } from './parts.tsx'

type Loaded = { readonly earnings?: PartnerEarnings }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, (words, formats) => {
    const earnings = (loaderData as Loaded | undefined)?.earnings
    return earnings === undefined
      ? words.runs.title
      : words.runs.partner.title(earnings.contact.name, formats.month(earnings.period))
  })

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { runs } = officeWorld({ request, context }).office
  return { earnings: found(await runs.partner(monthIn(params['period']), contactIdOf(params['id']))) }
}

export default function PartnerPage() {
  const { earnings } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.runs.partner
  const month = formats.month(earnings.period)
  return (
    <Page
      title={text.title(earnings.contact.name, month)}
      lead={
        <>
          <StateBadge state={earnings.state} /> <Link to={addresses.contact(earnings.contact.id)}>{text.contact}</Link>
        </>
      }
      back={{ to: addresses.run(earnings.period), label: text.back(month) }}
    >
      <AsOf at={earnings.asOf} />
      <Reached earnings={earnings} />
      <Rules
        earnings={earnings}
        to={{
          line: place => addresses.runLine(earnings.period, place),
          lines: of => addresses.runPartnerLines(earnings.period, earnings.contact.id, { of }),
        }}
      />
    </Page>
  )
}
