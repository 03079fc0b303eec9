import type { Report } from '#earnings/compliance'
import { perMille } from '../ui/formats.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'
import { Figures } from './figures-table.tsx'
import css from './simulation.module.css'

export type ReportProps = { readonly report: Report }

/** A share as it is written; a dash where it would mean nothing. */
export const useShareOf = () => {
  const { formats } = useShell()
  return (part: number, whole: number): string => {
    const value = perMille(part, whole)
    return value === null ? '–' : formats.share(value)
  }
}

const Sums = ({ report: { turnover, commissions, causes } }: ReportProps) => {
  const { words, formats } = useShell()
  const text = words.compliance
  const share = useShareOf()
  const recruiting = causes.find(({ cause }) => cause === 'recruiting')!
  return (
    <Tiles>
      <VolumeTile label={text.turnover.all} figure={<span className="number">{formats.money(turnover.all)}</span>} />
      <VolumeTile
        isMain
        label={text.turnover.endCustomers}
        figure={share(turnover.endCustomers, turnover.all)}
        note={`${formats.money(turnover.endCustomers)}: ${text.turnover.endCustomersNote}`}
      />
      <VolumeTile
        label={text.turnover.ownConsumption}
        figure={share(turnover.ownConsumption, turnover.all)}
        note={`${formats.money(turnover.ownConsumption)}: ${text.turnover.ownConsumptionNote}`}
      />
      <VolumeTile
        label={text.commissions.all}
        figure={<span className="number">{formats.money(commissions)}</span>}
        note={text.commissions.ofTurnover(share(commissions, turnover.all))}
      />
      <VolumeTile
        label={text.commissions.recruiting}
        figure={<span className="number">{formats.money(recruiting.amount)}</span>}
        note={text.commissions.recruitingNote}
      />
    </Tiles>
  )
}

const parts = ['paid', 'paidWithoutDownline', 'onlyConsuming', 'qualified', 'bought', 'boughtAtEnd'] as const

const Partners = ({ report: { partners } }: ReportProps) => {
  const { words, formats } = useShell()
  const text = words.compliance
  const share = useShareOf()
  return (
    <Sheet title={text.partners.title} note={text.partners.note}>
      <Figures
        columns={[text.figure, text.count, text.share]}
        rows={[
          { key: 'all', cells: [text.partners.all, formats.count(partners.all), share(partners.all, partners.all)] },
          ...parts.map(part => ({
            key: part,
            cells: [text.partners[part], formats.count(partners[part]), share(partners[part], partners.all)],
          })),
        ]}
      />
    </Sheet>
  )
}

const Customers = ({ report: { customers, partners } }: ReportProps) => {
  const { words, formats } = useShell()
  const text = words.compliance
  const share = useShareOf()
  const thousandths = (count: number | null) => (count === null ? '–' : formats.points(count as never))
  return (
    <Sheet title={text.customers.title}>
      <Figures
        columns={[text.figure, text.count]}
        rows={[
          { key: 'distinct', cells: [text.customers.distinct, formats.count(customers.distinct)] },
          { key: 'perPaid', cells: [text.customers.perPaid, thousandths(customers.average)] },
          { key: 'median', cells: [text.customers.median, thousandths(customers.median)] },
          {
            key: 'none',
            cells: [
              text.customers.paidWithoutCustomers,
              `${formats.count(customers.none)} (${share(customers.none, partners.paid)})`,
            ],
          },
        ]}
      />
    </Sheet>
  )
}

/** Turnover, partners and their customers, and the way to the file. */
export const ComplianceFigures = ({ report, file }: ReportProps & { readonly file: string }) => {
  const text = useShell().words.compliance
  return (
    <>
      <Sheet
        title={text.turnover.title}
        note={text.turnover.note}
        tools={
          <a href={file} className={css['file']} download>
            {text.file}
          </a>
        }
      >
        <Sums report={report} />
      </Sheet>
      <Partners report={report} />
      <Customers report={report} />
    </>
  )
}
