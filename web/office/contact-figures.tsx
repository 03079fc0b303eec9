import type { Period } from '#ground/period'
import { addresses, type Kind } from '../ui/addresses.ts'
import { SplitBar } from '../ui/amount.tsx'
import type { ContactId, ContactVolumes } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Tiles, VolumeTile } from '../ui/volume-tile.tsx'

type FiguresProps = { readonly id: ContactId; readonly volumes: ContactVolumes; readonly period: Period }

/** Every kind of volume of a contact in a month; each opens into how it came about. */
export const ContactFigures = ({ id, volumes, period }: FiguresProps) => {
  const { words } = useShell()
  const { personal, customers, own, team, firstLine } = volumes
  const to = (kind: Kind) => addresses.volumes(id, period, kind)
  const { kinds, kindNotes } = words
  return (
    <Tiles>
      {own !== null && (
        <VolumeTile
          isMain
          label={kinds.own}
          of={own}
          what={kinds.own}
          to={to('own')}
          note={<SplitBar partners={own.net - (customers?.net ?? 0)} customers={customers?.net ?? 0} />}
        />
      )}
      <VolumeTile
        label={kinds.personal}
        of={personal}
        what={kinds.personal}
        to={to('personal')}
        note={kindNotes.personal}
        isMain={own === null}
      />
      {customers !== null && (
        <VolumeTile
          label={kinds.customers}
          of={customers}
          what={kinds.customers}
          to={to('customers')}
          note={kindNotes.customers}
        />
      )}
      {team !== null && (
        <VolumeTile label={kinds.team} of={team} what={kinds.team} to={to('team')} note={kindNotes.team} />
      )}
      {firstLine !== null && (
        <VolumeTile
          label={kinds.firstLine}
          of={firstLine}
          what={kinds.firstLine}
          to={to('team')}
          note={kindNotes.firstLine}
        />
      )}
    </Tiles>
  )
}
