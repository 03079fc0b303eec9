import { NativeSelect, TextInput } from '@mantine/core'
import { useActionData } from 'react-router'
import { Refused, SaveForm } from '../ui/answers.tsx'
import type { LeadOfContact } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './contact.module.css'
import { giverKinds, type GiverField, type GiverRefused } from './lead-action.ts'

type Props = { readonly shown: LeadOfContact; readonly commandId: string; readonly isSaved: boolean }

const useRefused = (): GiverRefused | undefined => {
  const answer = useActionData() as GiverRefused | { readonly of?: never } | undefined
  return answer?.of === 'lead' ? answer : undefined
}

const useSentence = () => {
  const { words, formats } = useShell()
  const text = words.leads.office
  return ({ why }: GiverRefused): string =>
    why.because === 'closed month' ? text.closedMonth(formats.month(why.firstOpen)) : text.faults[why.because]
}

const Decisions = ({ shown }: Pick<Props, 'shown'>) => {
  const { words, formats } = useShell()
  const text = words.leads.office
  if (shown.decisions.length === 0) return null
  return (
    <>
      <h3>{text.decisions}</h3>
      <ol className={css['history']}>
        {shown.decisions.map(({ giver, from, reason, at, by }) => (
          <li key={at}>
            <span>
              <strong>{giver?.name}</strong>{' '}
              {giver === null ? text.nobodyFrom(formats.day(from)) : text.from(formats.day(from))}
            </span>
            <span>{reason === 'passed on' ? text.passedOn : reason}</span>
            <span className={css['soft']}>{text.by(formats.moment(at), by)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

const Offers = ({ shown }: Pick<Props, 'shown'>) => {
  const { words, formats } = useShell()
  const text = words.leads
  if (shown.offers.length === 0) return null
  return (
    <>
      <h3>{text.office.offers}</h3>
      <ol className={css['history']}>
        {shown.offers.map(({ id, giver, receiver, note, offeredAt, answer, answeredAt }) => (
          <li key={id}>
            <span>{text.office.offer(giver.name, receiver.name)}</span>
            {note !== '' && <span>{note}</span>}
            <span className={css['soft']}>
              {formats.day(offeredAt)}, {text.states[answer ?? 'open']}
              {answeredAt !== null && ` ${formats.day(answeredAt)}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

const Correct = ({ shown, commandId }: Omit<Props, 'isSaved'>) => {
  const text = useShell().words.leads.office
  const refused = useRefused()
  const sentence = useSentence()
  const field = (name: GiverField, usual = '') => ({
    name,
    size: 'md' as const,
    defaultValue: refused?.typed[name] ?? usual,
    error: refused?.field === name && sentence(refused),
  })
  return (
    <SaveForm commandId={refused?.commandId ?? commandId} className={css['asked']} save={text.save}>
      <input type="hidden" name="do" value="lead" />
      <h3>{text.correct}</h3>
      {refused !== undefined && <Refused>{refused.field === null ? sentence(refused) : text.problem}</Refused>}
      <NativeSelect
        label={text.giver}
        data={giverKinds.map(value => ({ value, label: text.kinds[value] }))}
        {...field('kind', 'partner')}
      />
      <TextInput label={text.number} maxLength={60} autoComplete="off" {...field('number')} />
      <TextInput type="date" label={text.day} {...field('from', shown.today)} />
      <TextInput label={text.reason} maxLength={200} {...field('reason')} />
    </SaveForm>
  )
}

/** Who gave a contact as a lead, every offer and decision, and the company's own. */
export const ContactLead = ({ shown, commandId, isSaved }: Props) => {
  const text = useShell().words.leads.office
  const isRefused = useActionData() !== undefined
  return (
    <Sheet title={text.title} note={text.note} id="lead">
      <div className={css['sides']}>
        <div className={css['decided']}>
          {isSaved && !isRefused && <output>{text.saved}</output>}
          <p>{shown.giver === null ? text.nobody : text.now(shown.giver.name)}</p>
          <Decisions shown={shown} />
          <Offers shown={shown} />
        </div>
        <Correct shown={shown} commandId={commandId} />
      </div>
    </Sheet>
  )
}
