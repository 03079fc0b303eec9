import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { found, wordOf } from '../../ui/asked.ts'
import { shopOf } from '../asking.ts'
import { Faults, Field } from '../field.tsx'
import { HostReward } from './reward.tsx'
import { PartyFacts } from './facts.tsx'
import { shopMeta, shopWordsOf, useShop } from '../shell.ts'

export const loader = async ({ params, request, context }: LoaderFunctionArgs) => ({
  party: found(await shopOf(context).parties.host(params['slug'] ?? '')),
  isAdded: new URL(request.url).searchParams.has('added'),
})

export const meta: MetaFunction<typeof loader> = asked =>
  shopMeta(asked, ({ words }) => ({
    title: words.host.title(asked.loaderData?.party.title ?? ''),
    isIndexed: false,
  }))

export const action = async ({ params, request, context }: ActionFunctionArgs) => {
  const { parties, language } = shopOf(context)
  const [slug, name] = [params['slug'] ?? '', wordOf(await request.formData(), 'name')]
  const listed = await parties.hostListsGuest(slug, name)
  if (listed.is === 'listed') return redirect(`/host/${encodeURIComponent(slug)}?added`, 303)
  const fault = shopWordsOf(language).party.faults[listed.because]
  return data({ faults: { name: fault }, typed: { name } }, { status: 400 })
}

const Guests = () => {
  const { party, isAdded } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { words } = useShop()
  const text = words.host
  return (
    <section>
      <h2>{text.guests}</h2>
      {isAdded && <p className="note">{text.added}</p>}
      {party.guests.length === 0 && <p>{text.nobody}</p>}
      <ul className="guests">
        {party.guests.map(({ name, answer }, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- two guests may have one name, and nothing else is told of them
          <li key={`${place} ${name}`}>
            <span>{name}</span> <small>{text.answers[answer]}</small>
          </li>
        ))}
      </ul>
      <form method="post" className="form" noValidate>
        <Faults answered={answered} />
        <Field name="name" label={text.name} answered={answered} />
        <button type="submit" className="button">
          {text.add}
        </button>
      </form>
    </section>
  )
}

/** The host's own page: who comes and what she gets; neither orders nor addresses. */
export default function HostPage() {
  const { party } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const text = words.host
  return (
    <div className="wrap narrow form">
      <h1>{text.title(party.title)}</h1>
      <p className="fine">{text.lead}</p>
      <PartyFacts party={party} />
      <HostReward reward={party.reward} />
      <Guests />
      <section>
        <h2>{text.invitation}</h2>
        <p>
          <a href={party.guestsAddress}>{party.guestsAddress}</a>
        </p>
      </section>
    </div>
  )
}
