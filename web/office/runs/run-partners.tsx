import { Button, TextInput } from '@mantine/core'
import { Form, Link } from 'react-router'
import type { LinesOf } from '#doors/server'
import { addresses, linesPart } from '../../ui/addresses.ts'
import { ContactName } from '../../ui/contact-name.tsx'
import type { EarningRow, Page, RunView } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { EmptyState, Pager, Sheet } from '../../ui/sheet.tsx'
import { Table } from '../../ui/table.tsx'
import table from '../../ui/table.module.css'
import css from './runs.module.css'

type Props = {
  readonly run: RunView
  readonly partners: Page<EarningRow> & { readonly total: number }
  readonly asked: { readonly q: string; readonly of: LinesOf | null; readonly cursor: string | null }
}

type Earning = { readonly run: RunView; readonly of: LinesOf | null }

const Row = ({ row, run, of }: Earning & { readonly row: EarningRow }) => {
  const { words, formats } = useShell()
  const { id } = row.contact
  const to = of === null ? addresses.runPartner(run.period, id) : addresses.runPartnerLines(run.period, id, { of })
  return (
    <tr>
      <th scope="row">
        <ContactName contact={row.contact} to={to} />
        <span className={`${table['narrow']} ${table['small']}`}>{row.rank}</span>
      </th>
      <td className={table['wide']}>{row.rank}</td>
      <td className={`${table['right']} number`}>
        <Link to={to} aria-label={`${formats.money(row.amount)}: ${words.runs.run.explain(row.contact.name)}`}>
          {formats.money(row.amount)}
        </Link>
      </td>
    </tr>
  )
}

const Earners = ({ rows, ...earning }: Earning & { readonly rows: readonly EarningRow[] }) => {
  const text = useShell().words.runs.run
  return (
    <Table columns={[{ label: text.partners }, { label: text.rank, as: 'wide' }, { label: text.amount, as: 'right' }]}>
      {rows.map(row => (
        <Row key={row.contact.id} row={row} {...earning} />
      ))}
    </Table>
  )
}

const Narrowed = ({ run, of }: { readonly run: RunView; readonly of: LinesOf }) => {
  const text = useShell().words.runs.run
  const name = of === 'taken back' ? text.takenBack : (run.sums.rules[of]?.name ?? '')
  return (
    <p>
      {text.whom(name)} · <Link to={addresses.runPartners(run.period, null)}>{text.allRules}</Link>
    </p>
  )
}

/** Who earns what; every amount opens its explanation. */
export const Partners = ({ run, partners, asked }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs.run
  const { q, of, cursor } = asked
  return (
    <Sheet title={text.partners} note={formats.count(partners.total)} id="partners">
      {of !== null && <Narrowed run={run} of={of} />}
      <Form method="get" action="#partners" className={css['search']}>
        {of !== null && <input type="hidden" name="of" value={linesPart(of)} />}
        <TextInput size="md" name="q" label={text.search} defaultValue={q} maxLength={100} />
        <Button type="submit" size="md" variant="default">
          {text.find}
        </Button>
      </Form>
      {partners.rows.length === 0 ? (
        <EmptyState title={text.partnersEmpty} text={text.partnersEmptyText} />
      ) : (
        <Earners run={run} of={of} rows={partners.rows} />
      )}
      <Pager
        isFirst={cursor === null}
        next={partners.next}
        to={next => addresses.runPartners(run.period, of, { q, cursor: next })}
      />
    </Sheet>
  )
}
