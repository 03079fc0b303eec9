import { Button } from '@mantine/core'
import { Form } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { CommandId } from '../ui/command-id.tsx'
import type { MergeRow } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import css from './duplicates.module.css'

type MergesProps = { readonly rows: readonly MergeRow[]; readonly commandId: string }

/** What was merged, newest first; what stands can be undone. */
export const Merges = ({ rows, commandId }: MergesProps) => {
  const { words, formats } = useShell()
  const text = words.known.duplicates
  return (
    <ul className={css['list']}>
      {rows.map(({ id, keep, drop, at, reason, undoneAt }) => (
        <li key={id} className={css['undo']}>
          <span>
            {text.into(drop.name, keep.name)}
            <br />
            <span className={css['soft']}>
              {[formats.moment(at), reason, undoneAt === null ? '' : text.undone(formats.day(undoneAt))]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          {undoneAt === null && (
            <Form method="post" action={addresses.duplicates()}>
              <CommandId id={commandId} />
              <input type="hidden" name="merge" value={id} />
              <Button type="submit" variant="default" aria-label={text.undoOf(drop.name, keep.name)}>
                {text.undo}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
