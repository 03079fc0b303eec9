import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import { isPaidLater } from '#sales/payment'
import type { DeliveredTo, PartyCounter, SlipView } from '#doors/server'
import { CommandId } from '../../../ui/command-id.tsx'
import { formatsOf } from '../../../ui/formats.ts'
import { useShell } from '../../../ui/shell-data.ts'
import css from '../party.module.css'
import { SlipGuest } from './guest.tsx'
import { isOfParty, useNameOf } from './hindrance.tsx'

type Props = { readonly slip: SlipView; readonly counter: PartyCounter }

/** As many as there are; nothing else of a slip is changed but by the partner. */
const piecesOf = ({ because }: SlipView, { sku, quantity }: SlipView['lines'][number]): number => {
  const isShort = because?.because === 'out of stock' || because?.because === 'not sold'
  return isShort && because.sku === sku ? Math.min(quantity, because.left) : quantity
}

const Pieces = ({ slip, counter }: Props) => {
  const { words, formats } = useShell()
  const text = words.party.settle
  const nameOf = useNameOf(counter)
  return slip.lines.map(line => (
    <TextInput
      key={line.sku}
      name={`pieces ${line.sku}`}
      type="number"
      inputMode="numeric"
      min={0}
      size="md"
      label={text.quantity(nameOf(line.sku))}
      description={piecesOf(slip, line) === line.quantity ? undefined : text.wanted(formats.count(line.quantity))}
      defaultValue={piecesOf(slip, line)}
    />
  ))
}

const deliveryFaults = new Set<string>(['no address', 'not delivered there', 'not for a collective order'])
const paymentFaults = new Set<string>(['payment not offered', 'not for a collective order'])

const Going = ({ slip, counter: { reaches, payments } }: Props) => {
  const { deliveries, payments: names, delivery, payment } = useShell().words.party.counter
  const because = slip.because?.because ?? ''
  const isCollective = slip.way === 'collective'
  const goals = (['guest', 'partner', 'host'] as const).filter(to =>
    to === 'guest' ? !isCollective : reaches[to] !== null || to === slip.deliveredTo,
  )
  const ways = [...(isCollective ? [] : (['collected'] as const)), ...payments.filter(isPaidLater)]
  const option = (value: DeliveredTo) => ({ value, label: deliveries[value] })
  return (
    <>
      {deliveryFaults.has(because) && (
        <NativeSelect
          name="deliveredTo"
          size="md"
          label={delivery}
          defaultValue={slip.deliveredTo}
          data={goals.map(option)}
        />
      )}
      {paymentFaults.has(because) && (
        <NativeSelect
          name="payment"
          size="md"
          label={payment}
          defaultValue={slip.payment}
          data={ways.map(value => ({ value, label: names[value] }))}
        />
      )}
    </>
  )
}

const guestFaults = new Set<string>(['form', 'guest unnamed', 'not delivered there'])

const Buttons = ({ slip }: Pick<Props, 'slip'>) => {
  const { words, language, company } = useShell()
  const text = words.party.settle
  const { money } = formatsOf(language, slip.currency, company.zone)
  const { because } = slip
  const ofParty = isOfParty(slip)
  const again = because?.because === 'price changed' ? text.placeAt(money(because.total)) : text.retry
  return (
    <div className={css['step']}>
      <Button type="submit" name="what" value="retry" size="md" variant={ofParty ? 'default' : 'filled'}>
        {again}
      </Button>
      {ofParty && (
        <Button type="submit" name="what" value="no party" size="md">
          {text.noParty}
        </Button>
      )}
    </div>
  )
}

/** Tries again: with what is left, at the new sum, without the voucher, for the guest as she is written now. */
export const Retry = ({ slip, counter, commandId }: Props & { readonly commandId: string }) => {
  const text = useShell().words.party.settle
  const { because } = slip
  const agreed = because?.because === 'price changed' ? because.total : slip.total
  return (
    <Form method="post" className={css['fields']} key={commandId}>
      <CommandId id={commandId} />
      <input type="hidden" name="total" value={agreed} />
      {slip.way === 'for guest' && guestFaults.has(because?.because ?? '') && <SlipGuest slip={slip} />}
      <Pieces slip={slip} counter={counter} />
      <TextInput
        name="voucher"
        size="md"
        label={text.voucher}
        description={because?.because === 'voucher' ? text.withoutVoucher : undefined}
        defaultValue={because?.because === 'voucher' ? '' : (slip.voucher ?? '')}
        maxLength={60}
        autoComplete="off"
      />
      <Going slip={slip} counter={counter} />
      <p className={css['soft']}>{text.sumNote}</p>
      <Buttons slip={slip} />
    </Form>
  )
}
