import { Alert, Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { Form, useNavigation } from 'react-router'
import { reasonClasses, type ReasonClass } from '#sales/order'
import { Refused } from '../ui/answers.tsx'
import { CommandId } from '../ui/command-id.tsx'
import type { OrderActions, OrderRefusal, OrderStep } from '../ui/context.ts'
import { IconCheck } from '../ui/icons.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './orders.module.css'

/** What was typed into a form that was refused, by the field. */
export type Typed = Readonly<Record<string, string>>

type ActionsProps = {
  readonly actions: OrderActions
  readonly commandId: string
  readonly typed: Typed
  /** The reasons that take commissions back. */
  readonly takesBack: readonly ReasonClass[]
}

type StepProps = {
  readonly step: OrderStep
  readonly isFirst: boolean
  readonly commandId: string
  /** What was typed as the payer's account; undefined where it is not asked. */
  readonly iban: string | undefined
}

const Step = ({ step, isFirst, commandId, iban }: StepProps) => {
  const text = useShell().words.orders.actions
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Form method="post" className={css['step']}>
      <CommandId id={commandId} />
      {iban !== undefined && (
        <TextInput
          size="md"
          name="iban"
          label={text.iban}
          description={text.ibanNote}
          defaultValue={iban}
          autoComplete="off"
          maxLength={42}
        />
      )}
      <Button type="submit" name="do" value={step} size="md" loading={isBusy} variant={isFirst ? 'filled' : 'default'}>
        {text.steps[step]}
      </Button>
    </Form>
  )
}

const ReasonByLaw = ({ typed, takesBack }: Pick<ActionsProps, 'typed' | 'takesBack'>) => {
  const text = useShell().words.returns
  const options = reasonClasses.map(each => ({
    value: each,
    label: `${text.classes[each]} – ${takesBack.includes(each) ? text.takesBack : text.keeps}`,
  }))
  return (
    <NativeSelect
      size="md"
      name="class"
      label={text.label}
      required
      defaultValue={typed['class'] ?? ''}
      data={[{ value: '', label: text.choose }, ...options]}
    />
  )
}

const TakeBack = ({ actions, commandId, typed, takesBack }: ActionsProps) => {
  const { words, formats } = useShell()
  const text = words.orders.actions
  return (
    <details className={css['back']} open={typed['do'] === 'take back'}>
      <summary>{actions.isCancellation ? text.cancel : text.return}</summary>
      <Form method="post" className={css['form']}>
        <CommandId id={commandId} />
        <p className={css['note']}>{actions.isCancellation ? text.cancelNote : text.returnNote}</p>
        <fieldset className={css['pieces']}>
          <legend>{text.which}</legend>
          {actions.left.map(({ position, name, pieces }) => (
            <NumberInput
              key={position}
              size="md"
              name={`line ${position}`}
              label={text.pieces(name, formats.count(pieces))}
              defaultValue={typed[`line ${position}`] ?? pieces}
              min={0}
              max={pieces}
              allowDecimal={false}
            />
          ))}
        </fieldset>
        <ReasonByLaw typed={typed} takesBack={takesBack} />
        <TextInput
          size="md"
          name="reason"
          label={text.reason}
          required
          maxLength={200}
          defaultValue={typed['reason'] ?? ''}
        />
        <Button type="submit" name="do" value="take back" color="red.9" size="md">
          {actions.isCancellation ? text.confirmCancel : text.confirmReturn}
        </Button>
      </Form>
    </details>
  )
}

/** What a person does with an order: its next steps, and taking it back. */
export const Actions = ({ actions, commandId, typed, takesBack }: ActionsProps) => {
  const text = useShell().words.orders.actions
  const steps: OrderStep[] = [
    ...(actions.mayPay ? (['paid'] as const) : []),
    ...(actions.mayShip ? (['shipped'] as const) : []),
  ]
  if (actions.left.length === 0) return null
  return (
    <Sheet title={text.title}>
      {steps.length > 0 && (
        <div className={css['steps']}>
          {steps.map((step, index) => (
            <Step
              key={step}
              step={step}
              isFirst={index === 0}
              commandId={commandId}
              iban={step === 'paid' && actions.asksAccount ? (typed['iban'] ?? '') : undefined}
            />
          ))}
        </div>
      )}
      <TakeBack actions={actions} commandId={commandId} typed={typed} takesBack={takesBack} />
    </Sheet>
  )
}

export type ActionProblem = OrderRefusal | 'nothing chosen' | 'no reason' | 'no reason class'

/** What became of what was just asked. */
export const Outcome = ({
  isDone,
  problem,
}: {
  readonly isDone: boolean
  readonly problem: ActionProblem | undefined
}) => {
  const { words } = useShell()
  const text = words.orders.actions
  const unsaid = {
    'nothing chosen': text.nothingChosen,
    'no reason': text.noReason,
    'no reason class': words.returns.missing,
  }
  if (problem !== undefined) return <Refused>{{ ...text.refused, ...unsaid }[problem]}</Refused>
  if (!isDone) return null
  return (
    <output>
      <Alert color="green" icon={<IconCheck size={20} aria-hidden />} role="presentation">
        {text.done}
      </Alert>
    </output>
  )
}
