import type { RuleLines } from '#doors/server'
import { useShell } from '../shell-data.ts'
import { Pager, Sheet } from '../sheet.tsx'
import { Lines, type LinePlaces } from './rules.tsx'

type Props = {
  readonly lines: RuleLines
  readonly cursor: string | null
  readonly lineTo: LinePlaces['line']
  readonly pageTo: (cursor: string | null) => string
}

/** A partner's lines of one kind, page by page. */
export const RuleLinesView = ({ lines, cursor, lineTo, pageTo }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs.partner
  return (
    <Sheet
      title={text.linesCount(formats.count(lines.count))}
      note={text.greatestFirst}
      tools={<strong className="number">{formats.money(lines.amount)}</strong>}
    >
      <Lines lines={lines.rows} lineTo={lineTo} />
      <Pager isFirst={cursor === null} next={lines.next} to={pageTo} />
    </Sheet>
  )
}
