import { Link } from 'react-router'
import type { PartyRow } from '#doors/server'
import { addresses } from '../../ui/addresses.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { PartyCard } from './card.tsx'
import css from './party.module.css'

const shown = 3

/** The parties that are not over, the next ones first. */
export const comingOf = (parties: readonly PartyRow[]): readonly PartyRow[] =>
  parties
    .filter(({ state }) => ['planned', 'open', 'closed'].includes(state))
    .toReversed()
    .slice(0, shown)

/** What a partner has before her: parties to come, to take orders at, and to settle. */
export const ComingParties = ({ parties }: { readonly parties: readonly PartyRow[] }) => {
  const { party, partyResult } = useShell().words
  if (parties.length === 0) return null
  return (
    <Sheet title={party.title} tools={<Link to={addresses.deskParties}>{partyResult.all}</Link>}>
      <ul className={css['cards']}>
        {parties.map(each => (
          <PartyCard key={each.id} party={each} />
        ))}
      </ul>
    </Sheet>
  )
}
