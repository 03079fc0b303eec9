import { redirect, useActionData } from 'react-router'
import type { ActionFunctionArgs, MetaFunction } from 'react-router'
import { shopOf } from './asking.ts'
import { shopMeta, useShop } from './shell.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.confirm.title, isIndexed: false }))

/** A mail program that opens links by itself confirms nothing: that takes a click. */
export const action = async ({ params, context }: ActionFunctionArgs) => {
  const isConfirmed = await shopOf(context).account.confirm(params['word'] ?? '')
  return isConfirmed ? redirect('/login?confirmed', 303) : { is: 'stale' as const }
}

export default function ConfirmPage() {
  const answer = useActionData<typeof action>()
  const { words } = useShop()
  const text = words.confirm
  if (answer !== undefined)
    return (
      <div className="wrap narrow lost">
        <h1>{text.stale}</h1>
        <p>{text.staleText}</p>
        <p>
          <a className="button" href="/login">
            {words.login.title}
          </a>
        </p>
      </div>
    )
  return (
    <div className="wrap narrow lost">
      <h1>{text.title}</h1>
      <p>{text.text}</p>
      <form method="post">
        <button type="submit" className="button">
          {text.submit}
        </button>
      </form>
    </div>
  )
}
