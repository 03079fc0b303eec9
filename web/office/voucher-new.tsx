import { Checkbox, Radio, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import type { Instant } from '#ground/period'
import { Refused, SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from '../ui/vouchers/vouchers.module.css'
import { countries, templateGiven, ticks, typedIn, usual, type Field } from './voucher-given.ts'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.vouchers.office.form.title)

export const loader = ({ request, context }: LoaderFunctionArgs) => {
  const { company } = officeWorld({ request, context })
  return { currency: company.currency, usual: usual(Date.now() as Instant, company.zone), commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { company, office } = officeWorld({ request, context })
  const form = await request.formData()
  const typed = typedIn(form)
  const given = templateGiven(typed, company)
  if (given.is === 'faulty') return data({ typed, faults: given.faults }, { status: 400 })
  const id = await office.vouchers.makeTemplate({ commandId: commandIdOf(form), template: given.template })
  return redirect(addresses.voucherTemplate(id))
}

const useTyped = () => {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return { typed: answer?.typed ?? loaded.usual, faults: answer?.faults ?? {}, currency: loaded.currency }
}

type TextProps = {
  readonly field: Field
  readonly label: string
  readonly note?: string
  readonly type?: 'date'
  readonly inputMode?: 'decimal' | 'numeric'
}

const Text = ({ field, label, note, type, inputMode }: TextProps) => {
  const { typed, faults } = useTyped()
  const sentences = useShell().words.vouchers.office.faults
  const fault = faults[field]
  return (
    <TextInput
      size="md"
      name={field}
      label={label}
      description={note}
      type={type ?? 'text'}
      inputMode={inputMode}
      defaultValue={typed[field]}
      maxLength={200}
      error={fault === undefined ? undefined : sentences[fault]}
    />
  )
}

const What = () => {
  const { typed, currency } = useTyped()
  const { form } = useShell().words.vouchers.office
  return (
    <Sheet title={form.what}>
      <div className={css['form']}>
        <Text field="name" label={form.name} note={form.nameNote} />
        <fieldset className={css['choices']}>
          <legend>{form.kind}</legend>
          {(['amount', 'percent'] as const).map(kind => (
            <Radio
              key={kind}
              size="md"
              name="kind"
              value={kind}
              defaultChecked={typed.kind === kind}
              label={form[kind]}
            />
          ))}
        </fieldset>
        <Text field="value" label={form.value} note={form.valueNote(currency)} inputMode="decimal" />
        <Text field="minimum" label={form.minimum} note={form.minimumNote(currency)} inputMode="decimal" />
      </div>
    </Sheet>
  )
}

const When = () => {
  const { typed } = useTyped()
  const { words } = useShell()
  const { form } = words.vouchers.office
  return (
    <Sheet title={form.when}>
      <div className={css['form']}>
        <Text field="from" label={form.from} type="date" />
        <Text field="until" label={form.until} note={form.untilNote} type="date" />
        <fieldset className={css['choices']}>
          <legend>
            {form.countries} <small>{form.countriesNote}</small>
          </legend>
          {countries.map(code => (
            <Checkbox
              key={code}
              size="md"
              name="countries"
              value={code}
              defaultChecked={typed.countries.includes(code)}
              label={words.vouchers.countries[code]}
            />
          ))}
        </fieldset>
      </div>
    </Sheet>
  )
}

const Who = () => {
  const { typed } = useTyped()
  const { form } = useShell().words.vouchers.office
  const labels = {
    newCustomersOnly: { label: form.newCustomers, description: form.newCustomersNote },
    lowersPoints: { label: form.lowersPoints, description: form.lowersPointsNote },
    forPartners: { label: form.forPartners, description: undefined },
  }
  return (
    <Sheet title={form.who}>
      <div className={css['form']}>
        {ticks.map(name => (
          <Checkbox
            key={name}
            size="md"
            name={name}
            value="yes"
            defaultChecked={typed.ticked.includes(name)}
            {...labels[name]}
          />
        ))}
        <Text field="limitPerCode" label={form.limitPerCode} note={form.limitNote} inputMode="numeric" />
        <Text field="limitInAll" label={form.limitInAll} note={form.limitNote} inputMode="numeric" />
      </div>
    </Sheet>
  )
}

export default function NewVoucherPage() {
  const { commandId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { office } = useShell().words.vouchers
  return (
    <Page title={office.form.title} lead={office.termsNote} back={{ to: addresses.vouchers, label: office.back }}>
      {answer !== undefined && <Refused>{office.form.problem}</Refused>}
      <SaveForm commandId={commandId} className={css['sheets']} save={office.form.save}>
        <What />
        <When />
        <Who />
      </SaveForm>
    </Page>
  )
}
