import { data, redirect, type ActionFunctionArgs } from 'react-router'
import type { Put, ShopWorld } from '#doors/server'
import { wordOf } from '../ui/asked.ts'
import { minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { shopWordsOf } from './shell.ts'

type Shop = Pick<ShopWorld, 'cart' | 'language'>

const quantityIn = (form: FormData): number => {
  const text = wordOf(form, 'quantity')
  if (!/^\d{1,3}$/u.test(text)) throw new Response('quantity', { status: 400 })
  return Number(text)
}

const afterPut = (put: Put, sku: string) => {
  if (put.is === 'done') return redirect(`/cart?added=${encodeURIComponent(sku)}`, 303)
  if (put.because === 'unknown article') throw new Response(null, { status: 404 })
  return redirect(`/cart?left=${put.left}`, 303)
}

const enter = async ({ cart, language }: Shop, form: FormData) => {
  const code = wordOf(form, 'code')
  const entered = code === '' ? undefined : await cart.enterCode(code)
  if (entered?.is !== 'refused') return redirect('/cart#code', 303)
  const problem = shopWordsOf(language).login.tooMany(minutesUntil(entered))
  return data({ code, problem }, tooManyAnswer(entered))
}

type Answer = ReturnType<typeof redirect> | Awaited<ReturnType<typeof enter>>

const tasks: Readonly<Record<string, (shop: Shop, form: FormData) => Promise<Answer>>> = {
  'put in': async ({ cart }, form) => {
    const sku = wordOf(form, 'sku')
    return afterPut(
      await cart.putIn({ sku, quantity: Math.max(1, quantityIn(form)), commandId: wordOf(form, 'commandId') }),
      sku,
    )
  },
  set: async ({ cart }, form) => {
    const put = await cart.set({ sku: wordOf(form, 'sku'), quantity: quantityIn(form) })
    return redirect(put.is === 'refused' && 'left' in put ? `/cart?left=${put.left}` : '/cart', 303)
  },
  code: enter,
  'drop code': async ({ cart }) => {
    await cart.dropCode()
    return redirect('/cart', 303)
  },
}

/** What the forms of the shop do to the cart. @throws a 400 for a form that is none of ours. */
export const cartAction = async ({ request, context }: ActionFunctionArgs): Promise<Answer> => {
  const form = await request.formData()
  const asked = wordOf(form, 'do')
  const task = Object.hasOwn(tasks, asked) ? tasks[asked] : undefined
  if (task === undefined) throw new Response('do', { status: 400 })
  return task(shopOf(context), form)
}
