import { useActionData, useLoaderData } from 'react-router'
import { negative, sum, type Cents } from '#ground/money'
import type { ShopCart } from '#doors/server'
import type { checkoutAction } from './checkout-action.ts'
import { choiceOf } from './credit-choice.ts'
import { useShop } from './shell.ts'

type Loaded = { readonly cart: { readonly totals: NonNullable<ShopCart['totals']> }; readonly credit: Cents }

/** What of the credit can pay for the order, and what the form says of it now. */
export const useCreditChosen = () => {
  const { cart, credit } = useLoaderData() as Loaded
  const answered = useActionData<typeof checkoutAction>()
  const usable = Math.min(credit, cart.totals.total) as Cents
  const chosen = Math.min(answered?.credit ?? usable, usable) as Cents
  const typed = answered?.typed
  // The choice whose sum is shown; a choice with a fault has none.
  const shownFor = answered?.credit === null ? '' : choiceOf(typed ?? {})
  return { credit, usable, chosen, left: sum([cart.totals.total, negative(chosen)]), typed, shownFor }
}

type ChoiceProps = { readonly use: string; readonly label: string; readonly isChosen: boolean }

const Choice = ({ use, label, isChosen }: ChoiceProps) => (
  <label className="choice">
    <input type="radio" name="creditUse" id={`credit-${use}`} value={use} defaultChecked={isChosen} />
    <span>{label}</span>
  </label>
)

const Amount = () => {
  const answered = useActionData<typeof checkoutAction>()
  const text = useShop().words.checkout.credit
  const fault = answered?.faults.creditAmount
  return (
    <div className="fields only-some">
      <div className="field third">
        <label htmlFor="creditAmount">{text.amount}</label>
        <input
          id="creditAmount"
          name="creditAmount"
          inputMode="decimal"
          maxLength={12}
          defaultValue={answered?.typed.creditAmount ?? ''}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : 'creditAmount-fault'}
        />
        {fault !== undefined && (
          <span className="wrong" id="creditAmount-fault">
            {fault}
          </span>
        )}
      </div>
    </div>
  )
}

/** A buyer's credit: all of it, a part, or another time. The sum follows when the form is sent. */
export const CreditPart = () => {
  const { credit, usable, chosen, typed, shownFor } = useCreditChosen()
  const { words, formats } = useShop()
  const text = words.checkout.credit
  if (usable === 0) return null
  const use = typed?.creditUse || 'all'
  return (
    <fieldset className="part credit">
      <legend className="unseen">{text.title}</legend>
      <h2 aria-hidden>{text.title}</h2>
      <p>{text.lead(formats.money(credit))}</p>
      <Choice use="all" label={text.all(formats.money(usable))} isChosen={use === 'all'} />
      <Choice use="some" label={text.some} isChosen={use === 'some'} />
      <Amount />
      <Choice use="none" label={text.none} isChosen={use === 'none'} />
      <input type="hidden" name="creditFor" value={shownFor} />
      <input type="hidden" name="creditSeen" value={chosen} />
      <button type="submit" className="button quiet" name="do" value="credit">
        {text.apply}
      </button>
    </fieldset>
  )
}

type SumsProps = {
  readonly credit: string
  readonly left: string
  /** Of an order that was placed, nothing need be left to pay. */
  readonly isPlaced?: boolean
}

/** What credit pays of the sum, and what is left for money. */
export const CreditSums = ({ credit, left, isPlaced = false }: SumsProps) => {
  const { words } = useShop()
  return (
    <dl className="sums">
      <div>
        <dt>{words.checkout.credit.paid}</dt>
        <dd>−{credit}</dd>
      </div>
      <div className="total">
        <dt>{isPlaced ? words.checkout.credit.inMoney : words.checkout.credit.left}</dt>
        <dd>{left}</dd>
      </div>
    </dl>
  )
}
