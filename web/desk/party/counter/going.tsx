import { NativeSelect, TextInput } from '@mantine/core'
import type { DeliveredTo, PartyCounter } from '#doors/server'
import { mostToldGuests } from '#sales/party-order'
import { isPaidLater } from '#sales/payment'
import { useShell } from '../../../ui/shell-data.ts'
import css from './counter.module.css'
import type { Way } from './slip-of.ts'

type Props = {
  readonly counter: PartyCounter
  readonly way: Way
  readonly deliveredTo: DeliveredTo
  readonly deliver: (to: DeliveredTo) => void
}

const ToldGuests = () => {
  const text = useShell().words.party.counter
  return (
    <TextInput
      name="toldGuests"
      type="number"
      min={1}
      max={mostToldGuests}
      size="md"
      label={text.toldGuests}
      description={text.toldGuestsNote}
    />
  )
}

const Voucher = () => {
  const text = useShell().words.party.counter
  return (
    <TextInput
      name="voucher"
      size="md"
      label={text.voucher}
      description={text.voucherNote}
      maxLength={60}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
    />
  )
}

/** Where the goods go, how they are paid, and by which voucher. */
export const Going = ({ counter: { reaches, payments }, way, deliveredTo, deliver }: Props) => {
  const text = useShell().words.party.counter
  const isCollective = way === 'collective'
  const goals: DeliveredTo[] = [
    ...(isCollective ? [] : (['guest'] as const)),
    ...(reaches.partner !== null || isCollective ? (['partner'] as const) : []),
    ...(reaches.host !== null ? (['host'] as const) : []),
  ]
  const ways = [...(isCollective ? [] : (['collected'] as const)), ...payments.filter(isPaidLater)]
  return (
    <fieldset className={css['fields']}>
      {isCollective && reaches.partner === null && <p className={css['closed']}>{text.noAddress}</p>}
      {isCollective && <ToldGuests />}
      <NativeSelect
        size="md"
        label={text.delivery}
        value={deliveredTo}
        onChange={({ currentTarget }) => deliver(currentTarget.value as DeliveredTo)}
        data={goals.map(value => ({ value, label: text.deliveries[value] }))}
      />
      <NativeSelect
        key={way}
        name="payment"
        size="md"
        label={text.payment}
        data={ways.map(value => ({ value, label: text.payments[value] }))}
      />
      <Voucher />
    </fieldset>
  )
}
