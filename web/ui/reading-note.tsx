import type { Reading } from '#doors/server'
import { IconInfo } from './icons.ts'
import { useShell, useWords } from './shell-data.ts'
import css from './reading-note.module.css'

/** Which reading a figure is: in one line, and in full sentences when opened. */
export const ReadingNote = ({ reading }: { readonly reading?: Reading }) => {
  const { company } = useShell()
  const words = useWords().reading
  const { whose, moment } = reading ?? company.reading
  return (
    <details className={css['note']}>
      <summary>
        <IconInfo size={16} stroke={1.75} aria-hidden />
        <span>
          {words.label}: {words.whose[whose]}, {words.moment[moment]}
        </span>
      </summary>
      <div className={css['text']}>
        <p className={css['title']}>{words.title}</p>
        <p>{words.whoseNotes[whose]}</p>
        <p>{words.momentNotes[moment]}</p>
        <p>{words.becomesTurnover[company.relevantAt]}</p>
      </div>
    </details>
  )
}
