import { addresses } from '../ui/addresses.ts'
import { ContactName } from '../ui/contact-name.tsx'
import type { AttributionSignal, AttributionStep } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { EmptyState, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import css from '../ui/attribution.module.css'

const SignalRow = ({ signal }: { readonly signal: AttributionSignal }) => {
  const text = useShell().words.attribution
  const { kind, partner, said, outcome } = signal
  return (
    <tr>
      <th scope="row">
        {text.signals[kind]}
        <span className={`${table['small']} ${css['said']}`}>{said}</span>
        <span className={`${table['small']} ${table['narrow']}`}>
          {text.names}: {partner?.name ?? text.nobody}
        </span>
      </th>
      <td className={table['wide']}>
        {partner === null ? text.nobody : <ContactName contact={partner} to={addresses.contact(partner.id)} />}
      </td>
      <td className={outcome === 'decided' ? css['decided'] : undefined}>{text.outcomes[outcome]}</td>
    </tr>
  )
}

const Signals = ({ step }: { readonly step: AttributionStep }) => {
  const text = useShell().words.attribution
  if (step.signals.length === 0) return step.by === 'rule' ? <p className={css['soft']}>{text.noSignals}</p> : null
  return (
    <Table columns={[{ label: text.signal }, { label: text.names, as: 'wide' }, { label: text.outcome }]}>
      {step.signals.map(signal => (
        <SignalRow key={signal.kind} signal={signal} />
      ))}
    </Table>
  )
}

const Step = ({ step }: { readonly step: AttributionStep }) => {
  const { words, formats } = useShell()
  const text = words.attribution
  const { before, sponsor } = step
  return (
    <li>
      <span className={css['soft']}>
        {text.moments[step.moment]} · {formats.moment(step.decidedAt)} · {text.actors[step.actor]}
        {step.moment === 'correction' && ` · ${text.office.effective(formats.day(step.from))}`}
        {step.isUndone && ` · ${text.undone}`}
      </span>
      <p>
        <span className={css['what']}>
          <ContactName contact={sponsor} to={addresses.contact(sponsor.id)} />
        </span>
        {`: ${text.by[step.by]}`}
        {step.isHeir && ` (${text.heir})`}
        {before !== null && before.id !== sponsor.id && ` · ${text.office.before({ name: before.name })}`}
      </p>
      {step.words !== '' && <p className={css['words']}>{step.words}</p>}
      <Signals step={step} />
    </li>
  )
}

/** Every decision with what it was decided by, the newest first. */
export const AttributionSteps = ({ steps }: { readonly steps: readonly AttributionStep[] }) => {
  const text = useShell().words.attribution.office
  return (
    <Sheet title={text.steps} note={text.stepsNote}>
      {steps.length === 0 ? (
        <EmptyState title={text.none} text={text.noneText} />
      ) : (
        <ol className={css['steps']}>
          {steps.toReversed().map(step => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
    </Sheet>
  )
}
