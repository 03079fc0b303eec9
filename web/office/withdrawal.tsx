import { Button, TextInput } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found, idOf, wordOf } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type Settled, type WithdrawalId, type WithdrawalOffice } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from './paper.module.css'
import { Candidates, MatchedOrder } from './withdrawal-order.tsx'

type Named = { readonly withdrawal?: { readonly name: string } }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words =>
    words.paper.withdrawals.pageTitle((loaderData as Named | undefined)?.withdrawal?.name ?? ''),
  )

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { withdrawals } = officeWorld({ request, context }).office
  const withdrawal = found(await withdrawals.withdrawal(idOf('withdrawal', params['id'])))
  return { withdrawal, commandId: newCommandId(), isDone: new URL(request.url).searchParams.has('done') }
}

type Answer = Settled | { readonly is: 'refused'; readonly because: 'no pieces' | 'no reason' }

const mostPieces = 1_000_000

const piecesIn = (form: FormData) =>
  [...form.keys()].flatMap(key => {
    const position = /^line-(\d{1,6})$/u.exec(key)?.[1]
    const quantity = Number(wordOf(form, key))
    const isPiece = position !== undefined && Number.isInteger(quantity) && quantity > 0 && quantity <= mostPieces
    return isPiece ? [{ position: Number(position), quantity }] : []
  })

const settle = (withdrawals: WithdrawalOffice, withdrawal: WithdrawalId, form: FormData): Promise<Answer> | Answer => {
  const command = { commandId: commandIdOf(form), withdrawal }
  const what = wordOf(form, 'what')
  if (what === 'match') return withdrawals.match({ ...command, order: wordOf(form, 'order') })
  const reason = wordOf(form, 'reason')
  if (reason === '') return { is: 'refused', because: 'no reason' }
  if (what === 'close') return withdrawals.close({ ...command, reason })
  const pieces = piecesIn(form)
  if (pieces.length === 0) return { is: 'refused', because: 'no pieces' }
  return withdrawals.takeBack({ ...command, pieces, reason })
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { withdrawals } = officeWorld({ request, context }).office
  const id = idOf('withdrawal', params['id'])
  const answer = await settle(withdrawals, id, await request.formData())
  return answer.is === 'settled' ? redirect(`${addresses.withdrawal(id)}?done`) : data(answer, { status: 409 })
}

const Outcome = () => {
  const { isDone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const text = useShell().words.paper.withdrawals
  if (answer !== undefined) {
    const reasons = { ...text.refused, 'no pieces': text.noPieces, 'no reason': text.noReason }
    return <Refused>{reasons[answer.because]}</Refused>
  }
  return isDone ? <Done>{text.settled}</Done> : null
}

const Declared = () => {
  const { withdrawal } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.paper.withdrawals
  const rows = [
    [text.received, formats.moment(withdrawal.receivedAt)],
    [text.name, withdrawal.name],
    [text.email, withdrawal.email],
    [text.order, withdrawal.order],
    [text.goods, withdrawal.part ?? text.everything],
    [text.state, text.states[withdrawal.state]],
    [text.number, withdrawal.id],
  ] as const
  return (
    <Sheet title={text.declared}>
      <dl className={css['data']}>
        {rows.map(([label, value]) => (
          <div key={label} className={css['row']}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

const Close = () => {
  const { withdrawal, commandId } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.paper.withdrawals
  const { closed } = withdrawal
  if (closed !== null) return <Sheet title={text.closed(formats.day(closed.at))} note={closed.because} />
  return (
    <Sheet title={text.close} note={text.closeNote}>
      <Form method="post" className={css['form']}>
        <CommandId id={commandId} />
        <TextInput name="reason" label={text.closeReason} size="md" required maxLength={200} />
        <div>
          <Button type="submit" name="what" value="close" variant="default" size="md">
            {text.closeButton}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

export default function WithdrawalPage() {
  const { withdrawal, commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.paper.withdrawals
  return (
    <Page title={text.pageTitle(withdrawal.name)} back={{ to: addresses.withdrawals(), label: text.back }}>
      <Outcome />
      <Declared />
      <MatchedOrder withdrawal={withdrawal} commandId={commandId} />
      {withdrawal.closed === null && <Candidates withdrawal={withdrawal} commandId={commandId} />}
      <Close />
    </Page>
  )
}
