import { Link } from 'react-router'
import type { ReactNode } from 'react'
import { useShell } from '../ui/shell-data.ts'
import type { Overview, Turnover } from '../ui/context.ts'
import { addresses } from '../ui/addresses.ts'
import { Amount, Key, SplitBar } from '../ui/amount.tsx'
import { changeAgainst, perMille } from '../ui/formats.ts'
import { periodAfter } from '#ground/period'
import css from './company-turnover.module.css'

type PartProps = {
  readonly of: 'customers' | 'partners'
  readonly name: string
  readonly turnover: Turnover
  readonly to: string
  readonly share: number | null
  readonly children?: ReactNode
}

const Part = ({ of, name, turnover, to, share, children }: PartProps) => {
  const { words, formats } = useShell()
  return (
    <div className={css['part']}>
      <dt>
        <Key of={of} />
        {name}
      </dt>
      <dd className={css['partFigure']}>
        <Amount of={turnover} to={to} what={name} />
      </dd>
      {share !== null && <dd className={css['soft']}>{words.amounts.ofTotal(formats.share(share))}</dd>}
      {children}
    </div>
  )
}

type CompanyProps = { readonly overview: Overview; readonly isSoFar: boolean }

const Change = ({ overview: { totals, before, period }, isSoFar }: CompanyProps) => {
  const { words, formats } = useShell()
  // A part of a month against a whole one would look like a loss.
  if (isSoFar) return <p className={css['soft']}>{words.amounts.soFar}</p>
  const month = formats.month(periodAfter(period, -1))
  const change = before === null ? null : changeAgainst(totals.all.net, before.all.net)
  return (
    <p className={css['soft']}>
      {change === null ? words.amounts.noBefore(month) : words.amounts.againstBefore(formats.change(change), month)}
    </p>
  )
}

const Split = ({ overview: { totals, period } }: { readonly overview: Overview }) => {
  const { words, formats, company } = useShell()
  const shareOf = (part: Turnover) => perMille(part.net, totals.all.net)
  const house = addresses.volumes(company.houseId, period, 'customers')
  return (
    <div className={css['split']}>
      <SplitBar partners={totals.partners.net} customers={totals.customers.net} house={totals.house.net} />
      <dl className={css['parts']}>
        <Part
          of="customers"
          name={words.kinds.customers}
          turnover={totals.customers}
          share={shareOf(totals.customers)}
          to={addresses.contacts({ role: 'customer', period })}
        >
          {totals.house.net !== 0 && (
            <dd className={css['soft']}>
              <Key of="house" />
              <Link to={house}>{words.office.overview.ofHouse(formats.money(totals.house.net))}</Link>
            </dd>
          )}
        </Part>
        <Part
          of="partners"
          name={words.kinds.partners}
          turnover={totals.partners}
          share={shareOf(totals.partners)}
          to={addresses.contacts({ role: 'partner', period })}
        />
      </dl>
    </div>
  )
}

/** All turnover of the month, who bought it, and how much of it came from end customers. */
export const CompanyTurnover = ({ overview, isSoFar }: CompanyProps) => {
  const { words, formats, company } = useShell()
  const text = words.office.overview
  const { totals, period } = overview
  const share = perMille(totals.customers.net, totals.all.net)
  return (
    <section className={css['hero']} aria-label={text.all}>
      <div className={css['total']}>
        <h2>{text.all}</h2>
        <p className={css['figure']}>
          <Amount of={totals.all} to={addresses.volumes(company.houseId, period, 'team')} what={text.all} />
        </p>
        <Change overview={overview} isSoFar={isSoFar} />
      </div>
      <div className={css['share']}>
        <h2>{text.customerShare}</h2>
        <p className={css['figure']}>{share === null ? '–' : formats.share(share)}</p>
        <p className={css['soft']}>{text.customerShareNote}</p>
      </div>
      <Split overview={overview} />
    </section>
  )
}
