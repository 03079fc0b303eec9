import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { found } from '../../ui/asked.ts'
import { officeWorld, type PlanView } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { PlanWords } from './plan-checked.tsx'
import css from './runs.module.css'

type Loaded = { readonly plan?: PlanView }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words => (loaderData as Loaded | undefined)?.plan?.name ?? words.runs.plan.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { plans } = officeWorld({ request, context }).office
  const version = /^\d{1,9}$/u.test(params['version'] ?? '') ? Number(params['version']) : 0
  return { plan: found(await plans.version(version)) }
}

export default function PlanVersionPage() {
  const { plan } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.runs.plan
  return (
    <Page
      title={plan.name}
      lead={`${text.version(formats.count(plan.version))}, ${text.from.toLowerCase()} ${formats.month(plan.from)}`}
      back={{ to: addresses.plan(), label: text.back }}
    >
      <Sheet title={text.words}>
        <PlanWords words={plan.words} />
      </Sheet>
      <Sheet title={text.source}>
        <pre className={css['source']}>{plan.text}</pre>
      </Sheet>
    </Page>
  )
}
