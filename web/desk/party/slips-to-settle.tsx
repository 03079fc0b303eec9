import { Link, useLoaderData } from 'react-router'
import type { SlipView } from '#doors/server'
import { addresses } from '../../ui/addresses.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import type { PartyData } from './party.tsx'
import css from './party.module.css'

const Slip = ({ slip }: { readonly slip: SlipView }) => {
  const { words, formats } = useShell()
  const { settle, counter } = words.party
  return (
    <li>
      <Link to={addresses.deskPartySlip(slip.id)} className={`${css['card']} ${css['slip']}`}>
        <span className={css['name']}>{slip.home?.name ?? counter.myName}</span>
        <span className={css['soft']}>{formats.moment(slip.takenAt)}</span>
        <span>{slip.because === null ? settle.still : settle.because[slip.because.because]}</span>
      </Link>
    </li>
  )
}

/** What was taken and could not be placed. */
export const SlipsToSettle = () => {
  const { slips } = useLoaderData<PartyData>()
  const { page } = useShell().words.party
  if (slips.length === 0) return null
  return (
    <Sheet title={page.slips} note={page.slipsNote}>
      <ul className={css['cards']}>
        {slips.map(slip => (
          <Slip key={slip.id} slip={slip} />
        ))}
      </ul>
    </Sheet>
  )
}
