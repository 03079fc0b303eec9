import { useCallback, useState } from 'react'
import type { ContactId, Tree } from '#doors/server'
import { useShell } from '../shell-data.ts'
import type { Forest, Measure } from './forest.ts'
import { Card } from './card.tsx'
import { Search } from './search.tsx'
import { StructureTable } from './structure-table.tsx'
import { Toolbar, Zoom } from './toolbar.tsx'
import { chosenAtFirst, useDrawing, type Chosen, type Hovered, type Shown } from './use-drawing.ts'
import css from './structure-view.module.css'

export type StructureProps = {
  /** The first part of the structure, for the table. */
  readonly tree: Tree
  /** Where the whole of it comes from. */
  readonly dataAddress: string
  readonly focus: string | null
  /** A contact's own page; undefined where there is none for this viewer. */
  readonly contactTo: (id: ContactId) => string | undefined
  /** The structure from this contact down. */
  readonly rootTo: (id: ContactId | null) => string
}

const Tip = ({ forest, hovered }: { readonly forest: Forest; readonly hovered: Hovered }) => {
  const { words, formats } = useShell()
  const { position, at } = hovered
  return (
    <div className={css['tip']} style={{ translate: `${at.x + 14}px ${at.y + 14}px` }} aria-hidden>
      <strong>{forest.names[position]}</strong>
      <span>
        {words.kinds.own}: <span className="number">{formats.money(forest.own[position]!)}</span>
      </span>
      <span>
        {words.kinds.team}: <span className="number">{formats.money(forest.team[position]!)}</span>
      </span>
    </div>
  )
}

/** Says aloud who is selected: the drawing itself cannot be heard. */
const Spoken = ({ forest, selected }: { readonly forest: Forest; readonly selected: number }) => {
  const { words, formats } = useShell()
  if (selected < 0) return null
  const { names, roles, own, team, below } = forest
  return `${names[selected]}, ${words.roles[roles[selected]!]}, ${words.kinds.own} ${formats.money(own[selected]!)}, ${words.kinds.team} ${formats.money(team[selected]!)}, ${words.office.structure.below(formats.count(below[selected]!))}`
}

type StageProps = Pick<StructureProps, 'contactTo' | 'rootTo'> & { readonly shown: Shown }

const Stage = ({ shown: { canvas, ready, failed, selected, hovered }, contactTo, rootTo }: StageProps) => {
  const { words } = useShell()
  const text = words.office.structure
  return (
    <div className={css['stage']} data-ready={ready !== null || undefined}>
      {/* oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- it takes every key itself, as an application does */}
      <canvas ref={canvas} className={css['canvas']} role="application" tabIndex={0} aria-label={text.canvas} />
      {ready !== null && <Zoom drawing={ready.drawing} />}
      {ready !== null && hovered !== null && <Tip forest={ready.forest} hovered={hovered} />}
      {ready !== null && selected >= 0 && <Card {...ready} selected={selected} contactTo={contactTo} rootTo={rootTo} />}
      {ready === null && !failed && <p className={css['failed']}>{words.shell.loading} …</p>}
      {failed && <p className={css['failed']}>{words.errors.failed.text}</p>}
      <noscript>
        <p className={`${css['failed']} ${css['noscript']}`}>{text.needsScript}</p>
      </noscript>
      <p className="unseen" aria-live="polite">
        {ready !== null && <Spoken forest={ready.forest} selected={selected} />}
      </p>
    </div>
  )
}

/** The structure as a drawing that is walked, searched and zoomed, and as a table for whom a drawing says nothing. */
export const StructureView = ({ tree, dataAddress, focus, contactTo, rootTo }: StructureProps) => {
  const { words, formats } = useShell()
  const [chosen, setChosen] = useState(chosenAtFirst)
  const amountOf = useCallback(
    (forest: Forest, position: number, by: Measure) =>
      forest[by][position] === 0 ? '' : formats.moneyRounded(forest[by][position]!),
    [formats],
  )
  const shown = useDrawing({ address: dataAddress, focus, amountOf })
  const forest = shown.ready?.forest ?? null
  const choose = (next: Chosen) => {
    setChosen(next)
    shown.ready?.drawing.arrangeAs(next.arrangement)
    shown.ready?.drawing.measureBy(next.measure)
  }
  return (
    <div className={css['view']}>
      <div className={css['bar']}>
        <Search forest={forest} onFind={position => shown.ready?.drawing.focus(position)} />
        <Toolbar chosen={chosen} choose={choose} drawing={shown.ready?.drawing ?? null} />
      </div>
      <Stage shown={shown} contactTo={contactTo} rootTo={rootTo} />
      {forest !== null && forest.size - 1 < forest.total && (
        <p className={css['note']}>
          {words.office.structure.cut(formats.count(forest.size), formats.count(forest.total + 1))}
        </p>
      )}
      <StructureTable tree={tree} contactTo={contactTo} rootTo={rootTo} />
    </div>
  )
}
