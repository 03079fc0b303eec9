import { data, redirect } from 'react-router'
import type { ShopWorld } from '#doors/server'
import { Faults, Field, type Answered } from '../field.tsx'
import { shopWordsOf, useShop } from '../shell.ts'

type Given = { readonly token: string; readonly email: string }

/** Keeps the mailbox that the form says, and shows the order again; what is wrong with it comes back with what was typed. */
export const mailboxGiven = async (
  { checkout, language }: Pick<ShopWorld, 'checkout' | 'language'>,
  { token, email }: Given,
) => {
  const added = await checkout.addMailbox(token, email)
  if (added.is === 'added') return redirect(`/orders/${token}?reached`, 303)
  const { faults } = shopWordsOf(language).mailbox
  return data({ faults: { email: faults[added.because] }, typed: { email } }, { status: 400 })
}

type Props = { readonly answered: Answered<'email'> | undefined }

/** Whoever has the confirmation on paper may say where to write about this order from now on. */
export const AddMailbox = ({ answered }: Props) => {
  const { words } = useShop()
  const text = words.mailbox
  return (
    <form method="post" className="note stack" noValidate>
      <h2>{text.title}</h2>
      <Faults answered={answered} />
      <Field name="email" type="email" label={text.email} note={text.note} autoComplete="email" answered={answered} />
      <button type="submit" name="do" value="mailbox" className="button">
        {text.add}
      </button>
    </form>
  )
}
