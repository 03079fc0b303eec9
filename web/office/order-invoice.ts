import { redirect, type ActionFunctionArgs } from 'react-router'
import { addresses, withQuery } from '../ui/addresses.ts'
import { commandIdOf, orderIdOf } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'

export const loader = () => {
  throw new Response(null, { status: 404 })
}

/** Writes the invoice of an order; the order's page tells what came of it. */
export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { invoices } = officeWorld({ request, context }).office
  const order = orderIdOf(params['id'])
  const answer = await invoices.write({ commandId: commandIdOf(await request.formData()), order })
  const refused = answer.is === 'refused' ? answer.because : null
  return redirect(`${withQuery(addresses.order(order), { invoice: refused })}#invoices`)
}
