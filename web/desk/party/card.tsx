import { Link } from 'react-router'
import type { PartyRow } from '#doors/server'
import { addresses } from '../../ui/addresses.ts'
import { useDays } from '../../ui/days.ts'
import { PartyBadge } from '../../ui/party/state-badge.tsx'
import { useShell } from '../../ui/shell-data.ts'
import css from './party.module.css'

/** A party of a list, which leads to it. */
export const PartyCard = ({ party }: { readonly party: PartyRow }) => {
  const { words } = useShell()
  const text = words.party
  const day = useDays()
  return (
    <li>
      <Link to={addresses.deskParty(party.id)} className={css['card']}>
        <span className={css['name']}>{party.title}</span>
        <PartyBadge state={party.state} />
        <span className={css['soft']}>
          {day(party.heldOn)}, {text.at(party.hostName)}
        </span>
        {party.state === 'open' && <span className={css['soft']}>{text.until(day(party.closesOn))}</span>}
      </Link>
    </li>
  )
}
