import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core'
import { Form } from 'react-router'
import { Refused, SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import type { ContactId, ContactRef, CorrectionRefusal, CorrectionShown } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from '../ui/attribution.module.css'

/** What was typed in so far. */
export type Asked = { readonly q: string; readonly to: ContactId | null; readonly day: string; readonly reason: string }

type Candidate = { readonly contact: ContactRef; readonly reference: string }

export const Refusal = ({ because }: { readonly because: CorrectionRefusal }) => (
  <Refused>{useShell().words.attribution.office.refused[because]}</Refused>
)

type FormProps = {
  readonly contact: ContactRef
  readonly asked: Asked
  readonly houseId: ContactId
  readonly houseName: string
  readonly candidates: readonly Candidate[] | null
}

const Choices = ({ asked, houseId, houseName, candidates }: Omit<FormProps, 'contact'>) => {
  const text = useShell().words.attribution.office
  const choices = [
    { value: houseId, label: text.house(houseName), note: undefined },
    ...(candidates ?? [])
      .filter(({ contact }) => contact.id !== houseId)
      .map(({ contact, reference }) => ({ value: contact.id, label: contact.name, note: reference })),
  ]
  return (
    <fieldset className={css['choices']}>
      <legend className="unseen">{text.find}</legend>
      {choices.map(({ value, label, note }) => (
        <Radio
          key={value}
          size="md"
          name="to"
          value={value}
          defaultChecked={asked.to === value}
          label={label}
          description={note}
        />
      ))}
      {candidates?.length === 0 && <p>{text.noneFound}</p>}
    </fieldset>
  )
}

/** A form that only asks, so that what would change can be looked at first. */
export const CorrectionForm = ({ contact, asked, ...choices }: FormProps) => {
  const text = useShell().words.attribution.office
  const isFromRegistration = asked.day === 'registration'
  return (
    <Sheet title={text.correct} note={text.correctNote} id="correct">
      <Form
        method="get"
        action={`${addresses.attribution(contact.id)}#correct`}
        className={css['form']}
        key={`${asked.q} ${asked.to}`}
        preventScrollReset
      >
        <TextInput name="q" type="search" defaultValue={asked.q} label={text.find} placeholder={text.findPlaceholder} />
        <Choices asked={asked} {...choices} />
        <TextInput
          name="day"
          type="date"
          defaultValue={isFromRegistration ? '' : asked.day}
          label={text.day}
          description={text.dayNote}
        />
        <Checkbox
          size="md"
          name="registration"
          value="yes"
          defaultChecked={isFromRegistration}
          label={text.registration}
          description={text.registrationNote}
        />
        <div>
          <Button type="submit" variant="default" size="md">
            {text.show}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

type PreviewProps = {
  readonly shown: CorrectionShown
  readonly asked: Asked
  readonly commandId: string
}

/** What would change, and the way to do it. */
export const CorrectionPreview = ({ shown, asked, commandId }: PreviewProps) => {
  const { words, formats } = useShell()
  const text = words.attribution.office
  if (shown.refusal !== null) return <Refusal because={shown.refusal} />
  return (
    <Sheet title={text.preview}>
      <div className={css['preview']}>
        <p className={css['what']}>{text.from({ name: shown.to.name, day: formats.moment(shown.from) })}</p>
        <p>
          {shown.isFromRegistration
            ? text.recruiter({ by: shown.to.name, before: shown.sponsor.name })
            : text.instead(shown.sponsor.name)}
        </p>
        <p>{text.below(shown.below, formats.count(shown.below))}</p>
        <p className={css['soft']}>{text.booked}</p>
      </div>
      <SaveForm commandId={commandId} className={css['form']} save={text.confirm}>
        <input type="hidden" name="to" value={shown.to.id} />
        <input type="hidden" name="day" value={asked.day} />
        <Textarea
          name="reason"
          label={text.reason}
          description={text.reasonNote}
          maxLength={200}
          required
          defaultValue={asked.reason}
          autosize
          minRows={2}
        />
      </SaveForm>
    </Sheet>
  )
}
