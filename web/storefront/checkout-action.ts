import { data, redirect, type ActionFunctionArgs } from 'react-router'
import { faultsOf } from '#sales/checkout'
import { cents, type Cents } from '#ground/money'
import type { Ordered, ShopWorld } from '#doors/server'
import { wordOf } from '../ui/asked.ts'
import { minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { faultsIn, orderingIn, typedIn, type CheckoutAnswer } from './checkout-form.ts'
import { chosenCredit } from './credit-choice.ts'
import { shopWordsOf } from './shell.ts'

const usableCredit = async ({ checkout }: Pick<ShopWorld, 'checkout'>, total: Cents): Promise<Cents> =>
  Math.min(await checkout.credit(), total) as Cents

type Refused = Extract<Ordered, { is: 'refused' }>

/** Places the order and shows its page; or the form again, with what was wrong and all that was typed. */
export const checkoutAction = async ({ request, context }: ActionFunctionArgs) => {
  const shop = shopOf(context)
  const form = await request.formData()
  const words = shopWordsOf(shop.language)
  const again = (answer: Partial<CheckoutAnswer>, init: { readonly status: number } = { status: 400 }) =>
    data<CheckoutAnswer>(
      {
        faults: {},
        problem: null,
        credit: null,
        ...answer,
        typed: typedIn(form),
        commandId: wordOf(form, 'commandId'),
      },
      init,
    )
  const ordering = orderingIn(form, shop)
  const chosen = chosenCredit(form, await usableCredit(shop, ordering.total))
  if (chosen.is === 'refused') return again({ faults: { creditAmount: words.checkout.credit.fault } })
  const credit = chosen.amount
  if (wordOf(form, 'do') === 'credit') return again({ credit }, { status: 200 })
  if (chosen.isNew && form.has('creditSeen')) return again({ credit, problem: words.checkout.fault.changed })
  const used = form.has('creditSeen') ? credit : cents(0)
  const isAllPaid = used > 0 && used === ordering.total
  const payment = isAllPaid ? (await shop.checkout.payments())[0] : ordering.payment
  if (payment === undefined) {
    const faults = faultsIn(faultsOf(ordering), words)
    return again({ credit, faults: { ...faults, payment: words.checkout.fault.payment } })
  }
  // A code the cart said no to already takes no part: the sum that was shown is without it.
  if ((await shop.cart.view())?.code?.is === 'refused') await shop.cart.dropCode()
  const ordered = await shop.checkout.order({ ...ordering, payment, credit: used })
  if (ordered.is === 'placed')
    return redirect(`/orders/${ordered.token}${ordered.mustPayNow ? '?pay' : '?thanks'}`, 303)
  if (ordered.because === 'form') return again({ credit, faults: faultsIn(ordered.faults, words) })
  if (ordered.because === 'cart is empty') return redirect('/cart', 303)
  if (ordered.because === 'too many attempts')
    return again({ credit, problem: words.login.tooMany(minutesUntil(ordered)) }, tooManyAnswer(ordered))
  if (ordered.because === 'voucher') await shop.cart.dropCode()
  return again({ credit, problem: problemOf(ordered.because, words.checkout.fault) })
}

type Problem = Exclude<Refused['because'], 'form' | 'cart is empty' | 'too many attempts'>

const problemOf = (because: Problem, text: ReturnType<typeof shopWordsOf>['checkout']['fault']): string => {
  if (because === 'voucher') return text.voucher
  if (because === 'price changed' || because === 'credit changed') return text.changed
  if (because === 'out of stock' || because === 'not sold') return text.short
  return because === 'payment not offered' ? text.payment : text.failed
}
