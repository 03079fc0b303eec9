import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { found, wordOf } from '../../ui/asked.ts'
import { shopOf } from '../asking.ts'
import { Faults, Field } from '../field.tsx'
import { PartyFacts } from './facts.tsx'
import { shopMeta, shopWordsOf, useShop } from '../shell.ts'

export const loader = async ({ params, request, context }: LoaderFunctionArgs) => ({
  party: found(await shopOf(context).parties.invitation(params['slug'] ?? '')),
  isAnswered: new URL(request.url).searchParams.has('answered'),
})

export const meta: MetaFunction<typeof loader> = asked =>
  shopMeta(asked, () => ({ title: asked.loaderData?.party.title ?? '', isIndexed: false }))

export const action = async ({ params, request, context }: ActionFunctionArgs) => {
  const { parties, language } = shopOf(context)
  const form = await request.formData()
  const [slug, name] = [params['slug'] ?? '', wordOf(form, 'name')]
  const answer = wordOf(form, 'answer') === 'not coming' ? 'not coming' : 'coming'
  const listed = await parties.answer(slug, { name, answer })
  if (listed.is === 'listed') return redirect(`/party/${encodeURIComponent(slug)}?answered`, 303)
  const fault = shopWordsOf(language).party.faults[listed.because]
  return data({ faults: { name: fault }, typed: { name } }, { status: 400 })
}

const Answer = () => {
  const answered = useActionData<typeof action>()
  const { words } = useShop()
  const text = words.party
  return (
    <form method="post" className="form" noValidate>
      <h2>{text.coming}</h2>
      <Faults answered={answered} />
      <Field name="name" label={text.name} note={text.comingNote} autoComplete="name" answered={answered} />
      <div className="ways">
        <button type="submit" name="answer" value="coming" className="button">
          {text.yes}
        </button>
        <button type="submit" name="answer" value="not coming" className="button quiet">
          {text.no}
        </button>
      </div>
    </form>
  )
}

const Ordering = () => {
  const { party } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const text = words.party
  if (party.state === 'cancelled') return <p className="note">{text.cancelled}</p>
  const note = party.state === 'planned' ? text.planned : text.over
  return (
    <>
      <p>{party.takesOrders ? text.counts : note}</p>
      <p>
        <a className="button" href="/products">
          {text.browse}
        </a>
      </p>
    </>
  )
}

/** The invitation: who comes by it orders for the party and is the partner's. */
export default function PartyPage() {
  const { party, isAnswered } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const isAsked = party.state === 'planned' || party.state === 'open'
  return (
    <div className="wrap narrow form">
      <h1>{party.title}</h1>
      <p>{words.party.at(party.hostName)}</p>
      <PartyFacts party={party} />
      <Ordering />
      {isAnswered && <p className="note">{words.party.answered}</p>}
      {isAsked && !isAnswered && <Answer />}
    </div>
  )
}
