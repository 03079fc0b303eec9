import { Button } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { ContactId, DeliveredTo, PartyCounter } from '#doors/server'
import { formatsOf } from '../../../ui/formats.ts'
import { useShell } from '../../../ui/shell-data.ts'
import { Articles } from './articles.tsx'
import { articlesOf, currencyOf, saleOf, totalOf, type Pieces } from './basket.ts'
import css from './counter.module.css'
import { Going } from './going.tsx'
import { GuestFields } from './guest-fields.tsx'
import type { KeptSlip } from './outbox.ts'
import { slipOf, type Way } from './slip-of.ts'

type FormProps = {
  readonly counter: PartyCounter
  readonly partner: ContactId
  /** By the phone's clock. */
  readonly now: Instant
  readonly take: (slip: KeptSlip) => Promise<void>
}

const ways: readonly Way[] = ['for guest', 'collective']

type WayProps = { readonly way: Way; readonly choose: (way: Way) => void; readonly rules: PartyCounter['rules'] }

const WayChoice = ({ way, choose, rules: { collectivePrices } }: WayProps) => {
  const text = useShell().words.party.counter
  const id = useId()
  return (
    <fieldset className={css['ways']}>
      <legend>{text.way}</legend>
      {ways.map(each => (
        <label key={each} data-chosen={each === way}>
          <input
            type="radio"
            name="way"
            value={each}
            checked={each === way}
            onChange={() => choose(each)}
            aria-describedby={`${id}-${each.replace(' ', '-')}`}
          />
          <span className={css['wayName']}>{text.ways[each]}</span>
          <span className={css['soft']} id={`${id}-${each.replace(' ', '-')}`}>
            {text.meaning[each]}
            {each === 'collective' && ` ${text.collectivePrices[collectivePrices]}`}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const wayOf = (way: Way): DeliveredTo => (way === 'collective' ? 'partner' : 'guest')

type Asking = { readonly language: 'de' | 'en'; readonly now: Instant }

/** What is chosen so far, and what it comes to. */
const useOrder = (counter: PartyCounter, { language, now: at }: Asking) => {
  const [way, setWay] = useState<Way>('for guest')
  const [pieces, setPieces] = useState<Pieces>({})
  const [country, setCountry] = useState<string>(counter.country)
  const [deliveredTo, deliver] = useState<DeliveredTo>(wayOf(way))
  const choose = (chosen: Way) => {
    setWay(chosen)
    deliver(wayOf(chosen))
  }
  const sale = saleOf(counter, { way, deliveredTo, country })
  const articles = articlesOf(counter, { ...sale, at, language }, pieces)
  const { goods, shipping } = totalOf(counter, articles, { pieces, sale })
  const isEmpty = Object.keys(pieces).length === 0
  const total = (goods + (isEmpty ? 0 : (shipping ?? 0))) as Cents
  const chosen = { way, pieces, deliveredTo, total, language }
  const found = { articles, sale, currency: currencyOf(sale), isEmpty, shipping }
  return { chosen, ...found, country, choose, setPieces, setCountry, deliver }
}

type Order = ReturnType<typeof useOrder>

type BarProps = { readonly order: Order; readonly told: string; readonly money: (amount: Cents) => string }

/** Where the thumb is: what it comes to, and the button. */
const Bar = ({ order: { chosen, sale, isEmpty, shipping }, told, money }: BarProps) => {
  const text = useShell().words.party.counter
  const withShipping = shipping === 0 ? text.noShipping : text.shipping(money(shipping ?? chosen.total))
  const note = shipping === undefined ? text.notSent : `${text.prices[sale.group]} ${withShipping}`
  return (
    <div className={css['bar']}>
      <output className={css['told']}>{told}</output>
      <p className={css['total']}>
        <strong className="number">{money(chosen.total)}</strong>
        <span>{isEmpty ? '' : note}</span>
      </p>
      <Button type="submit" size="lg" disabled={shipping === undefined}>
        {text.take}
      </Button>
    </div>
  )
}

/** Takes the order down; what is told of it, and whether it is being kept. */
const useTaking = (order: Order, { counter, partner, take }: FormProps) => {
  const text = useShell().words.party.counter
  const [told, tell] = useState('')
  const [isKeeping, setKeeping] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (order.isEmpty) return tell(text.empty)
    const form = event.currentTarget
    const slip = slipOf(new FormData(form), order.chosen)
    const guestName = slip.home?.name ?? ''
    const { currency } = order
    const named = { commandId: crypto.randomUUID(), partner, party: counter.party.id, guestName, currency }
    // Nothing can be typed until it is kept: the form is emptied then, and only then.
    setKeeping(true)
    const isKept = await take({ ...named, slip, takenAt: Date.now() as Instant, answer: null, refused: null }).then(
      () => true,
      () => false,
    )
    setKeeping(false)
    if (!isKept) return tell(text.notKept)
    form.reset()
    order.setPieces({})
    return tell(text.taken(guestName === '' ? text.myName : guestName))
  }
  return { told, isKeeping, submit }
}

/** One order, for a guest or in the partner's own name. */
export const OrderForm = (props: FormProps) => {
  const { counter, now } = props
  const { language, company } = useShell()
  const order = useOrder(counter, { language, now })
  const { told, isKeeping, submit } = useTaking(order, props)
  const { chosen, articles, country, currency } = order
  const { money } = formatsOf(language, currency, company.zone)
  return (
    <form onSubmit={event => void submit(event)} className={css['form']} inert={isKeeping}>
      <WayChoice way={chosen.way} choose={order.choose} rules={counter.rules} />
      {chosen.way === 'for guest' && <GuestFields counter={counter} country={country} goTo={order.setCountry} />}
      <Articles
        articles={articles}
        group={order.sale.group}
        pieces={chosen.pieces}
        change={order.setPieces}
        money={money}
      />
      <Going counter={counter} way={chosen.way} deliveredTo={chosen.deliveredTo} deliver={order.deliver} />
      <Bar order={order} told={told} money={money} />
    </form>
  )
}
