import { Button } from '@mantine/core'
import { Form, useNavigation } from 'react-router'
import { CommandId } from '../command-id.tsx'
import { useShell } from '../shell-data.ts'
import css from './vouchers.module.css'

type SwitchProps = {
  readonly isOn: boolean
  readonly commandId: string
  readonly note: string
  /** Which code, where a page has several. */
  readonly voucher?: string
}

/** Lets something work no more, or again. */
export const SwitchForm = ({ isOn, commandId, note, voucher }: SwitchProps) => {
  const text = useShell().words.vouchers
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Form method="post" className={css['switch']}>
      <CommandId id={commandId} />
      <input type="hidden" name="switch" value={isOn ? 'off' : 'on'} />
      {voucher !== undefined && <input type="hidden" name="voucher" value={voucher} />}
      <p>{note}</p>
      <Button type="submit" size="md" variant={isOn ? 'default' : 'filled'} loading={isBusy}>
        {isOn ? text.switchOff : text.switchOn}
      </Button>
    </Form>
  )
}
