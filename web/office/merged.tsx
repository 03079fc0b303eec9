import { Alert } from '@mantine/core'
import { Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import type { ContactId, MergeRow } from '../ui/context.ts'
import { IconInfo } from '../ui/icons.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Merges } from './merges.tsx'

type MergedProps = { readonly id: ContactId; readonly merges: readonly MergeRow[]; readonly commandId: string }

/** Whom a contact turned out to be, and who turned out to be him; nothing where nobody was merged. */
export const Merged = ({ id, merges, commandId }: MergedProps) => {
  const { words } = useShell()
  const into = merges.find(merge => merge.undoneAt === null && merge.drop.id === id)
  const others = merges.filter(merge => merge.undoneAt === null)
  if (others.length === 0) return null
  return (
    <Sheet title={words.known.duplicates.latest}>
      {into !== undefined && (
        <Alert color="fir" icon={<IconInfo size={20} aria-hidden />} mb="md">
          <Link to={addresses.contact(into.keep.id)}>{words.known.merge.mergedInto(into.keep.name)}</Link>{' '}
          {words.known.merge.mergedIntoNote}
        </Alert>
      )}
      <Merges rows={others} commandId={commandId} />
    </Sheet>
  )
}
