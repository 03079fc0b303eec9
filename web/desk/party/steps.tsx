import { Button, TextInput } from '@mantine/core'
import { Form, useLoaderData } from 'react-router'
import type { PartyStep } from '#doors/server'
import { CommandId } from '../../ui/command-id.tsx'
import { useShell } from '../../ui/shell-data.ts'
import type { PartyData } from './party.tsx'
import css from './party.module.css'

const steps: readonly PartyStep[] = ['open', 'close', 'reopen', 'settle', 'cancel']

const Step = ({ step }: { readonly step: PartyStep }) => {
  const { party, commandId } = useLoaderData<PartyData>()
  const { page } = useShell().words.party
  return (
    <Form method="post" className={css['step']} key={`${step} ${commandId}`}>
      <CommandId id={commandId} />
      {step === 'reopen' && (
        <TextInput
          name="until"
          type="date"
          size="md"
          label={page.reopenUntil}
          defaultValue={party.graceUntil}
          max={party.graceUntil}
          required
        />
      )}
      <Button type="submit" name="what" value={step} size="md" variant="default">
        {page.steps[step]}
      </Button>
    </Form>
  )
}

/** What can be done with the party now. */
export const Steps = () => {
  const { party } = useLoaderData<PartyData>()
  return (
    <div className={css['steps']}>
      {steps
        .filter(step => party.refusals[step] === undefined)
        .map(step => (
          <Step key={step} step={step} />
        ))}
    </div>
  )
}
