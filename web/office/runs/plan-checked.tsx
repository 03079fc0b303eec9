import { Alert } from '@mantine/core'
import type { PlanProblem, PlanWarning } from '#earnings/plan'
import type { Told } from '#earnings/scalar'
import { Refused } from '../../ui/answers.tsx'
import { useShell } from '../../ui/shell-data.ts'
import css from './runs.module.css'

type Placed = { readonly line: number; readonly column: number }

/** The line of the text that is meant, with a mark below the place. */
const Snippet = ({ text, line, column }: Placed & { readonly text: string }) => {
  const written = text.split('\n')[line - 1] ?? ''
  return (
    <pre>
      {written}
      {'\n'}
      {' '.repeat(Math.max(0, column - 1))}▲
    </pre>
  )
}

/** What is wrong with a plan, each with its place in the text. */
export const Problems = ({ problems, text }: { readonly problems: readonly PlanProblem[]; readonly text: string }) => {
  const { words, formats, language } = useShell()
  const said = words.runs.plan
  return (
    <>
      <Refused>{said.problems(problems.length, formats.count(problems.length))}</Refused>
      <ol className={css['problems']}>
        {problems.map(problem => (
          <li key={`${problem.line}:${problem.column} ${problem.path}`}>
            <p>
              <strong>{said.place(formats.count(problem.line), formats.count(problem.column))}</strong>
              {problem.path === '' ? '' : ` · ${problem.path}`}
            </p>
            <p>
              {said.found} {problem.found[language]}, {said.expected} {problem.expected[language]}
            </p>
            <Snippet text={text} line={problem.line} column={problem.column} />
          </li>
        ))}
      </ol>
    </>
  )
}

export const Warnings = ({ warnings }: { readonly warnings: readonly PlanWarning[] }) => {
  const { words, formats, language } = useShell()
  const said = words.runs.plan
  if (warnings.length === 0) return null
  return (
    <Alert color="yellow" title={said.warnings}>
      <ul className={css['words']}>
        {warnings.map(({ line, column, told }) => (
          <li key={`${line}:${column} ${told.en}`}>
            {told[language]}{' '}
            <span className={css['soft']}>({said.place(formats.count(line), formats.count(column))})</span>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** A plan in plain sentences. */
export const PlanWords = ({ words }: { readonly words: readonly Told[] }) => {
  const { language } = useShell()
  return (
    <ul className={css['words']}>
      {words.map(told => (
        <li key={told.en}>{told[language]}</li>
      ))}
    </ul>
  )
}
