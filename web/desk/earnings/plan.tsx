import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { found } from '../../ui/asked.ts'
import { deskWorld } from '../../ui/context.ts'
import css from '../../ui/earnings/earnings.module.css'
import { monthIn } from '../../ui/periods.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.runs.mine.plan)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { earnings } = deskWorld({ request, context }).desk
  const period = monthIn(params['period'])
  return { period, plan: found(await earnings.plan(period)) }
}

export default function MyPlanPage() {
  const { period, plan } = useLoaderData<typeof loader>()
  const { words, formats, language } = useShell()
  const text = words.runs.mine
  return (
    <Page
      title={text.plan}
      lead={text.planLead(plan.name, formats.month(plan.from))}
      back={{ to: addresses.deskEarnings(period), label: text.back(formats.month(period)) }}
    >
      <Sheet>
        <ul className={css['words']}>
          {plan.words.map(told => (
            <li key={told.en}>{told[language]}</li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}
