import type { WebAddress } from '#doors/server'
import { useShell } from '../ui/shell-data.ts'
import css from './contact.module.css'

/** Where a partner's page is, and which names he had; nothing for whoever never had one. */
export const ContactAddress = ({ address }: { readonly address: WebAddress | null }) => {
  const text = useShell().words.webAddress.office
  if (address === null) return null
  const proved = address.domains.filter(({ verifiedAt }) => verifiedAt !== null)
  const links = [...(address.address === null ? [] : [address.address]), ...proved.map(domain => domain.address)]
  const former = address.formerNames.map(({ name }) => name).join(', ')
  return (
    <p className={css['web']}>
      <span className={css['soft']}>{text.contact}:</span>
      {links.map(link => (
        <a key={link} href={link}>
          {link}
        </a>
      ))}
      {former !== '' && <span className={css['soft']}>({text.contactFormer(former)})</span>}
    </p>
  )
}
