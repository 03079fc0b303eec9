import type { PartnerPage } from '#doors/server'

const initialsOf = (name: string) =>
  name
    .split(/\s+/u)
    .map(part => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

/** The partner's photo, or his initials where he shows none. */
export const Portrait = ({ partner, size }: { readonly partner: PartnerPage; readonly size: number }) =>
  partner.photo === null ? (
    <span className={size > 60 ? 'portrait large' : 'portrait'} aria-hidden>
      {initialsOf(partner.displayName)}
    </span>
  ) : (
    <img className="portrait" src={partner.photo.path} alt={partner.displayName} width={size} height={size} />
  )
