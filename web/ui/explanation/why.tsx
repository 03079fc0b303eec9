import type { CustomerShare, Explanation, SponsorStep } from '#doors/server'
import { evidenceText } from '../evidence.ts'
import { useShell } from '../shell-data.ts'
import css from './explanation.module.css'

const useStepText = () => {
  const { words, formats } = useShell()
  const text = words.office.explanation
  return (step: SponsorStep, isLast: boolean) => {
    const said = {
      customer: step.contact.name,
      sponsor: step.sponsor.name,
      day: formats.day(step.since),
      evidence: evidenceText(words, step.evidence),
    }
    return isLast ? text.whyDirect(said) : text.whyStep(said)
  }
}

/** Who stands below whom, from the customer up to the owner, in sentences. */
export const Chain = ({ steps }: { readonly steps: readonly SponsorStep[] }) => {
  const { words } = useShell()
  const stepText = useStepText()
  const text = words.office.explanation
  const top = steps.at(-1)?.sponsor
  return (
    <>
      <ol className={css['chain']}>
        {steps.map((step, position) => (
          <li key={step.contact.id}>{stepText(step, position === steps.length - 1)}</li>
        ))}
      </ol>
      {top !== undefined && (top.role === 'house' || steps.length > 1) && (
        <p>{top.role === 'house' ? text.whyHouse : text.whyNearest(top.name)}</p>
      )}
    </>
  )
}

/** Why a customer's turnover is this partner's: the chain of recommendation, and the moment that decided. */
export const Why = ({
  share,
  reading,
}: {
  readonly share: CustomerShare
  readonly reading: Explanation['reading']
}) => {
  const { words, formats } = useShell()
  const text = words.office.explanation
  const day = formats.day(share.decidedAt)
  return (
    <div className={css['why']}>
      <h3>{text.why}</h3>
      <Chain steps={share.chain} />
      <p>{reading.moment === 'order' ? text.whyMoment(day) : text.whyMomentEnd(day)}</p>
      {share.isChangedSince === true && <p>{text.whyChanged}</p>}
    </div>
  )
}
