import { data, NavLink, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, cursorOf, suspicionIdOf, voucherIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import css from '../ui/vouchers/vouchers.module.css'
import { Review } from './voucher-review.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.vouchers.office.review.title)

const stateOf = (asked: URLSearchParams): 'open' | 'decided' => (asked.get('state') === 'decided' ? 'decided' : 'open')

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { vouchers } = officeWorld({ request, context }).office
  const asked = new URL(request.url).searchParams
  const shown = { state: stateOf(asked), cursor: cursorOf(asked) }
  return { ...shown, reviews: await vouchers.reviews(shown), commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { vouchers } = officeWorld({ request, context }).office
  const form = await request.formData()
  const commandId = commandIdOf(form)
  if (wordOf(form, 'voucher') !== '') {
    await vouchers.switchCode({ commandId, voucher: voucherIdOf(wordOf(form, 'voucher')), isOn: false })
    return redirect(addresses.voucherReviews({ state: wordOf(form, 'state') }))
  }
  const review = suspicionIdOf(wordOf(form, 'review'))
  const reason = wordOf(form, 'reason')
  if (reason === '') return data({ because: 'no reason', review } as const, { status: 400 })
  const decision = wordOf(form, 'decision') === 'abuse' ? 'abuse' : 'harmless'
  const answer = await vouchers.decide({ commandId, review, decision, reason })
  if (answer.is === 'refused') return data({ because: 'already decided', review } as const, { status: 409 })
  return redirect(addresses.voucherReviews({ state: decision === 'abuse' ? 'decided' : null }))
}

const States = () => {
  const { state } = useLoaderData<typeof loader>()
  const text = useShell().words.vouchers.office.review
  const states = [
    { name: 'open', label: text.open, to: addresses.voucherReviews() },
    { name: 'decided', label: text.decided, to: addresses.voucherReviews({ state: 'decided' }) },
  ]
  return (
    <nav className={css['states']} aria-label={text.title}>
      {states.map(({ name, label, to }) => (
        <NavLink key={name} to={to} className={() => css['stateLink']!} aria-current={name === state ? 'page' : false}>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}

const Reviews = () => {
  const { reviews, state, cursor, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const query = { state: state === 'open' ? null : state }
  return (
    <>
      {reviews.rows.map(review => (
        <Review
          key={`${review.id} ${commandId}`}
          review={review}
          commandId={commandId}
          isReasonMissing={refused?.because === 'no reason' && refused.review === review.id}
        />
      ))}
      <Pager
        isFirst={cursor === null}
        next={reviews.next}
        to={cursor => addresses.voucherReviews({ ...query, cursor })}
      />
    </>
  )
}

export default function VoucherReviewsPage() {
  const { reviews, state } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { office } = useShell().words.vouchers
  const text = office.review
  const empty =
    state === 'open'
      ? { title: text.emptyTitle, text: text.emptyText }
      : { title: text.decidedEmptyTitle, text: text.decidedEmptyText }
  return (
    <Page title={text.title} lead={text.lead} back={{ to: addresses.vouchers, label: office.back }} tools={<States />}>
      {refused?.because === 'already decided' && <Refused>{text.already}</Refused>}
      {reviews.rows.length === 0 ? (
        <Sheet>
          <EmptyState {...empty} />
        </Sheet>
      ) : (
        <Reviews />
      )}
    </Page>
  )
}
