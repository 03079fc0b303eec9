import { useLoaderData } from 'react-router'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import type { PartyData } from './party.tsx'
import css from './party.module.css'

type AddressProps = { readonly label: string; readonly value: string; readonly note?: string }

const Address = ({ label, value, note }: AddressProps) => (
  <label className={css['address']}>
    {label}
    {note !== undefined && <span className={css['soft']}>{note}</span>}
    {/* Selected as soon as it is reached, so that one key copies it. */}
    <input readOnly value={value} onFocus={event => event.currentTarget.select()} />
  </label>
)

/** How guests and host come to the party's pages. */
export const Invitation = () => {
  const { party, qr } = useLoaderData<PartyData>()
  const { page, counter } = useShell().words.party
  return (
    <Sheet title={page.invitation} note={page.invitationNote}>
      <div className={css['invitation']}>
        <img src={qr} alt={counter.qrAlt} width={176} height={176} />
        <div className={css['addresses']}>
          <Address label={page.share} value={party.guestsAddress} />
          <Address label={page.hostPage} value={party.hostAddress} note={page.hostPageNote} />
        </div>
      </div>
    </Sheet>
  )
}
