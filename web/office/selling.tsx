import { Textarea, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { markets } from '#sales/catalogue'
import { Done, Refused, SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from './paper.module.css'
import { countries, currencies, limits, sellingGiven, typedIn, typedOf, wordLists } from './selling-given.ts'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.selling.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { company, office } = officeWorld({ request, context })
  const isSaved = new URL(request.url).searchParams.has('saved')
  const typed = typedOf(await office.selling.settings())
  return { currency: company.currency, typed, isSaved, commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { selling } = officeWorld({ request, context }).office
  const form = await request.formData()
  const typed = typedIn(form)
  const given = sellingGiven(typed, await selling.settings())
  if (given.is === 'faulty') return data({ typed, faults: given.faults }, { status: 400 })
  await selling.keepSettings({ commandId: commandIdOf(form), ...given.settings })
  return redirect(addresses.sellingSettings({ saved: 'yes' }))
}

/** The label of a field by its name. */
const useLabel = () => {
  const { currency } = useLoaderData<typeof loader>()
  const text = useShell().words.selling
  return (name: string): string => {
    for (const country of countries) {
      const [land, money] = [text.countries[country], markets[country].currency]
      if (name === `cost.${country}`) return text.cost(land, money)
      if (name === `freeFrom.${country}`) return text.freeFrom(land, money)
    }
    const list = wordLists.find(each => each === name)
    if (list !== undefined) return text.lists[list]
    const limit = limits.find(each => each === name)
    return limit === undefined ? text.rate(name.replace('rate.', ''), currency) : text[limit]
  }
}

const useField = (name: string) => {
  const { typed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const label = useLabel()
  const { fault } = useShell().words.selling
  return {
    name,
    label: label(name),
    size: 'md' as const,
    defaultValue: answer?.typed[name] ?? typed[name] ?? '',
    error: answer?.faults.includes(name) === true && fault,
  }
}

type FieldProps = { readonly name: string; readonly hint?: string }

const Field = ({ name, hint }: FieldProps) => (
  <TextInput {...useField(name)} description={hint} inputMode="decimal" maxLength={20} />
)

const Words = ({ name }: FieldProps) => <Textarea {...useField(name)} autosize minRows={3} maxRows={12} />

const Outcome = () => {
  const { isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const label = useLabel()
  const text = useShell().words.selling
  if (answer !== undefined) return <Refused>{text.wrong(answer.faults.map(label).join(', '))}</Refused>
  return isSaved ? <Done>{text.saved}</Done> : null
}

const Sheets = () => {
  const { currency } = useLoaderData<typeof loader>()
  const text = useShell().words.selling
  return (
    <>
      <Sheet title={text.shipping} note={text.shippingNote}>
        <div className={css['fields']}>
          {countries.flatMap(country => [
            <Field key={`cost ${country}`} name={`cost.${country}`} />,
            <Field key={`free ${country}`} name={`freeFrom.${country}`} hint={text.freeFromHint} />,
          ])}
        </div>
      </Sheet>
      <Sheet title={text.rates} note={text.ratesNote}>
        <div className={css['fields']}>
          {currencies
            .filter(each => each !== currency)
            .map(each => (
              <Field key={each} name={`rate.${each}`} />
            ))}
        </div>
      </Sheet>
      <Sheet title={text.vouchers}>
        <div className={css['fields']}>
          {limits.map(name => (
            <Field key={name} name={name} />
          ))}
        </div>
      </Sheet>
      <Sheet title={text.words} note={text.wordsNote}>
        <div className={css['fields']}>
          {wordLists.map(name => (
            <Words key={name} name={name} />
          ))}
        </div>
      </Sheet>
    </>
  )
}

export default function SellingPage() {
  const { commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.selling
  return (
    <Page title={text.title} back={{ to: '/settings', label: text.back }}>
      <Outcome />
      <SaveForm commandId={commandId} className={css['sheets']} save={text.save}>
        <Sheets />
      </SaveForm>
    </Page>
  )
}
