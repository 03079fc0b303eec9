import { data, redirect, type ActionFunctionArgs } from 'react-router'
import { faultsOf } from '#sales/checkout'
import type { Ordered } from '#doors/server'
import { wordOf } from '../ui/asked.ts'
import { minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { faultsIn, orderingIn, typedIn, type CheckoutAnswer } from './checkout-form.ts'
import { shopWordsOf } from './shell.ts'

type Refused = Extract<Ordered, { is: 'refused' }>

/** Places the order and shows its page; or the form again, with what was wrong and all that was typed. */
export const checkoutAction = async ({ request, context }: ActionFunctionArgs) => {
  const shop = shopOf(context)
  const form = await request.formData()
  const words = shopWordsOf(shop.language)
  const again = (answer: Partial<CheckoutAnswer>, init: { readonly status: number } = { status: 400 }) =>
    data<CheckoutAnswer>(
      { faults: {}, problem: null, ...answer, typed: typedIn(form), commandId: wordOf(form, 'commandId') },
      init,
    )
  const ordering = orderingIn(form, shop)
  const { payment } = ordering
  if (payment === undefined) {
    const faults = faultsIn(faultsOf(ordering), words)
    return again({ faults: { ...faults, payment: words.checkout.fault.payment } })
  }
  // A code the cart said no to already takes no part: the sum that was shown is without it.
  if ((await shop.cart.view())?.code?.is === 'refused') await shop.cart.dropCode()
  const ordered = await shop.checkout.order({ ...ordering, payment })
  if (ordered.is === 'placed')
    return redirect(`/orders/${ordered.token}${ordered.mustPayNow ? '?pay' : '?thanks'}`, 303)
  if (ordered.because === 'form') return again({ faults: faultsIn(ordered.faults, words) })
  if (ordered.because === 'cart is empty') return redirect('/cart', 303)
  if (ordered.because === 'too many attempts')
    return again({ problem: words.login.tooMany(minutesUntil(ordered)) }, tooManyAnswer(ordered))
  if (ordered.because === 'voucher') await shop.cart.dropCode()
  return again({ problem: problemOf(ordered.because, words.checkout.fault) })
}

type Problem = Exclude<Refused['because'], 'form' | 'cart is empty' | 'too many attempts'>

const problemOf = (because: Problem, text: ReturnType<typeof shopWordsOf>['checkout']['fault']): string => {
  if (because === 'voucher') return text.voucher
  if (because === 'price changed') return text.changed
  if (because === 'out of stock' || because === 'not sold') return text.short
  return because === 'payment not offered' ? text.payment : text.failed
}
