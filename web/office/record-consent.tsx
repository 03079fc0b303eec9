import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import { usualWords, type Channel } from '#people/consent'
import { CommandId } from '../ui/command-id.tsx'
import type { Consents } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './consents.module.css'

const ways: readonly Channel[] = ['email', 'phone', 'post', 'messenger']

type RecordProps = {
  readonly consents: Consents
  /** The contact's language: in it he was asked. */
  readonly language: 'de' | 'en'
  readonly commandId: string
}

/** The form for a consent that the company can prove. */
export const RecordConsent = ({ consents, language, commandId }: RecordProps) => {
  const text = useShell().words.known.consent
  const senders = [consents.house, ...(consents.partner === null ? [] : [consents.partner])]
  const needed = { size: 'md', required: true, withAsterisk: false, maxLength: 200 } as const
  const example = usualWords(language, { sender: consents.house.name, channel: 'email' })
  return (
    <Sheet title={text.record} note={text.recordNote}>
      <Form method="post" className={css['form']}>
        <CommandId id={commandId} />
        <NativeSelect
          name="sender"
          label={text.sender}
          size="md"
          data={senders.map(each => ({ value: each.id, label: each.name }))}
        />
        <NativeSelect
          name="channel"
          label={text.channel}
          size="md"
          data={ways.map(value => ({ value, label: text.channels[value] }))}
        />
        <TextInput name="proof" label={text.proofField} placeholder={text.proofExample} {...needed} />
        <Textarea name="text" label={text.wordsField} placeholder={example} rows={3} {...needed} />
        <Button type="submit" size="md">
          {text.submit}
        </Button>
      </Form>
    </Sheet>
  )
}
