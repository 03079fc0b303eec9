import { ActionIcon, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { IconFit, IconMinus, IconPlus } from '../icons.ts'
import { useShell } from '../shell-data.ts'
import type { Drawing } from './drawing.ts'
import type { Chosen } from './use-drawing.ts'
import css from './structure-view.module.css'

type SegmentsProps<T extends string> = {
  readonly label: string
  readonly name: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly chosen: T
  readonly onChoose: (value: T) => void
}

/** A few possibilities side by side: radio buttons that look like one switch. */
const Segments = <T extends string>({ label, name, options, chosen, onChoose }: SegmentsProps<T>) => (
  <fieldset className={css['segments']}>
    <legend className="unseen">{label}</legend>
    {options.map(option => (
      <label key={option.value} data-chosen={option.value === chosen || undefined}>
        <input
          type="radio"
          name={name}
          value={option.value}
          checked={option.value === chosen}
          onChange={() => onChoose(option.value)}
          className="unseen"
        />
        {option.label}
      </label>
    ))}
  </fieldset>
)

type ToolProps = { readonly label: string; readonly onClick: () => void; readonly children: ReactNode }

const Tool = ({ label, onClick, children }: ToolProps) => (
  <ActionIcon
    variant="default"
    size={44}
    aria-label={label}
    title={label}
    onClick={onClick}
    disabled={onClick === undefined}
  >
    {children}
  </ActionIcon>
)

type ToolbarProps = {
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  readonly drawing: Drawing | null
}

export const Toolbar = ({ chosen, choose, drawing }: ToolbarProps) => {
  const text = useShell().words.office.structure
  return (
    <div className={css['tools']}>
      <Segments
        label={text.layout}
        name="arrangement"
        chosen={chosen.arrangement}
        onChoose={arrangement => choose({ ...chosen, arrangement })}
        options={(['lines', 'round'] as const).map(value => ({ value, label: text.layouts[value] }))}
      />
      <Segments
        label={text.measure}
        name="measure"
        chosen={chosen.measure}
        onChoose={measure => choose({ ...chosen, measure })}
        options={(['own', 'team'] as const).map(value => ({ value, label: text.measures[value] }))}
      />
      <Button variant="default" disabled={drawing === null} onClick={drawing?.openAll}>
        {text.expandAll}
      </Button>
      <Button variant="default" disabled={drawing === null} onClick={drawing?.closeAll}>
        {text.collapse}
      </Button>
    </div>
  )
}

/** Nearer, farther, all: on the drawing itself, as on a map. */
export const Zoom = ({ drawing }: { readonly drawing: Drawing }) => {
  const text = useShell().words.office.structure
  return (
    <div className={css['zoom']}>
      <Tool label={text.zoomIn} onClick={() => drawing.zoom(1.4)}>
        <IconPlus size={20} stroke={1.75} aria-hidden />
      </Tool>
      <Tool label={text.zoomOut} onClick={() => drawing.zoom(1 / 1.4)}>
        <IconMinus size={20} stroke={1.75} aria-hidden />
      </Tool>
      <Tool label={text.fit} onClick={drawing.fit}>
        <IconFit size={20} stroke={1.75} aria-hidden />
      </Tool>
    </div>
  )
}
