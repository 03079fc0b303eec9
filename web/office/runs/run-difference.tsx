import type { ReactNode } from 'react'
import type { Cents } from '#ground/money'
import { addresses } from '../../ui/addresses.ts'
import { ContactName } from '../../ui/contact-name.tsx'
import type { RunDifference, RunView } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { Table } from '../../ui/table.tsx'
import table from '../../ui/table.module.css'
import css from './runs.module.css'

type Props = { readonly run: RunView; readonly difference: RunDifference }

type RowProps = { readonly label: ReactNode; readonly now: Cents; readonly before: Cents }

const Row = ({ label, now, before }: RowProps) => {
  const { formats } = useShell()
  const change = (now - before) as Cents
  return (
    <tr>
      <th scope="row" className={css['rule']}>
        {label}
      </th>
      <td className={`${table['wide']} ${table['right']} ${table['soft']} number`}>{formats.money(before)}</td>
      <td className={`${table['right']} number`}>{formats.money(now)}</td>
      <td className={`${table['right']} number`}>
        {change > 0 ? '+' : ''}
        {formats.money(change)}
      </td>
    </tr>
  )
}

const Compared = ({ head, children }: { readonly head: string; readonly children: ReactNode }) => {
  const text = useShell().words.runs.run
  return (
    <Table
      columns={[
        { label: head },
        { label: text.before, as: 'wide right' },
        { label: text.now, as: 'right' },
        { label: text.change, as: 'right' },
      ]}
    >
      {children}
    </Table>
  )
}

/** What changed since the month before: by rule, and for whom most. */
export const Difference = ({ run, difference }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs.run
  return (
    <>
      <Sheet title={text.difference(formats.month(difference.with))}>
        <Compared head={text.rule}>
          {difference.rules.map(({ name, now, before }) => (
            <Row key={name} label={name} now={now} before={before} />
          ))}
          <Row label={text.all} now={run.sums.total} before={difference.total} />
          <Row label={words.runs.turnover} now={run.sums.turnover} before={difference.turnover} />
        </Compared>
      </Sheet>
      <Sheet title={text.movers}>
        {difference.movers.length === 0 ? (
          <p className={css['soft']}>{text.moversNone}</p>
        ) : (
          <Compared head={text.partners}>
            {difference.movers.map(({ contact, now, before }) => (
              <Row
                key={contact.id}
                label={<ContactName contact={contact} to={addresses.runPartner(run.period, contact.id)} />}
                now={now}
                before={before}
              />
            ))}
          </Compared>
        )}
      </Sheet>
    </>
  )
}
