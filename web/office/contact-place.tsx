import { NativeSelect, TextInput } from '@mantine/core'
import { useActionData } from 'react-router'
import { Refused, SaveForm } from '../ui/answers.tsx'
import type { PlacesOfContact } from '../ui/context.ts'
import { useStand } from '../ui/placing/stand.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './contact.module.css'
import type { PlaceField, PlaceRefused } from './place-action.ts'

type Props = { readonly shown: PlacesOfContact; readonly commandId: string; readonly isSaved: boolean }

const useRefused = (): PlaceRefused | undefined => {
  const answer = useActionData() as PlaceRefused | { readonly of?: never } | undefined
  return answer?.of === 'place' ? answer : undefined
}

const Stands = ({ shown }: Pick<Props, 'shown'>) => {
  const text = useShell().words.placing
  const stand = useStand()
  if (shown.stands.length === 0) return <p className={css['soft']}>{text.office.nowhere}</p>
  return (
    <ul className={css['history']}>
      {shown.stands.map(each => (
        <li key={each.rule}>
          <span>{text.stands(each.rule, each.below === null ? text.begins : stand(each))}</span>
          <span className={css['soft']}>{each.isSettled ? text.settled : text.office.open}</span>
        </li>
      ))}
    </ul>
  )
}

const Where = ({ one, width }: { readonly one: PlacesOfContact['named'][number]; readonly width: number }) => {
  const text = useShell().words.placing.office
  const stand = useStand()
  const { below, place } = one
  if (below === null) return text.spillover
  return place === null ? text.under(below.name) : stand({ below, place, width })
}

const Named = ({ shown }: Pick<Props, 'shown'>) => {
  const { words, formats } = useShell()
  const text = words.placing.office
  if (shown.named.length === 0) return <p className={css['soft']}>{text.none}</p>
  return (
    <>
      <h3>{text.history}</h3>
      <ol className={css['history']}>
        {shown.named.map(one => (
          <li key={one.at}>
            <span>
              <strong>
                <Where one={one} width={shown.width} />
              </strong>{' '}
              {text.from(formats.day(one.from))}
            </span>
            {one.reason !== '' && <span>{one.reason}</span>}
            <span className={css['soft']}>
              {text.by(formats.moment(one.at), one.by)}
              {one.isReplaced && ` · ${text.replaced}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

const Give = ({ shown, commandId }: Omit<Props, 'isSaved'>) => {
  const { words, formats } = useShell()
  const { office: text, refused: sentences } = words.placing
  const refused = useRefused()
  const field = (name: PlaceField) => ({
    name,
    size: 'md' as const,
    defaultValue: refused?.typed[name] ?? '',
    error: refused?.field === name && sentences[refused.because],
  })
  const places = Array.from({ length: shown.width }, (_, place) => ({
    value: String(place),
    label: text.number(formats.count(place + 1)),
  }))
  return (
    <SaveForm commandId={refused?.commandId ?? commandId} className={css['asked']} save={text.save}>
      <input type="hidden" name="do" value="place" />
      <h3>{text.give}</h3>
      {refused !== undefined && <Refused>{sentences[refused.because]}</Refused>}
      <TextInput
        label={text.belowWhom}
        description={text.belowNote}
        maxLength={60}
        autoComplete="off"
        {...field('below')}
      />
      <NativeSelect label={text.which} data={[{ value: '', label: text.next }, ...places]} {...field('place')} />
      <TextInput label={text.reason} maxLength={200} {...field('reason')} />
    </SaveForm>
  )
}

/** Where a partner stands in the trees of the plan, and placing him; nothing where there is no tree. */
export const ContactPlace = ({ shown, commandId, isSaved }: Props) => {
  const text = useShell().words.placing
  const isRefused = useActionData() !== undefined
  const { mayPlace, stands, named } = shown
  if (!mayPlace && stands.length === 0 && named.length === 0) return null
  return (
    <Sheet title={text.office.title} note={text.office.note} id="place">
      <div className={css['sides']}>
        <div className={css['decided']}>
          {isSaved && !isRefused && <output>{text.saved}</output>}
          <Stands shown={shown} />
          <Named shown={shown} />
        </div>
        {mayPlace ? (
          <Give shown={shown} commandId={commandId} />
        ) : (
          <p className={css['soft']}>{text.office.settledNote}</p>
        )}
      </div>
    </Sheet>
  )
}
