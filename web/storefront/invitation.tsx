import { useActionData, type ActionFunctionArgs, type MetaFunction } from 'react-router'
import { shopOf } from './asking.ts'
import { shopMeta, useShop } from './shell.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.invited.confirm, isIndexed: false }))

/** A mail program that opens links by itself confirms nothing: that takes a click. */
export const action = async ({ params, context }: ActionFunctionArgs) => ({
  is: await shopOf(context).invitation.confirm(params['token'] ?? ''),
})

export default function InvitationPage() {
  const answer = useActionData<typeof action>()
  const { words } = useShop()
  const text = words.invited
  return (
    <div className="wrap narrow lost">
      <h1>{text.confirm}</h1>
      {answer === undefined ? (
        <form method="post">
          <button type="submit" className="button">
            {text.yes}
          </button>
        </form>
      ) : (
        <>
          <p>{answer.is === 'registered' ? text.registered : text.over}</p>
          <p>
            <a className="button" href="/">
              {words.order.again}
            </a>
          </p>
        </>
      )}
    </div>
  )
}
