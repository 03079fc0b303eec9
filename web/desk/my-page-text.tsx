import { Button, Textarea } from '@mantine/core'
import { Form, useNavigation } from 'react-router'
import type { MyPage } from '#doors/server'
import { CommandId } from '../ui/command-id.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { RefusalAlert, useRefusal, type Refused } from './my-page-refusal.tsx'
import css from './my-page.module.css'

type Props = { readonly page: MyPage; readonly commandId: string; readonly refused: Refused }

type ChoiceProps = {
  readonly name: string
  readonly isChosen: boolean
  readonly label: string | null
  readonly missing: string
}

// Nothing can be shown that nobody knows.
const Choice = ({ name, isChosen, label, missing }: ChoiceProps) =>
  label === null ? (
    <p className={css['soft']}>{missing}</p>
  ) : (
    <label className={css['choice']}>
      <input type="checkbox" name={name} defaultChecked={isChosen} />
      <span>{label}</span>
    </label>
  )

const Contact = ({ page }: { readonly page: MyPage }) => {
  const text = useShell().words.webAddress
  return (
    <fieldset className={css['stack']}>
      <legend>{text.contactTitle}</legend>
      <Choice
        name="showsEmail"
        isChosen={page.showsEmail}
        label={page.email === null ? null : text.showEmail(page.email)}
        missing={text.noEmail}
      />
      <Choice
        name="showsPhone"
        isChosen={page.showsPhone}
        label={page.phone === null ? null : text.showPhone(page.phone)}
        missing={text.noPhone}
      />
    </fieldset>
  )
}

/** Greeting and ways to be reached. */
export const TextSheet = ({ page, commandId, refused }: Props) => {
  const text = useShell().words.webAddress
  const because = useRefusal(refused, ['text'])
  const isBusy = useNavigation().formData?.get('do') === 'text'
  const greetings = [
    { name: 'de', label: text.greetingDe, value: page.greeting.de },
    { name: 'en', label: text.greetingEn, value: page.greeting.en },
  ] as const
  return (
    <Sheet title={text.textTitle} note={text.greetingHint} id="text">
      <Form method="post" className={css['stack']}>
        <CommandId id={commandId} />
        <input type="hidden" name="do" value="text" />
        <RefusalAlert because={because} />
        <div className={css['columns']}>
          {greetings.map(({ name, label, value }) => (
            <Textarea
              key={name}
              name={name}
              label={label}
              size="md"
              rows={5}
              maxLength={1000}
              lang={name}
              defaultValue={value ?? ''}
            />
          ))}
        </div>
        <Contact page={page} />
        <div>
          <Button type="submit" size="md" loading={isBusy}>
            {text.save}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
