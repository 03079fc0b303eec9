import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { wordOf } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { NameFields } from './address-fields.tsx'
import { Field, Faults } from './field.tsx'
import { peopleFaults } from './people-faults.ts'
import { personalDataIn } from './personal.ts'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.invited.title, isIndexed: false }))

export const loader = ({ request }: LoaderFunctionArgs) => ({ sent: new URL(request.url).searchParams.has('sent') })

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const { invitation, language } = shopOf(context)
  const words = shopWordsOf(language)
  const form = await request.formData()
  const personal = { ...personalDataIn(form), email: wordOf(form, 'email') }
  const slug = params['slug'] ?? ''
  const faults = peopleFaults(personal, words)
  if (Object.keys(faults).length > 0) return data({ faults, typed: personal }, { status: 400 })
  if (await invitation.answer(slug, personal)) return redirect(`/invited/${encodeURIComponent(slug)}?sent`, 303)
  return data({ faults: { email: words.invited.over }, typed: personal }, { status: 400 })
}

export default function InvitedPage() {
  const { sent } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { words } = useShop()
  if (sent)
    return (
      <div className="wrap narrow lost">
        <h1>{words.register.sent}</h1>
        <p>{words.invited.sent}</p>
      </div>
    )
  return (
    <div className="wrap narrow form">
      <h1>{words.invited.title}</h1>
      <p>{words.invited.lead}</p>
      <form method="post" className="form" noValidate>
        <Faults answered={answered} />
        <div className="fields">
          <NameFields answered={answered} data={{}} />
          <Field name="email" type="email" label={words.checkout.email} autoComplete="email" answered={answered} />
        </div>
        <button type="submit" className="button">
          {words.register.submit}
        </button>
      </form>
    </div>
  )
}
