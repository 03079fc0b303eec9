import { correction, generate } from 'lean-qr'
import { toSvgDataURL } from 'lean-qr/extras/svg'
import { useState } from 'react'
import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { dayOf, type Instant } from '#ground/period'
import { refusalOfOrder } from '#referral/party'
import { addresses } from '../../ui/addresses.ts'
import { found, idOf } from '../../ui/asked.ts'
import { deskWorld } from '../../ui/context.ts'
import { IconArrowLeft } from '../../ui/icons.ts'
import { useDays } from '../../ui/days.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import css from './counter/counter.module.css'
import { Network } from './counter/network.tsx'
import { OrderForm } from './counter/order-form.tsx'
import { TakenList } from './counter/taken-list.tsx'
import { useNow } from './counter/use-now.ts'
import { useOutbox } from './counter/use-outbox.ts'
import { useWithoutNetwork } from './counter/without-network.ts'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.party.counter.title)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { desk, viewer } = deskWorld({ request, context })
  const id = idOf('party', params['id'])
  const counter = found(await desk.parties.counter(id))
  const qr = generate(counter.party.guestsAddress, { minCorrectionLevel: correction.M })
  return { counter, partner: viewer.contactId, slips: await desk.parties.slips(id), qr: toSvgDataURL(qr) }
}

const parts = ['order', 'taken', 'qr'] as const
type Part = (typeof parts)[number]

const Qr = () => {
  const { counter, qr } = useLoaderData<typeof loader>()
  const text = useShell().words.party.counter
  return (
    <section className={css['qr']}>
      <h2>{text.qrTitle}</h2>
      <img src={qr} alt={text.qrAlt} width={260} height={260} />
      <p className={css['address']}>{counter.party.guestsAddress}</p>
      <p className={css['soft']}>{text.qrText}</p>
    </section>
  )
}

type PartsProps = { readonly shown: Part; readonly count: string; readonly show: (part: Part) => void }

const Parts = ({ shown, count, show }: PartsProps) => {
  const { parts: names } = useShell().words.party.counter
  return (
    <div className={css['parts']}>
      {parts.map(part => (
        <button key={part} type="button" aria-pressed={part === shown} onClick={() => show(part)}>
          {part === 'taken' ? names.taken(count) : names[part]}
        </button>
      ))}
    </div>
  )
}

/** Said of a party that takes no orders now, by the phone's clock: a page that was read on Thursday is used on Saturday. */
const NotOpen = ({ now }: { readonly now: Instant }) => {
  const { days } = useLoaderData<typeof loader>().counter
  const { words, company } = useShell()
  const written = useDays()
  const on = dayOf(now, company.zone)
  if (refusalOfOrder(days, { at: now, on, arrivesOn: on }) === undefined) return null
  const { closed, notYet } = words.party.counter
  const isAhead = on < days.heldOn && days.cancelledAt === null && days.closedAt === null
  return <p className={css['closed']}>{isAhead ? notYet(written(days.heldOn)) : closed}</p>
}

/** Where a partner takes orders at her party; it works without network. */
export default function CounterPage() {
  const { counter, partner, slips } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.party.counter
  const [shown, show] = useState<Part>('order')
  const { party } = counter
  const outbox = useOutbox({ party: party.id, partner }, slips)
  const isKept = useWithoutNetwork(counter)
  const now = useNow(counter.at)
  return (
    <div className={css['counter']}>
      <header className={css['head']}>
        {/* A page of its own: without network the browser shows what it kept of it. */}
        <a href={addresses.deskParty(party.id)} className={css['back']}>
          <IconArrowLeft size={20} aria-hidden />
          {text.back}
        </a>
        <h1>{party.title}</h1>
        <Network outbox={outbox} isKept={isKept} />
      </header>
      <Parts shown={shown} count={formats.count(outbox.slips.length)} show={show} />
      <main id="content">
        <NotOpen now={now} />
        {/* What is typed stays while something else is looked at. */}
        <div hidden={shown !== 'order'}>
          <OrderForm counter={counter} partner={partner} now={now} take={outbox.take} />
        </div>
        {shown === 'taken' && <TakenList slips={outbox.slips} />}
        {shown === 'qr' && <Qr />}
      </main>
    </div>
  )
}
