import { Button, TextInput } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { decimalOfCents } from '#ground/money'
import { Refused } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, found, idOf, wordOf } from '../../ui/asked.ts'
import { CommandId, newCommandId } from '../../ui/command-id.tsx'
import { deskWorld } from '../../ui/context.ts'
import { formatsOf } from '../../ui/formats.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import { changedSlip } from './changed-slip.ts'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.settle.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const { slip, party } = found(await parties.slip(idOf('slip', params['id'])))
  return { slip, party, counter: found(await parties.counter(party)), commandId: newCommandId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { parties } = deskWorld({ request, context }).desk
  const id = idOf('slip', params['id'])
  const { slip, party } = found(await parties.slip(id))
  const form = await request.formData()
  const [commandId, what] = [commandIdOf(form), wordOf(form, 'what')]
  if (what === 'drop') {
    const dropped = await parties.drop({ commandId, id, because: wordOf(form, 'because') })
    if (dropped.is === 'refused') return data({ because: dropped.because }, { status: 409 })
    return redirect(`${addresses.deskParty(party)}?done`)
  }
  const countsFor = what === 'no party' ? 'no party' : 'its party'
  const settled = await parties.settle({ commandId, id, slip: changedSlip(slip, form), countsFor })
  if (settled.is === 'refused') return data({ because: settled.because }, { status: 409 })
  return settled.slip.state === 'placed'
    ? redirect(`${addresses.deskParty(party)}?done`)
    : redirect(`${addresses.deskPartySlip(id)}?still`)
}

const isOver = (because: string) => because.startsWith('party ')

const useNames = () => {
  const { counter } = useLoaderData<typeof loader>()
  const { language } = useShell()
  const names = counter.products.flatMap(({ name, variants }) =>
    variants.map(
      variant =>
        [variant.sku, [name[language], variant.name[language]].filter(part => part !== '').join(', ')] as const,
    ),
  )
  return new Map(names)
}

const Hindrance = () => {
  const { slip, counter } = useLoaderData<typeof loader>()
  const { words, language, company } = useShell()
  const text = words.party.settle
  if (slip.because === null) return null
  const { money } = formatsOf(language, counter.currency, company.zone)
  const now = slip.because.because === 'price changed' ? ` ${text.totalNow(money(slip.because.total))}` : ''
  return <Refused>{`${text.because[slip.because.because]}${now}`}</Refused>
}

const Retry = () => {
  const { slip, commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.party.settle
  const names = useNames()
  const because = slip.because?.because ?? ''
  const total = slip.because?.because === 'price changed' ? slip.because.total : slip.total
  return (
    <Form method="post" className={css['fields']} key={commandId}>
      <CommandId id={commandId} />
      {slip.lines.map(({ sku, quantity }) => (
        <TextInput
          key={sku}
          name={`pieces ${sku}`}
          type="number"
          min={0}
          size="md"
          label={text.quantity(names.get(sku) ?? sku)}
          defaultValue={quantity}
        />
      ))}
      <TextInput name="voucher" size="md" label={text.voucher} defaultValue={slip.voucher ?? ''} maxLength={60} />
      <TextInput name="total" size="md" inputMode="decimal" label={text.total} defaultValue={decimalOfCents(total)} />
      <div className={css['step']}>
        <Button type="submit" name="what" value="retry" size="md">
          {text.retry}
        </Button>
        {isOver(because) && (
          <Button type="submit" name="what" value="no party" size="md" variant="default">
            {text.noParty}
          </Button>
        )}
      </div>
    </Form>
  )
}

const Drop = () => {
  const { commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.party.settle
  return (
    <Form method="post" className={css['line']} key={`drop ${commandId}`}>
      <CommandId id={commandId} />
      <TextInput name="because" size="md" label={text.dropReason} maxLength={200} required />
      <Button type="submit" name="what" value="drop" size="md" variant="default">
        {text.drop}
      </Button>
    </Form>
  )
}

export default function SettleSlipPage() {
  const { slip, party } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words, formats } = useShell()
  const { settle: text, counter } = words.party
  return (
    <Page
      title={slip.home?.name ?? counter.myName}
      lead={text.taken(formats.moment(slip.takenAt))}
      back={{ to: addresses.deskParty(party), label: text.back }}
    >
      {refused !== undefined && <Refused>{text.still}</Refused>}
      <Hindrance />
      <Sheet title={text.title}>
        <Retry />
      </Sheet>
      <Sheet title={text.drop}>
        <Drop />
      </Sheet>
    </Page>
  )
}
