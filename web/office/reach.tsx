import { Link } from 'react-router'
import type { Period } from '#ground/period'
import { addresses } from '../ui/addresses.ts'
import { Amount } from '../ui/amount.tsx'
import { ContactName } from '../ui/contact-name.tsx'
import type { CompanyReach, PartnerReach } from '../ui/context.ts'
import { perMille } from '../ui/formats.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import table from '../ui/table.module.css'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'
import css from './consents.module.css'

type Counts = { readonly customers: number; readonly mayContact: number; readonly lost: number }

const Figures = ({ reach, lostLabel }: { readonly reach: Counts; readonly lostLabel: string }) => {
  const { words, formats } = useShell()
  const text = words.known.reach
  const share = perMille(reach.mayContact, reach.customers)
  return (
    <Tiles>
      <VolumeTile label={text.known} figure={formats.count(reach.customers)} note={text.note} />
      <VolumeTile
        label={text.may}
        figure={formats.count(reach.mayContact)}
        note={share === null ? undefined : text.mayNote(formats.share(share))}
      />
      <VolumeTile label={lostLabel} figure={formats.count(reach.lost)} note={text.lostNote} />
    </Tiles>
  )
}

const ways = ['email', 'phone', 'post', 'messenger'] as const

const Export = () => {
  const { words } = useShell()
  const { reach, consent } = words.known
  return (
    <div className={css['more']}>
      <p>
        {reach.export}:{' '}
        {ways.map((channel, position) => (
          <span key={channel}>
            {position > 0 && ' · '}
            <a href={`/contacts/recipients?channel=${channel}`} download>
              {consent.channels[channel]}
            </a>
          </span>
        ))}
      </p>
      <p className={css['soft']}>{reach.exportNote}</p>
    </div>
  )
}

const Row = ({ row, period }: { readonly row: PartnerReach; readonly period: Period }) => {
  const { words, formats } = useShell()
  const { id, name } = row.contact
  const to = (kind: 'personal' | 'customers') => addresses.volumes(id, period, kind)
  const wide = `${table['right']} ${table['wide']}`
  const share = perMille(row.fromCustomers.net, row.consumption.net + row.fromCustomers.net)
  return (
    <tr>
      <th scope="row">
        <ContactName contact={row.contact} to={addresses.contact(id, { period })} />
      </th>
      <td className={`${table['right']} number`}>{formats.count(row.customers)}</td>
      <td className={`${wide} number`}>{formats.count(row.mayContact)}</td>
      <td className={`${table['right']} number`}>{formats.count(row.lost)}</td>
      <td className={wide}>
        <Amount of={row.consumption} to={to('personal')} what={`${words.kinds.personal}, ${name}`} withPoints={false} />
      </td>
      <td className={wide}>
        <Amount
          of={row.fromCustomers}
          to={to('customers')}
          what={`${words.kinds.customers}, ${name}`}
          withPoints={false}
        />
      </td>
      <td className={`${wide} number`}>{share === null ? '–' : formats.share(share)}</td>
    </tr>
  )
}

type PartnersProps = { readonly rows: readonly PartnerReach[]; readonly period: Period; readonly caption: string }

/** Partners with their customers: how many there are, are reached, and would be lost; what he bought, and what they bought. */
export const ReachTable = ({ rows, period, caption }: PartnersProps) => {
  const { words, formats } = useShell()
  const text = words.known.reach
  const heads = [
    { label: text.customers, isWide: false },
    { label: text.reached, isWide: true },
    { label: text.gone, isWide: false },
    { label: text.consumption, isWide: true },
    { label: text.fromCustomers, isWide: true },
    { label: text.share, isWide: true },
  ]
  return (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <caption className={css['caption']}>
          {caption} <span className={css['soft']}>({text.month(formats.month(period))})</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{text.partner}</th>
            {heads.map(({ label, isWide }) => (
              <th key={label} scope="col" className={`${table['right']} ${isWide ? table['wide'] : ''}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.contact.id} row={row} period={period} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The trade's old trouble in figures: whom the company knows, reaches, and would lose with its partners. */
export const CompanyReached = ({ reach, period }: { readonly reach: CompanyReach; readonly period: Period }) => {
  const { words } = useShell()
  const text = words.known.reach
  return (
    <Sheet title={text.title} tools={<Link to={addresses.reach({ period })}>{words.office.contacts.clear}</Link>}>
      <Figures reach={reach} lostLabel={text.lost} />
      {reach.partners.length === 0 ? (
        <p className={css['more']}>{text.nobody}</p>
      ) : (
        <ReachTable rows={reach.partners} period={period} caption={text.partners} />
      )}
      <Export />
    </Sheet>
  )
}

/** The same of one partner. */
export const PartnerReached = ({ reach }: { readonly reach: PartnerReach }) => {
  const { words } = useShell()
  const text = words.known.reach
  return (
    <Sheet title={text.title2} tools={<Link to={addresses.leave(reach.contact.id)}>{words.office.contact.leave}</Link>}>
      <Figures reach={reach} lostLabel={text.lostOf} />
    </Sheet>
  )
}
