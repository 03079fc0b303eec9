import { addresses } from '../../ui/addresses.ts'
import { Badge } from '../../ui/badge.tsx'
import { ContactName } from '../../ui/contact-name.tsx'
import type { RunCheck, RunView } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import css from './runs.module.css'

const isEarning = (name: RunCheck['name']) => name === 'jumps' || name === 'nobody owes'

const Check = ({ check, run }: { readonly check: RunCheck; readonly run: RunView }) => {
  const { words, formats } = useShell()
  const text = words.runs.run
  const { fine, found } = text.check[check.name]
  return (
    <li>
      <Badge tone={check.is === 'fine' ? 'quiet' : check.is}>{text.levels[check.is]}</Badge>
      <span>{check.is === 'fine' ? fine : found(check.count, formats.count(check.count))}</span>
      {check.contacts.length > 0 && (
        <span className={css['who']}>
          {check.contacts.map(contact => (
            <ContactName
              key={contact.id}
              contact={contact}
              to={isEarning(check.name) ? addresses.runPartner(run.period, contact.id) : addresses.contact(contact.id)}
            />
          ))}
        </span>
      )}
    </li>
  )
}

/** What is looked at before a month is closed. */
export const Checks = ({ run }: { readonly run: RunView }) => {
  const text = useShell().words.runs.run
  return (
    <Sheet title={text.checks} note={text.checksNote}>
      <ul className={css['checks']}>
        {run.checks.map(check => (
          <Check key={check.name} check={check} run={run} />
        ))}
      </ul>
    </Sheet>
  )
}
