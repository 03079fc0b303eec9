import { Button, TextInput } from '@mantine/core'
import { Form, Link, useNavigation } from 'react-router'
import type { WithdrawalCandidate, WithdrawalLine, WithdrawalView } from '#doors/server'
import type { Instant } from '#ground/period'
import { addresses } from '../ui/addresses.ts'
import { CommandId } from '../ui/command-id.tsx'
import { ContactName } from '../ui/contact-name.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './paper.module.css'

const Timely = ({ of: timeliness }: { readonly of: WithdrawalCandidate['timeliness'] }) => {
  const { words, formats } = useShell()
  const text = words.paper.withdrawals.timeliness
  if (timeliness.is === 'not delivered yet') return <span>{text['not delivered yet']}</span>
  // The deadline is the first moment after it; its last day is the one before.
  const day = formats.dayShort((timeliness.until - 1) as Instant)
  return <span className={timeliness.is === 'late' ? css['late'] : undefined}>{text[timeliness.is](day)}</span>
}

const Order = ({ order }: { readonly order: WithdrawalCandidate }) => {
  const { words, formats } = useShell()
  const text = words.paper.withdrawals
  return (
    <span>
      <Link to={addresses.order(order.order)}>
        <strong>{order.reference}</strong>
      </Link>{' '}
      · <ContactName contact={order.contact} to={addresses.contact(order.contact.id)} />
      <br />
      {[text.placed(formats.dayShort(order.placedAt)), ...order.because.map(reason => text.because[reason])].join(
        ' · ',
      )}{' '}
      · <Timely of={order.timeliness} />
    </span>
  )
}

type Props = { readonly withdrawal: WithdrawalView; readonly commandId: string }

/** The orders it may be about, each with a button, and a field for another. */
export const Candidates = ({ withdrawal, commandId }: Props) => {
  const text = useShell().words.paper.withdrawals
  const { candidates, state } = withdrawal
  const isFound = state === 'matched'
  const note = isFound ? text.wrongNote : text.noCandidates
  return (
    <Sheet title={isFound ? text.wrong : text.candidates} note={candidates.length > 0 ? text.candidatesNote : note}>
      {candidates.length > 0 && (
        <ul className={css['list']}>
          {candidates.map(each => (
            <li key={each.order}>
              <Order order={each} />
              <Form method="post">
                <CommandId id={commandId} />
                <input type="hidden" name="order" value={each.order} />
                <Button type="submit" name="what" value="match" variant="default" size="md">
                  {text.thisOne}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" className={css['form']}>
        <CommandId id={commandId} />
        <TextInput name="order" label={text.otherOrder} size="md" required maxLength={100} />
        <div>
          <Button type="submit" name="what" value="match" variant="default" size="md">
            {text.choose}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

const Pieces = ({ line, isPart }: { readonly line: WithdrawalLine; readonly isPart: boolean }) => {
  const { words, formats } = useShell()
  const chosen = isPart ? Math.min(line.declared, line.left) : line.left
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      name={`line-${line.position}`}
      label={words.paper.withdrawals.pieces(line.name, formats.count(line.left))}
      description={line.article}
      size="md"
      min={0}
      max={line.left}
      defaultValue={chosen}
      disabled={line.left === 0}
    />
  )
}

/** The order it is about, and the form that takes back what was withdrawn. */
export const MatchedOrder = ({ withdrawal, commandId }: Props) => {
  const text = useShell().words.paper.withdrawals
  const isBusy = useNavigation().state === 'submitting'
  const { matched, isPart, closed } = withdrawal
  if (matched === null) return null
  return (
    <Sheet title={text.matched} note={closed === null ? text.takeBackNote : undefined}>
      <div className={css['matched']}>
        <Order order={matched} />
      </div>
      {closed === null && (
        <Form method="post" className={css['form']}>
          <CommandId id={commandId} />
          {matched.lines.map(line => (
            <Pieces key={line.position} line={line} isPart={isPart} />
          ))}
          <TextInput name="reason" label={text.reason} defaultValue={text.usualReason} size="md" required />
          <div>
            <Button type="submit" name="what" value="take back" size="md" loading={isBusy}>
              {text.takeBackButton}
            </Button>
          </div>
        </Form>
      )}
    </Sheet>
  )
}
