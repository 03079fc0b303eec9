import { Button, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import type { PartyReward } from '#doors/server'
import { Badge } from '../badge.tsx'
import { CommandId } from '../command-id.tsx'
import { formatsOf } from '../formats.ts'
import { useShell } from '../shell-data.ts'
import { Sheet } from '../sheet.tsx'
import css from './goods.module.css'

type Goods = PartyReward['goods'][number]

type TakenProps = {
  readonly reward: PartyReward
  /** What the reader can do with goods that are not sent. */
  readonly can?: readonly ('ship' | 'undo')[]
  readonly commandId: string
}

type OneProps = Pick<TakenProps, 'can' | 'commandId'> & { readonly goods: Goods }

const Actions = ({ goods: { place }, can, commandId }: OneProps) => (
  <div className={css['actions']}>
    {can?.includes('ship') === true && <ShipForm {...{ place, commandId }} />}
    {can?.includes('undo') === true && <UndoForm {...{ place, commandId }} />}
  </div>
)

const tones = { taken: 'look', shipped: 'done', undone: 'quiet' } as const

const Taken = (props: OneProps) => {
  const { goods } = props
  const { words, language, company } = useShell()
  const text = words.partyResult.goods
  const { money, day, count } = formatsOf(language, goods.currency, company.zone)
  const { gross, paid, reward, by, state, takenAt, endedAt, reason } = goods
  return (
    <li className={css['goods']}>
      <div className={css['head']}>
        <strong>{text.piece(count(goods.quantity), goods.name)}</strong>
        <Badge tone={tones[state]}>{text.states[state]}</Badge>
      </div>
      <span>{text.by[by](money(by === 'credit' ? gross : paid))}</span>
      <span className={css['soft']}>
        {text.tax(money(reward.net), money(reward.vat))} · {text.since.taken(day(takenAt))}
        {endedAt !== null && state !== 'taken' && ` · ${text.since[state](day(endedAt))}`}
      </span>
      {reason !== null && <span className={css['soft']}>{text.why(reason)}</span>}
      {state === 'taken' && <Actions {...props} />}
    </li>
  )
}

/** What a host took of her reward, and what became of it. */
export const TakenGoods = ({ reward, ...can }: TakenProps) => {
  const text = useShell().words.partyResult.goods
  if (reward.goods.length === 0) return null
  return (
    <Sheet title={text.title} note={text.note} id="taken">
      <ul className={css['list']}>
        {reward.goods.map(goods => (
          <Taken key={goods.place} goods={goods} {...can} />
        ))}
      </ul>
    </Sheet>
  )
}

type FormProps = { readonly place: number; readonly commandId: string }

/** The goods are on their way. */
const ShipForm = ({ place, commandId }: FormProps) => (
  <Form method="post">
    <CommandId id={commandId} />
    <input type="hidden" name="place" value={place} />
    <Button type="submit" name="what" value="ship" size="md" variant="default">
      {useShell().words.partyResult.goods.ship}
    </Button>
  </Form>
)

/** The host does not take them after all. */
const UndoForm = ({ place, commandId }: FormProps) => {
  const text = useShell().words.partyResult.goods
  return (
    <details className={css['undo']}>
      <summary>{text.undo}</summary>
      <Form method="post" className={css['undoForm']}>
        <CommandId id={commandId} />
        <input type="hidden" name="place" value={place} />
        <p className={css['soft']}>{text.undoNote}</p>
        <TextInput name="reason" label={text.reason} size="md" maxLength={200} autoComplete="off" required />
        <Button type="submit" name="what" value="undo" size="md" variant="default">
          {text.undo}
        </Button>
      </Form>
    </details>
  )
}
