import { Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import type { Consents, ContactId, ContactRef } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './consents.module.css'

/** The company, his partner, and whoever else he allowed, each once. */
const sendersOf = ({ house, partner, rows }: Consents): ContactRef[] => {
  const all = [
    house,
    ...(partner === null ? [] : [partner]),
    ...rows.filter(row => row.isInForce).map(row => row.sender),
  ]
  return [...new Map(all.map(sender => [sender.id, sender])).values()]
}

const order = ['email', 'phone', 'post', 'messenger'] as const

/** One sentence for each who might write: by which ways he may, or that he may not. */
export const Sentences = ({ consents }: { readonly consents: Consents }) => {
  const { words } = useShell()
  const text = words.known.consent
  return (
    <ul className={css['sentences']}>
      {sendersOf(consents).map(sender => {
        const name = sender.role === 'house' ? `${text.company} (${sender.name})` : sender.name
        const ways = order
          .filter(channel =>
            consents.rows.some(row => row.isInForce && row.sender.id === sender.id && row.channel === channel),
          )
          .map(channel => text.ways[channel])
        const said = [ways.slice(0, -1).join(', '), ways.at(-1)].filter(Boolean).join(text.and)
        return (
          <li key={sender.id} data-may={ways.length > 0 || undefined}>
            {ways.length === 0 ? text.mayNot(name) : text.may(name, said)}
          </li>
        )
      })}
    </ul>
  )
}

type MayWriteProps = { readonly id: ContactId; readonly consents: Consents }

/** Who may write to a contact, in words. */
export const MayWrite = ({ id, consents }: MayWriteProps) => {
  const text = useShell().words.known.consent
  return (
    <Sheet title={text.title} note={text.note}>
      {consents.enteredBy !== null && <p>{text.entered(consents.enteredBy.name)}</p>}
      <Sentences consents={consents} />
      <p className={css['more']}>
        <Link to={addresses.consents(id)}>{text.proof}</Link>
      </p>
    </Sheet>
  )
}
