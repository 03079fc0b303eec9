import type { Period } from '#ground/period'
import { addresses } from '../ui/addresses.ts'
import { SplitBar } from '../ui/amount.tsx'
import type { ContactId, ContactVolumes } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'

type FiguresProps = { readonly id: ContactId; readonly volumes: ContactVolumes; readonly period: Period }

const kinds = ['own', 'personal', 'customers', 'team', 'firstLine'] as const

/** Every kind of volume of a contact in a month; each opens into how it came about. */
export const ContactFigures = ({ id, volumes, period }: FiguresProps) => {
  const { words } = useShell()
  const main = volumes.own === null ? 'personal' : 'own'
  const customers = volumes.customers?.net ?? 0
  return (
    <Tiles>
      {kinds.map(kind => {
        const turnover = volumes[kind]
        if (turnover === null) return null
        const note =
          kind === 'own' ? (
            <SplitBar partners={turnover.net - customers} customers={customers} />
          ) : (
            words.kindNotes[kind]
          )
        const to = addresses.volumes(id, period, kind === 'firstLine' ? 'team' : kind)
        return (
          <VolumeTile
            key={kind}
            isMain={kind === main}
            label={words.kinds[kind]}
            of={turnover}
            what={words.kinds[kind]}
            to={to}
            note={note}
          />
        )
      })}
    </Tiles>
  )
}
