import { NativeSelect, TextInput } from '@mantine/core'
import { Fragment } from 'react'
import { useActionData } from 'react-router'
import { Refused, SaveForm } from '../ui/answers.tsx'
import type { RankGiven, RanksByHand } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './contact.module.css'
import type { RankField, RankRefused } from './rank-by-hand-action.ts'

type Props = { readonly shown: RanksByHand; readonly commandId: string; readonly isSaved: boolean }

/** What was refused to the form that ends this rank, or with null to the one that gives another. */
const useRefused = (ending: number | null): RankRefused | undefined => {
  const answer = useActionData() as RankRefused | { readonly of?: never } | undefined
  return answer?.of === 'rank' && answer.ending === ending ? answer : undefined
}

const useSentence = () => {
  const { words, formats } = useShell()
  const text = words.rankByHand
  return ({ why, ending }: RankRefused): string => {
    if (why.because === 'no reason' && ending !== null) return text.noEndReason
    if (why.because === 'closed month') return text.closedMonth(formats.month(why.firstOpen))
    if (why.because !== 'unknown rank') return text.faults[why.because]
    return why.known.length === 0 ? text.noRanks : text.unknownRank(why.known.join(', '))
  }
}

const useField = (refused: RankRefused | undefined) => {
  const sentence = useSentence()
  return (name: RankField, usual = '') => ({
    name,
    size: 'md' as const,
    defaultValue: refused?.typed[name] ?? usual,
    error: refused !== undefined && refused.field === name && sentence(refused),
  })
}

const Told = ({ refused }: { readonly refused: RankRefused | undefined }) => {
  const sentence = useSentence()
  const text = useShell().words.rankByHand
  if (refused === undefined) return null
  return <Refused>{refused.field === null ? sentence(refused) : text.problem}</Refused>
}

const End = ({ given, commandId }: { readonly given: RankGiven; readonly commandId: string }) => {
  const text = useShell().words.rankByHand
  const refused = useRefused(given.id)
  const field = useField(refused)
  return (
    <details className={css['ending']} open={refused !== undefined}>
      <summary>{text.end(given.rank)}</summary>
      <SaveForm commandId={refused?.commandId ?? commandId} className={css['asked']} save={text.endSave}>
        <input type="hidden" name="do" value="rank" />
        <input type="hidden" name="id" value={given.id} />
        <Told refused={refused} />
        <TextInput type="date" label={text.last} {...field('until')} />
        <TextInput label={text.endReason} maxLength={200} {...field('reason')} />
      </SaveForm>
    </details>
  )
}

const List = ({ shown: { given }, commandId }: Omit<Props, 'isSaved'>) => {
  const { words, formats } = useShell()
  const text = words.rankByHand
  if (given.length === 0) return <p className={css['soft']}>{text.none}</p>
  return (
    <ol className={css['history']}>
      {given.map(each => (
        <li key={each.id}>
          <span>
            <strong>{each.rank}</strong>{' '}
            {each.until === null
              ? text.from(formats.day(each.from))
              : text.within(formats.day(each.from), formats.day(each.until))}
          </span>
          <span>{each.reason}</span>
          <span className={css['soft']}>{text.given(formats.moment(each.at), each.by)}</span>
          {each.ends.map(end => (
            <Fragment key={end.at}>
              <span>{text.ended(formats.day(end.until), end.reason)}</span>
              <span className={css['soft']}>{text.endedBy(formats.moment(end.at), end.by)}</span>
            </Fragment>
          ))}
          {each.mayEnd && <End given={each} commandId={commandId} />}
        </li>
      ))}
    </ol>
  )
}

const Give = ({ shown: { onOffer, usualFirst }, commandId }: Omit<Props, 'isSaved'>) => {
  const text = useShell().words.rankByHand
  const refused = useRefused(null)
  const field = useField(refused)
  return (
    <SaveForm commandId={refused?.commandId ?? commandId} className={css['asked']} save={text.save}>
      <input type="hidden" name="do" value="rank" />
      <h3>{text.give}</h3>
      <Told refused={refused} />
      <NativeSelect label={text.rank} data={[...onOffer]} {...field('rank', onOffer[0])} />
      <TextInput type="date" label={text.first} {...field('from', usualFirst)} />
      <TextInput type="date" label={text.last} description={text.lastNote} {...field('until')} />
      <TextInput label={text.reason} maxLength={200} {...field('reason')} />
    </SaveForm>
  )
}

const Ways = (props: Omit<Props, 'isSaved'>) => {
  const text = useShell().words.rankByHand
  if (!props.shown.isPartner) return <p className={css['soft']}>{text.noPartner}</p>
  if (props.shown.onOffer.length === 0) return <p className={css['soft']}>{text.noPlan}</p>
  return <Give {...props} />
}

/** Which ranks the company gave a partner, why and until when; nothing for whoever never was one. */
export const ContactRankByHand = ({ isSaved, ...props }: Props) => {
  const text = useShell().words.rankByHand
  const { isPartner, given } = props.shown
  const isRefused = useActionData() !== undefined
  if (!isPartner && given.length === 0) return null
  return (
    <Sheet title={text.title} note={text.note} id="rank-by-hand">
      <div className={css['sides']}>
        <div className={css['decided']}>
          {isSaved && !isRefused && <output>{text.saved}</output>}
          <List {...props} />
        </div>
        <Ways {...props} />
      </div>
    </Sheet>
  )
}
