import { Checkbox } from '@mantine/core'
import { reasonClasses, type ReasonClass } from '#sales/order'
import { Done, SaveForm } from '../../ui/answers.tsx'
import type { ReturnsRule } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import css from './runs.module.css'

type Props = { readonly rule: ReturnsRule; readonly commandId: string; readonly isSaved: boolean }

/** The classes that a form has ticked. @throws a 400 for what is none. */
export const classesIn = (form: FormData): ReasonClass[] =>
  form.getAll('class').map(value => {
    const known = reasonClasses.find(each => each === value)
    if (known === undefined) throw new Response('class', { status: 400 })
    return known
  })

const Classes = ({ rule }: Pick<Props, 'rule'>) => {
  const text = useShell().words.returns
  return (
    <fieldset className={css['classes']}>
      <legend>{text.legend}</legend>
      {reasonClasses.map(each => (
        <Checkbox
          key={each}
          size="md"
          name="class"
          value={each}
          label={text.classes[each]}
          description={text.meaning[each]}
          defaultChecked={rule.classes.includes(each)}
        />
      ))}
    </fieldset>
  )
}

const useNamed = () => {
  const text = useShell().words.returns
  return (classes: readonly ReasonClass[]): string =>
    classes.length === 0
      ? text.none
      : reasonClasses
          .filter(each => classes.includes(each))
          .map(each => text.classes[each])
          .join(', ')
}

const Changes = ({ rule: { changes } }: Pick<Props, 'rule'>) => {
  const { words, formats } = useShell()
  const text = words.returns
  const named = useNamed()
  if (changes.length === 0) return <p className={css['soft']}>{text.nobody}</p>
  return (
    <>
      <h3>{text.history}</h3>
      <ul className={css['history']}>
        {changes.map(({ at, by, classes, from }) => (
          <li key={`${at} ${by}`}>
            <span>
              {named(classes)} · {from === null ? text.fromAlways : text.from(formats.month(from))}
            </span>
            <span className={css['soft']}>{text.changed(formats.moment(at), by)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Which returns take commissions back, from when a change counts, and who changed it. */
export const Returns = ({ rule, commandId, isSaved }: Props) => {
  const { words, formats } = useShell()
  const text = words.returns
  return (
    <Sheet title={text.title} note={text.note} id="returns">
      <div className={css['form']}>
        {isSaved && (
          <output>
            <Done>{text.saved}</Done>
          </output>
        )}
        <SaveForm commandId={commandId} className={css['form']} save={text.save}>
          <input type="hidden" name="do" value="returns" />
          <Classes rule={rule} />
          <p className={css['soft']}>{text.untold}</p>
          <p className={css['soft']}>
            {rule.from === null ? text.countsForAll : text.counts(formats.month(rule.from))}
          </p>
        </SaveForm>
        <Changes rule={rule} />
      </div>
    </Sheet>
  )
}
