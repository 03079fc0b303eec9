import type { SlipView } from '#doors/server'
import { addresses } from '../../../ui/addresses.ts'
import { formatsOf } from '../../../ui/formats.ts'
import { useShell } from '../../../ui/shell-data.ts'
import { EmptyState } from '../../../ui/sheet.tsx'
import css from './counter.module.css'
import type { KeptSlip } from './outbox.ts'

const Placed = ({ order }: { readonly order: NonNullable<SlipView['order']> }) => {
  const text = useShell().words.party.counter
  return (
    <>
      <span data-state="placed">{text.state.placed(order.number)}</span>
      {order.isOnPaper && (
        <a href={addresses.deskOrderPaper(order.id)} download>
          {text.paper}
        </a>
      )}
    </>
  )
}

const StateOf = ({ answer, refused }: Pick<KeptSlip, 'answer' | 'refused'>) => {
  const text = useShell().words.party.counter
  if (refused !== null) return <span data-state="refused">{text.state.refused}</span>
  if (answer === null) return <span data-state="waiting">{text.state.waiting}</span>
  if (answer.order !== null) return <Placed order={answer.order} />
  if (answer.state === 'dropped') return <span data-state="dropped">{text.state.dropped}</span>
  return (
    <>
      <span data-state="to settle">{text.state['to settle']}</span>
      <a href={addresses.deskPartySlip(answer.id)}>{text.settle}</a>
    </>
  )
}

/** What is to be paid; where a voucher counted, that is less than the guest was told. */
const Sum = ({ slip, answer, currency }: KeptSlip) => {
  const { words, company, language } = useShell()
  const { money } = formatsOf(language, currency, company.zone)
  const total = answer?.order?.total ?? slip.total
  return (
    <span className="number">
      {money(total)}
      {total < slip.total && <span className={css['before']}>{words.party.counter.insteadOf(money(slip.total))}</span>}
    </span>
  )
}

type Props = { readonly slips: readonly KeptSlip[] }

/** What was taken down, and what became of it. */
export const TakenList = ({ slips }: Props) => {
  const { words, formats } = useShell()
  const text = words.party.counter
  if (slips.length === 0) return <EmptyState title={text.listTitle} text={text.listEmpty} />
  return (
    <ul className={css['taken']}>
      {slips.map(kept => (
        <li key={kept.commandId}>
          <span className={css['who']}>{kept.guestName === '' ? text.myName : kept.guestName}</span>
          <Sum {...kept} />
          <span className={css['soft']}>{formats.moment(kept.takenAt)}</span>
          <span className={css['state']}>
            <StateOf {...kept} />
          </span>
        </li>
      ))}
    </ul>
  )
}
