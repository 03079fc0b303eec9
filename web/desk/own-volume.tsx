import { addresses } from '../ui/addresses.ts'
import { Amount, Key, SplitBar } from '../ui/amount.tsx'
import type { DeskMonth } from '../ui/context.ts'
import { ReadingNote } from '../ui/reading-note.tsx'
import { useShell } from '../ui/shell-data.ts'
import css from './own-volume.module.css'

/** The partner's own volume of the month, big, and the two parts it is made of. */
export const OwnVolume = ({ month }: { readonly month: DeskMonth }) => {
  const { words } = useShell()
  const text = words.desk.month
  const { volumes, personalAsPartner, period } = month
  const own = volumes.own ?? personalAsPartner
  const parts = [
    { of: 'customers', label: text.myCustomers, what: words.kinds.customers, turnover: volumes.customers },
    { of: 'partners', label: text.me, what: words.kinds.personal, turnover: personalAsPartner },
  ] as const
  return (
    <section className={css['hero']} aria-label={text.ownVolume}>
      <h2>{text.ownVolume}</h2>
      <p className={css['figure']}>
        <Amount of={own} to={addresses.deskVolumes(period)} what={words.kinds.own} />
      </p>
      <SplitBar partners={personalAsPartner.net} customers={volumes.customers?.net ?? 0} />
      <dl className={css['parts']}>
        {parts.map(
          part =>
            part.turnover !== null && (
              <div key={part.of}>
                <dt>
                  <Key of={part.of} />
                  {part.label}
                </dt>
                <dd>
                  <Amount
                    of={part.turnover}
                    to={addresses.deskVolumes(period, part.of === 'customers' ? 'customers' : 'personal')}
                    what={part.what}
                  />
                </dd>
              </div>
            ),
        )}
      </dl>
      <ReadingNote />
    </section>
  )
}
