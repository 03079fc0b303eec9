import { TextInput } from '@mantine/core'
import type { PartyPlan, PlanFault } from '#doors/server'
import { useShell } from '../../ui/shell-data.ts'
import css from './party.module.css'

type Props = {
  readonly plan: Partial<PartyPlan>
  readonly faults: readonly PlanFault[]
  readonly longestOpenDays: number
}

type WhenProps = Omit<Props, 'faults'> & { readonly wrong: (field: PlanFault['field']) => string | undefined }

const When = ({ plan, wrong, longestOpenDays }: WhenProps) => {
  const { words, formats } = useShell()
  const text = words.party.form
  const [day, time] = [plan.heldOn, plan.beginsAt ?? '']
  return (
    <>
      <div className={css['pair']}>
        <TextInput {...dayField} name="heldOn" label={text.day} defaultValue={day} error={wrong('heldOn')} />
        <TextInput {...timeField} label={text.time} defaultValue={time} error={wrong('beginsAt')} />
      </div>
      <TextInput
        {...dayField}
        name="closesOn"
        label={text.closes}
        description={text.closesNote(longestOpenDays, formats.count(longestOpenDays))}
        defaultValue={plan.closesOn}
        error={wrong('closesOn')}
      />
    </>
  )
}

const dayField = { type: 'date', size: 'md', required: true } as const
const timeField = { name: 'beginsAt', type: 'time', size: 'md' } as const

/** What a party is called, when it is and where. */
export const PlanFields = ({ plan, faults, longestOpenDays }: Props) => {
  const text = useShell().words.party.form
  const wrong = (field: PlanFault['field']) =>
    faults.some(fault => fault.field === field) ? text.faults[field] : undefined
  return (
    <>
      <TextInput
        name="title"
        size="md"
        label={text.name}
        placeholder={text.nameExample}
        defaultValue={plan.title}
        error={wrong('title')}
        maxLength={200}
        required
      />
      <When plan={plan} wrong={wrong} longestOpenDays={longestOpenDays} />
      <TextInput
        name="place"
        size="md"
        label={text.place}
        description={text.placeNote}
        defaultValue={plan.place ?? ''}
        error={wrong('place')}
        maxLength={200}
      />
    </>
  )
}
