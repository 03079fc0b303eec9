import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PartyCounter } from '#doors/server'
import { useShell } from '../../../ui/shell-data.ts'
import css from './counter.module.css'

type Props = {
  readonly counter: PartyCounter
  readonly country: string
  readonly goTo: (country: string) => void
}

const Listed = ({ counter, choose }: Pick<Props, 'counter'> & { readonly choose: (name: string) => void }) => {
  const text = useShell().words.party.counter
  const { guests } = counter.party
  if (guests.length === 0) return <input type="hidden" name="guest" value="" />
  return (
    <NativeSelect
      name="guest"
      size="md"
      label={text.fromList}
      data={[{ value: '', label: text.newGuest }, ...guests.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ currentTarget }) => choose(guests.find(({ id }) => id === currentTarget.value)?.name ?? '')}
    />
  )
}

/** "Eva Maria Klein" is Eva Maria and Klein. */
const namesOf = (name: string) => {
  const gap = name.trim().lastIndexOf(' ')
  return gap < 0
    ? { given: name.trim(), family: '' }
    : { given: name.slice(0, gap).trim(), family: name.slice(gap + 1) }
}

/** Who the guest is; of somebody on the list the name is there already. */
export const GuestFields = ({ counter, country, goTo }: Props) => {
  const text = useShell().words.party.counter
  const [listed, choose] = useState('')
  const names = namesOf(listed)
  return (
    <fieldset className={css['fields']}>
      <legend>{text.guest}</legend>
      <Listed counter={counter} choose={choose} />
      <div className={css['pair']} key={listed}>
        <Line name="givenName" label={text.givenName} first={names.given} />
        <Line name="familyName" label={text.familyName} first={names.family} />
      </div>
      <TextInput
        name="email"
        type="email"
        size="md"
        label={text.email}
        description={text.emailNote}
        // As the company looks at it: what passes here is not sent back.
        pattern='[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}'
        title={text.emailWrong}
        maxLength={200}
        autoComplete="off"
      />
      <TextInput name="phone" type="tel" size="md" label={text.phone} maxLength={40} autoComplete="off" />
      <Line name="street" label={text.street} />
      <div className={css['pair']}>
        <Line name="postalCode" label={text.postalCode} />
        <Line name="city" label={text.city} />
      </div>
      <NativeSelect
        name="country"
        size="md"
        label={text.country}
        value={country}
        onChange={({ currentTarget }) => goTo(currentTarget.value)}
        data={Object.entries(text.countries).map(([value, label]) => ({ value, label }))}
      />
    </fieldset>
  )
}

type LineProps = { readonly name: string; readonly label: string; readonly first?: string }

// The browser's memory is the partner's own, and would fill in her.
const Line = ({ name, label, first = '' }: LineProps) => (
  <TextInput name={name} size="md" label={label} defaultValue={first} maxLength={200} autoComplete="off" required />
)
