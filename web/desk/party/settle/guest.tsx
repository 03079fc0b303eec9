import { NativeSelect, TextInput } from '@mantine/core'
import type { SlipView } from '#doors/server'
import { useShell } from '../../../ui/shell-data.ts'
import css from '../party.module.css'

type Props = { readonly slip: SlipView }

const names = ['givenName', 'familyName', 'email', 'phone'] as const
const places = ['street', 'postalCode', 'city'] as const

type Field = (typeof names)[number] | (typeof places)[number]

const isOptional = (field: Field): boolean => field === 'phone' || field === 'email'

/** Who the guest is and where she lives, where something of it was missing or wrong. */
export const SlipGuest = ({ slip: { buyer, home, because } }: Props) => {
  const { counter, settle } = useShell().words.party
  const faults = because?.because === 'form' ? because.faults : []
  const wrong = (field: Field) => faults.some(fault => fault.field.endsWith(`.${field}`))
  const line = (field: Field, value: string | null | undefined) => (
    <TextInput
      key={field}
      name={field}
      type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
      size="md"
      label={counter[field]}
      defaultValue={value ?? ''}
      error={wrong(field) ? settle.fieldWrong : undefined}
      maxLength={200}
      autoComplete="off"
      required={!isOptional(field)}
    />
  )
  return (
    <fieldset className={css['sheets']}>
      <legend className={css['name']}>{counter.guest}</legend>
      {names.map(field => line(field, buyer?.[field]))}
      {places.map(field => line(field, home?.[field]))}
      <NativeSelect
        name="country"
        size="md"
        label={counter.country}
        defaultValue={home?.country}
        data={Object.entries(counter.countries).map(([value, label]) => ({ value, label }))}
      />
    </fieldset>
  )
}
