import { Button, TextInput } from '@mantine/core'
import { Form, Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { CommandId } from '../ui/command-id.tsx'
import type { ContactRef, VoucherReview } from '../ui/context.ts'
import { useShell, type Shell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from '../ui/vouchers/vouchers.module.css'

type ReviewProps = {
  readonly review: VoucherReview
  readonly commandId: string
  readonly isReasonMissing: boolean
}

/** What looked odd, in a sentence. */
const sentenceOf = ({ words, formats }: Shell, review: VoucherReview): string => {
  const { what, ownByHimself, spread } = words.vouchers.office.review
  const { kind, buyer, contacts } = review
  if (kind === 'sudden spread')
    return spread(formats.count(review.spread?.redemptions ?? 0), formats.count(review.spread?.hours ?? 0))
  const others = contacts.filter(contact => contact.id !== buyer.id).map(contact => contact.name)
  return others.length === 0 ? ownByHimself(buyer.name) : what[kind](buyer.name, others.join(', '))
}

const Named = ({ of }: { readonly of: ContactRef }) => <Link to={addresses.contact(of.id)}>{of.name}</Link>

const Evidence = ({ review }: { readonly review: VoucherReview }) => {
  const { words, formats } = useShell()
  const text = words.vouchers.office.review
  const shared = text.shared as Readonly<Record<string, string>>
  const { partner, voucher, order, boughtAt, total, discount } = review
  return (
    <dl className={css['evidence']}>
      <dt>{words.roles.customer}</dt>
      <dd>
        {[review.buyer, ...review.contacts.filter(contact => contact.id !== review.buyer.id)].map(contact => (
          <span key={contact.id} className={css['item']}>
            <Named of={contact} />
          </span>
        ))}
      </dd>
      {review.shares.length > 0 && (
        <>
          <dt>{text.shares}</dt>
          <dd>{review.shares.map(share => shared[share] ?? share).join(', ')}</dd>
        </>
      )}
      <dt>{text.code}</dt>
      <dd>
        <span className={css['code']}>{voucher.shown}</span> {partner === null ? text.ofCompany : text.of(partner.name)}
      </dd>
      <dt>{text.order}</dt>
      <dd>
        {order === null ? (
          formats.moment(boughtAt)
        ) : (
          <Link to={addresses.order(order)}>{formats.moment(boughtAt)}</Link>
        )}
        , {text.saved(formats.money(discount), formats.money(total))}
        {review.isReleased && <span className={css['item']}>{text.released}</span>}
      </dd>
    </dl>
  )
}

const Decide = ({ review, commandId, isReasonMissing }: ReviewProps) => {
  const text = useShell().words.vouchers.office.review
  return (
    <Form method="post" className={css['form']}>
      <CommandId id={commandId} />
      <input type="hidden" name="review" value={review.id} />
      <TextInput
        size="md"
        label={text.reason}
        name="reason"
        required
        withAsterisk={false}
        maxLength={200}
        error={isReasonMissing ? text.reasonMissing : undefined}
      />
      <div className={css['buttons']}>
        <Button type="submit" size="md" name="decision" value="harmless">
          {text.harmless}
        </Button>
        <Button type="submit" size="md" name="decision" value="abuse" color="red.9">
          {text.abuse}
        </Button>
      </div>
    </Form>
  )
}

const Decided = ({ review, commandId }: Omit<ReviewProps, 'isReasonMissing'>) => {
  const { words, formats } = useShell()
  const text = words.vouchers.office.review
  const { decided, voucher } = review
  if (decided === null) return null
  const word = decided.decision === 'abuse' ? text.wasAbuse : text.wasHarmless
  return (
    <div className={css['form']}>
      <p>
        <strong>{word}</strong>, {formats.moment(decided.at)}: {decided.reason}
      </p>
      {decided.decision === 'abuse' && (
        <Form method="post" className={css['switch']}>
          <CommandId id={commandId} />
          <input type="hidden" name="state" value="decided" />
          <input type="hidden" name="voucher" value={voucher.id} />
          <p>{voucher.isOn ? text.next : text.codeIsOff}</p>
          {voucher.isOn && (
            <Button type="submit" size="md" variant="default">
              {text.codeOff}
            </Button>
          )}
        </Form>
      )}
    </div>
  )
}

/** One thing that looked odd: what, with which evidence, and what somebody decided. */
export const Review = (props: ReviewProps) => {
  const shell = useShell()
  const { review } = props
  const text = shell.words.vouchers.office.review
  return (
    <Sheet title={text.kinds[review.kind]} note={shell.formats.moment(review.noticedAt)}>
      <div className={css['review']}>
        <p>{sentenceOf(shell, review)}</p>
        <Evidence review={review} />
        {review.decided === null ? <Decide {...props} /> : <Decided {...props} />}
      </div>
    </Sheet>
  )
}
