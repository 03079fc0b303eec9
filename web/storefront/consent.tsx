import { redirect, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { found, wordOf } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { shopMeta, useShop } from './shell.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.consent.title, isIndexed: false }))

export const loader = async ({ params, context }: LoaderFunctionArgs) =>
  found(await shopOf(context).consents.asked(params['token'] ?? ''))

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const token = params['token'] ?? ''
  const says = wordOf(await request.formData(), 'says')
  if (says !== 'yes' && says !== 'no') throw new Response('says', { status: 400 })
  await shopOf(context).consents.answer(token, says)
  return redirect(`/consent/${encodeURIComponent(token)}`, 303)
}

/** What a letter's link leads to: saying yes, and taking it back as easily. */
export default function ConsentPage() {
  const { state, text: said } = useLoaderData<typeof loader>()
  const text = useShop().words.consent
  const isAsked = state === 'asked'
  return (
    <div className="wrap narrow form">
      <h1>{text.title}</h1>
      <blockquote className="note">{said}</blockquote>
      <p>{text.states[state]}</p>
      <form method="post" className="ways">
        {isAsked && (
          <button type="submit" name="says" value="yes" className="button">
            {text.submit}
          </button>
        )}
        {(isAsked || state === 'given') && (
          <button type="submit" name="says" value="no" className="button quiet">
            {isAsked ? text.decline : text.withdraw}
          </button>
        )}
      </form>
    </div>
  )
}
