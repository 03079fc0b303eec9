import { Button } from '@mantine/core'
import { Form, Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { CommandId } from '../ui/command-id.tsx'
import { ContactName } from '../ui/contact-name.tsx'
import type { SurplusDecision, SurplusRow } from '../ui/context.ts'
import { formatsOf } from '../ui/formats.ts'
import { useShell } from '../ui/shell-data.ts'
import css from './orders.module.css'

const ways: Readonly<Record<SurplusRow['state'], readonly SurplusDecision[]>> = {
  open: ['refunded', 'credit'],
  credit: ['used', 'refunded'],
  used: [],
  refunded: [],
}

type RowProps = { readonly row: SurplusRow; readonly commandId: string }

const Decide = ({ row: { id, state }, commandId }: RowProps) => {
  const text = useShell().words.orders.surplus
  if (ways[state].length === 0) return null
  return (
    <Form method="post" action={addresses.surpluses()} className={css['steps']}>
      <CommandId id={commandId} />
      <input type="hidden" name="surplus" value={id} />
      {ways[state].map((decision, step) => (
        <Button
          key={decision}
          type="submit"
          name="decision"
          value={decision}
          size="md"
          variant={step === 0 && state === 'open' ? 'filled' : 'default'}
        >
          {text.decide[decision]}
        </Button>
      ))}
    </Form>
  )
}

/** Money that nobody owed: why it is here, where it stands, and what may become of it. */
export const Surplus = ({ row, commandId }: RowProps) => {
  const { words, language, company, formats } = useShell()
  const { money } = formatsOf(language, row.currency, company.zone)
  const text = words.orders.surplus
  return (
    <li className={css['surplus']} id={row.id}>
      <p>
        <strong className="number">{money(row.amount)}</strong> {text.for}{' '}
        <Link to={addresses.order(row.order)}>{words.office.order.title(row.number)}</Link>,{' '}
        <ContactName contact={row.buyer} to={addresses.contact(row.buyer.id)} />
      </p>
      <p className={css['note']}>
        {formats.moment(row.cameAt)}: {text.why[row.why]}
      </p>
      <p>
        {text.states[row.state]}
        {row.state === 'credit' && row.left < row.amount && ` ${text.left(money(row.left))}`}
        {row.decidedAt !== null && <span className={css['note']}> {formats.dayShort(row.decidedAt)}</span>}
      </p>
      {row.entries.length > 1 && (
        <ul className={css['entries']}>
          {row.entries.map(({ kind, amount, at, order, number }) => (
            <li key={`${kind} ${at} ${order} ${amount}`}>
              <span className="number">{money(amount)}</span> {text.kinds[kind]}
              {order !== row.order && (
                <>
                  : <Link to={addresses.order(order)}>{words.office.order.title(number)}</Link>
                </>
              )}
              <span className={css['note']}> {formats.dayShort(at)}</span>
            </li>
          ))}
        </ul>
      )}
      <Decide row={row} commandId={commandId} />
    </li>
  )
}
