import type { PersonalData } from '#doors/server'
import { Field, type Answered } from './field.tsx'
import { useShop } from './shell.ts'

type Props = {
  readonly answered: Answered | undefined
  readonly data: Partial<PersonalData>
  readonly isOptional?: boolean
}

export const NameFields = ({ answered, data }: Props) => {
  const text = useShop().words.checkout
  const of = (name: keyof PersonalData) => ({ name, label: text[name], answered, value: data[name] })
  return (
    <>
      <Field {...of('givenName')} autoComplete="given-name" width="half" />
      <Field {...of('familyName')} autoComplete="family-name" width="half" />
    </>
  )
}

export const AddressFields = ({ answered, data, isOptional = false }: Props) => {
  const text = useShop().words.checkout
  const of = (name: keyof PersonalData) => ({ name, label: text[name], answered, value: data[name], isOptional })
  return (
    <>
      <Field {...of('firmName')} autoComplete="organization" isOptional />
      <Field {...of('street')} autoComplete="street-address" />
      <Field {...of('postalCode')} autoComplete="postal-code" width="third" />
      <Field {...of('city')} autoComplete="address-level2" width="rest" />
    </>
  )
}
