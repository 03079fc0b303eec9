import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { ContactId } from '#doors/server'
import { Amount } from '../amount.tsx'
import { RoleBadge } from '../contact-name.tsx'
import { useShell } from '../shell-data.ts'
import type { Drawing } from './drawing.ts'
import type { Forest } from './forest.ts'
import css from './structure-view.module.css'

type CardProps = {
  readonly forest: Forest
  readonly drawing: Drawing
  readonly selected: number
  readonly contactTo: (id: ContactId) => string | undefined
  readonly rootTo: (id: ContactId | null) => string
}

const Figures = ({ forest, selected }: Pick<CardProps, 'forest' | 'selected'>) => {
  const { words } = useShell()
  const figures = [
    [words.kinds.own, { net: forest.own[selected]!, points: forest.ownPoints[selected]! }],
    [words.kinds.team, { net: forest.team[selected]!, points: forest.teamPoints[selected]! }],
  ] as const
  return (
    <dl>
      {figures.map(([label, turnover]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Amount of={turnover} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Who is selected: his figures, and where one can go from him. */
export const Card = ({ forest, drawing, selected, contactTo, rootTo }: CardProps) => {
  const { words, formats } = useShell()
  const text = words.office.structure
  const id = forest.ids[selected]!
  const to = contactTo(id)
  return (
    <aside className={css['card']} aria-label={forest.names[selected]}>
      <p className={css['cardHead']}>
        <strong>{forest.names[selected]}</strong>
        <RoleBadge role={forest.roles[selected]!} />
      </p>
      <Figures forest={forest} selected={selected} />
      <p className={css['note']}>{text.below(formats.count(forest.below[selected]!))}</p>
      <div className={css['ways']}>
        {to !== undefined && (
          <Button component={Link} to={to} size="compact-md" variant="light">
            {text.openContact}
          </Button>
        )}
        {selected > 0 && forest.below[selected]! > 0 && (
          <Button component={Link} to={rootTo(id)} size="compact-md" variant="light">
            {text.asRoot}
          </Button>
        )}
        <Button size="compact-md" variant="subtle" onClick={() => drawing.select(-1)}>
          {text.close}
        </Button>
      </div>
    </aside>
  )
}
