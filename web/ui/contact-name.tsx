import { Link } from 'react-router'
import type { ContactRef } from '#doors/server'
import { useWords } from './shell-data.ts'
import css from './contact-name.module.css'

type Role = ContactRef['role']

export const RoleBadge = ({ role }: { readonly role: Role }) => (
  <span className={css['badge']} data-role={role}>
    {useWords().roles[role]}
  </span>
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
