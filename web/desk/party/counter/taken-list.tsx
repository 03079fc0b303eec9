import { addresses } from '../../../ui/addresses.ts'
import { formatsOf } from '../../../ui/formats.ts'
import { useShell } from '../../../ui/shell-data.ts'
import { EmptyState } from '../../../ui/sheet.tsx'
import css from './counter.module.css'
import type { KeptSlip } from './outbox.ts'

const StateOf = ({ answer, refused }: Pick<KeptSlip, 'answer' | 'refused'>) => {
  const text = useShell().words.party.counter
  if (refused !== null) return <span data-state="refused">{text.state.refused}</span>
  if (answer === null) return <span data-state="waiting">{text.state.waiting}</span>
  if (answer.state === 'placed') return <span data-state="placed">{text.state.placed(answer.order!.number)}</span>
  if (answer.state === 'dropped') return <span data-state="dropped">{text.state.dropped}</span>
  return (
    <>
      <span data-state="to settle">{text.state['to settle']}</span>
      <a href={addresses.deskPartySlip(answer.id)}>{text.settle}</a>
    </>
  )
}

type Props = { readonly slips: readonly KeptSlip[]; readonly currency: string }

/** What was taken down, and what became of it. */
export const TakenList = ({ slips, currency }: Props) => {
  const { words, formats, company, language } = useShell()
  const text = words.party.counter
  const { money } = formatsOf(language, currency, company.zone)
  if (slips.length === 0) return <EmptyState title={text.listTitle} text={text.listEmpty} />
  return (
    <ul className={css['taken']}>
      {slips.map(kept => (
        <li key={kept.commandId}>
          <span className={css['who']}>{kept.guestName === '' ? text.myName : kept.guestName}</span>
          <span className="number">{money(kept.slip.total)}</span>
          <span className={css['soft']}>{formats.moment(kept.takenAt)}</span>
          <span className={css['state']}>
            <StateOf {...kept} />
          </span>
        </li>
      ))}
    </ul>
  )
}
