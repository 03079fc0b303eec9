import { Radio, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { messageRetention } from '#ground/message'
import { invoiceSetting, sellerSetting } from '#sales/invoice'
import { withdrawalSetting } from '#sales/withdrawal'
import { Done, Refused, SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from './paper.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.paper.settings.title)

const sellerFields = [
  'name',
  'street',
  'postalCode',
  'city',
  'country',
  'vatId',
  'taxNumber',
  'otherVatIds',
  'register',
  'managers',
  'email',
  'phone',
  'bank',
  'iban',
  'bic',
] as const

type SellerField = (typeof sellerFields)[number]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { invoices } = officeWorld({ request, context }).office
  const isSaved = new URL(request.url).searchParams.has('saved')
  return { ...(await invoices.settings()), isSaved, commandId: newCommandId() }
}

const sellerIn = (form: FormData) => ({
  ...(Object.fromEntries(sellerFields.map(field => [field, wordOf(form, field)])) as Record<SellerField, string>),
  country: wordOf(form, 'country').toUpperCase(),
  isSmallBusiness: form.has('isSmallBusiness'),
})

const parsed = (form: FormData) => ({
  seller: sellerSetting.shape.safeParse(sellerIn(form)),
  invoice: invoiceSetting.shape.safeParse({
    when: wordOf(form, 'when'),
    prefix: wordOf(form, 'prefix').toUpperCase(),
    isMailed: form.has('isMailed'),
  }),
  withdrawal: withdrawalSetting.shape.safeParse({
    days: Number(wordOf(form, 'days')),
    deliveryDays: Number(wordOf(form, 'deliveryDays')),
  }),
  retention: messageRetention.shape.safeParse({
    contractDays: Number(wordOf(form, 'contractDays')),
    otherDays: Number(wordOf(form, 'otherDays')),
  }),
})

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { invoices } = officeWorld({ request, context }).office
  const form = await request.formData()
  const { seller, invoice, withdrawal, retention } = parsed(form)
  if (!seller.success || !invoice.success || !withdrawal.success || !retention.success) {
    const issue = [seller, invoice, withdrawal, retention].flatMap(({ error }) => error?.issues ?? [])[0]
    return data({ wrong: String(issue?.path[0] ?? ''), seller: sellerIn(form) }, { status: 400 })
  }
  await invoices.keepSettings({
    commandId: commandIdOf(form),
    seller: seller.data,
    invoice: invoice.data,
    withdrawal: withdrawal.data,
    retention: retention.data,
  })
  return redirect(addresses.paperSettings({ saved: 'yes' }))
}

const Outcome = () => {
  const { isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const text = useShell().words.paper.settings
  if (answer !== undefined) {
    const names: Readonly<Record<string, string>> = {
      ...text.fields,
      prefix: text.prefix,
      days: text.days,
      deliveryDays: text.deliveryDays,
      contractDays: text.contractDays,
      otherDays: text.otherDays,
    }
    return (
      <Refused>
        {text.wrong(names[answer.wrong] ?? answer.wrong)} {answer.wrong === 'iban' && text.wrongIban}
      </Refused>
    )
  }
  return isSaved ? <Done>{text.saved}</Done> : null
}

const Field = ({ field }: { readonly field: SellerField }) => {
  const { seller } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const text = useShell().words.paper.settings
  const hints: Readonly<Record<string, string>> = text.hints
  return (
    <TextInput
      name={field}
      label={text.fields[field]}
      description={hints[field]}
      defaultValue={answer?.seller[field] ?? seller[field]}
      error={answer?.wrong === field && (field === 'iban' ? text.wrongIban : text.wrong(text.fields[field]))}
      size="md"
      maxLength={200}
    />
  )
}

type TickProps = { readonly name: string; readonly isOn: boolean; readonly label: string }

const Tick = ({ name, isOn, label }: TickProps) => (
  <label className={css['tick']}>
    <input type="checkbox" name={name} value="yes" defaultChecked={isOn} />
    <span>{label}</span>
  </label>
)

const SellerSheet = () => {
  const { seller } = useLoaderData<typeof loader>()
  const text = useShell().words.paper.settings
  return (
    <Sheet title={text.seller} note={text.sellerNote}>
      <div className={css['fields']}>
        {sellerFields.map(field => (
          <Field key={field} field={field} />
        ))}
      </div>
      <Tick name="isSmallBusiness" isOn={seller.isSmallBusiness} label={text.isSmallBusiness} />
    </Sheet>
  )
}

const InvoiceSheet = () => {
  const { invoice } = useLoaderData<typeof loader>()
  const text = useShell().words.paper.settings
  return (
    <Sheet title={text.invoices}>
      <fieldset className={css['choice']}>
        <legend>{text.when}</legend>
        {(['shipped', 'paid'] as const).map(value => (
          <Radio
            key={value}
            name="when"
            value={value}
            defaultChecked={invoice.when === value}
            label={text.whens[value]}
            size="md"
          />
        ))}
      </fieldset>
      <div className={css['form']}>
        <TextInput
          name="prefix"
          label={text.prefix}
          description={text.prefixHint}
          defaultValue={invoice.prefix}
          size="md"
          maxLength={8}
        />
        <Tick name="isMailed" isOn={invoice.isMailed} label={text.isMailed} />
      </div>
    </Sheet>
  )
}

type DaysProps = {
  readonly name: 'days' | 'deliveryDays' | 'contractDays' | 'otherDays'
  readonly kept: number
  readonly limits: readonly [least: number, most: number]
  readonly hint?: string
}

const Days = ({ name, kept, limits: [min, max], hint }: DaysProps) => {
  const text = useShell().words.paper.settings
  const numbers = { type: 'number', inputMode: 'numeric', min, max } as const
  return <TextInput {...numbers} name={name} label={text[name]} description={hint} defaultValue={kept} size="md" />
}

const RetentionSheet = () => {
  const { retention } = useLoaderData<typeof loader>()
  const text = useShell().words.paper.settings
  return (
    <Sheet title={text.retention} note={text.retentionNote}>
      <div className={css['form']}>
        <Days name="contractDays" kept={retention.contractDays} limits={[30, 36_500]} hint={text.contractDaysHint} />
        <Days name="otherDays" kept={retention.otherDays} limits={[7, 36_500]} hint={text.otherDaysHint} />
      </div>
    </Sheet>
  )
}

const WithdrawalSheet = () => {
  const { withdrawal } = useLoaderData<typeof loader>()
  const text = useShell().words.paper.settings
  return (
    <Sheet title={text.withdrawals}>
      <div className={css['form']}>
        <Days name="days" kept={withdrawal.days} limits={[14, 365]} />
        <Days name="deliveryDays" kept={withdrawal.deliveryDays} limits={[0, 60]} hint={text.deliveryDaysHint} />
      </div>
    </Sheet>
  )
}

export default function PaperSettingsPage() {
  const { commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.paper.settings
  return (
    <Page title={text.title} back={{ to: '/settings', label: text.back }}>
      <Outcome />
      <SaveForm commandId={commandId} className={css['sheets']} save={text.save}>
        <SellerSheet />
        <InvoiceSheet />
        <WithdrawalSheet />
        <RetentionSheet />
      </SaveForm>
    </Page>
  )
}
