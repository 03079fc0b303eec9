import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found, templateIdOf, voucherIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type OfficeVouchers, type TemplateId } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { CodeFigures } from '../ui/vouchers/figures.tsx'
import { codeAsked, MakeCode } from '../ui/vouchers/make-code.tsx'
import { SwitchForm } from '../ui/vouchers/switch-form.tsx'
import { StateBadge, Terms } from '../ui/vouchers/terms.tsx'
import css from '../ui/vouchers/vouchers.module.css'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, () => (loaderData as { template?: { name: string } } | undefined)?.template?.name ?? '')

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { vouchers } = officeWorld({ request, context }).office
  return { ...found(await vouchers.template(templateIdOf(params['id']))), commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { vouchers } = officeWorld({ request, context }).office
  const form = await request.formData()
  const template = templateIdOf(params['id'])
  if (wordOf(form, 'switch') !== '') {
    await switched(vouchers, template, form)
    return redirect(addresses.voucherTemplate(template))
  }
  const asked = codeAsked(form)
  const made = await vouchers.make({ commandId: commandIdOf(form), ...asked })
  if (made.is === 'refused') return data({ because: made.because, wording: asked.wording }, { status: 409 })
  return redirect(addresses.voucherTemplate(template))
}

/** The template itself, or one of its codes. */
const switched = async (vouchers: OfficeVouchers, template: TemplateId, form: FormData): Promise<void> => {
  const command = { commandId: commandIdOf(form), isOn: wordOf(form, 'switch') === 'on' }
  const voucher = wordOf(form, 'voucher')
  await (voucher === ''
    ? vouchers.switchTemplate({ ...command, template })
    : vouchers.switchCode({ ...command, voucher: voucherIdOf(voucher) }))
}

const Promised = () => {
  const { template, commandId } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const { office, terms } = words.vouchers
  const limits = [
    ...(template.limitPerCode === null
      ? []
      : [terms.perCode(template.limitPerCode, formats.count(template.limitPerCode))]),
    ...(template.limitInAll === null ? [] : [terms.inAll(template.limitInAll, formats.count(template.limitInAll))]),
  ]
  return (
    <Sheet title={office.terms} tools={<StateBadge state={template.state} />} note={office.termsNote}>
      <div className={css['form']}>
        <Terms of={template} />
        {limits.length > 0 && <p>{limits.join(' · ')}</p>}
        <p>{template.forPartners ? office.forPartners : office.forCompany}</p>
        <SwitchForm
          isOn={template.state !== 'off'}
          commandId={commandId}
          note={template.state === 'off' ? office.offNote : office.onNote}
        />
      </div>
    </Sheet>
  )
}

const OwnCodes = () => {
  const { template, codes, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { office, desk } = useShell().words.vouchers
  const mayMake = template.state === 'on' || template.state === 'not yet'
  return (
    <Sheet title={office.own} note={office.ownNote}>
      {mayMake && <MakeCode templates={[template]} commandId={commandId} refused={refused} />}
      {codes.length === 0 && <p className={css['none']}>{office.ownEmpty}</p>}
      {codes.map(code => (
        <div key={code.id} className={css['one']}>
          <p>
            <span className={css['code']}>{code.shown}</span> <a href={code.link}>{code.link}</a>
          </p>
          <CodeFigures of={code} />
          <SwitchForm
            isOn={code.isOn}
            commandId={commandId}
            voucher={code.id}
            note={code.isOn ? desk.onNote : office.offNote}
          />
        </div>
      ))}
    </Sheet>
  )
}

export default function VoucherTemplatePage() {
  const { template } = useLoaderData<typeof loader>()
  const { office } = useShell().words.vouchers
  return (
    <Page title={template.name} back={{ to: addresses.vouchers, label: office.back }}>
      <Promised />
      <OwnCodes />
    </Page>
  )
}
