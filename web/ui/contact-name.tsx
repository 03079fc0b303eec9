import { Link } from 'react-router'
import type { ContactRef } from '#doors/server'
import { Badge } from './badge.tsx'
import { useWords } from './shell-data.ts'
import css from './contact-name.module.css'

type Role = ContactRef['role']

export const RoleBadge = ({ role }: { readonly role: Role }) => (
  <Badge tone={role === 'partner' || role === 'house' ? 'partner' : 'quiet'}>{useWords().roles[role]}</Badge>
)

/** A name that leads to its page; without a page of its own, just the name. */
export const ContactName = ({ contact, to }: { readonly contact: ContactRef; readonly to?: string | undefined }) =>
  to === undefined ? (
    <span>{contact.name}</span>
  ) : (
    <Link to={to} className={css['name']}>
      {contact.name}
    </Link>
  )
