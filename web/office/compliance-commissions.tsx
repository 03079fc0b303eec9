import type { Report } from '#earnings/compliance'
import type { Told } from '#earnings/scalar'
import { ShareBars } from '../ui/plot/share-bars.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { useShareOf } from './compliance-figures.tsx'
import { Figures } from './figures-table.tsx'
import css from './simulation.module.css'

type CommissionProps = { readonly report: Report & { readonly rules: readonly Told[] } }

/** What commissions are paid for, and why none is for recruiting. */
export const ComplianceCommissions = ({ report: { causes, commissions, rules } }: CommissionProps) => {
  const { words, formats, language } = useShell()
  const text = words.compliance
  const share = useShareOf()
  // Recruiting is told though it is nothing.
  const shown = causes.filter(({ cause, amount }) => amount !== 0 || cause === 'recruiting')
  return (
    <Sheet title={text.commissions.title}>
      <ShareBars
        rows={shown.map(({ cause, amount }) => ({
          key: cause,
          label: text.commissions.causes[cause],
          value: amount,
          text: share(amount, commissions),
        }))}
      />
      <div className={css['spaced']}>
        <Figures
          columns={[text.figure, text.amount, text.share]}
          rows={shown.map(({ cause, amount }) => ({
            key: cause,
            cells: [text.commissions.causes[cause], formats.money(amount), share(amount, commissions)],
          }))}
        />
      </div>
      <details className={css['disclosure']}>
        <summary>{text.commissions.proof}</summary>
        <p>{text.commissions.proofNote}</p>
        <ul className={css['faults']}>
          {rules.map(rule => (
            <li key={rule.en}>{rule[language]}</li>
          ))}
        </ul>
      </details>
    </Sheet>
  )
}
