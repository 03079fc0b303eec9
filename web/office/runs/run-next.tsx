import { Button } from '@mantine/core'
import { Form, useNavigation } from 'react-router'
import { Refused } from '../../ui/answers.tsx'
import { CommandId } from '../../ui/command-id.tsx'
import type { RunRefusal, RunView } from '../../ui/context.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import css from './runs.module.css'

type Props = { readonly run: RunView; readonly commandId: string }

const Closing = ({ progress }: Pick<RunView, 'progress'>) => {
  const text = useShell().words.runs.run
  const { done, total } = progress ?? { done: 0, total: 1 }
  return (
    <div className={css['next']} aria-live="polite">
      <p>{text.closing}</p>
      <ProgressBar label={text.closing} value={done} most={total} />
    </div>
  )
}

const Closed = ({ closed }: { readonly closed: NonNullable<RunView['closed']> }) => {
  const { words, formats } = useShell()
  const text = words.runs.run
  return (
    <Sheet title={text.closedAt(formats.moment(closed.at), closed.by)}>
      <p className={css['hash']}>
        {text.hash}
        <code>{closed.hash}</code>
      </p>
    </Sheet>
  )
}

const useNote = (run: RunView): string => {
  const { notes } = useShell().words.runs.run
  if (!run.isOver) return notes.running
  if (run.state === 'approved') return notes.approved
  if (run.state === 'draft') return run.isOwnDraft ? notes.own : notes.draft
  return notes.open
}

const actsOf = (run: RunView) => {
  if (run.state === 'open') return [['draft', 'draft']] as const
  const isOld = run.checks.some(({ name, is }) => name === 'draft up to date' && is === 'stop')
  if (!run.isOver || isOld) return [['draft', 'again']] as const
  if (run.state === 'approved')
    return [
      ['close', 'close'],
      ['draft', 'again'],
    ] as const
  return run.isOwnDraft
    ? ([['draft', 'again']] as const)
    : ([
        ['approve', 'approve'],
        ['draft', 'again'],
      ] as const)
}

/** What can be done with the run now, and by whom. */
export const NextStep = ({ run, commandId }: Props) => {
  const text = useShell().words.runs.run
  const note = useNote(run)
  const isBusy = useNavigation().state === 'submitting'
  if (run.closed !== null) return <Closed closed={run.closed} />
  return (
    <Sheet title={text.next}>
      {run.closingRefused !== null && <Refused>{text.refused[run.closingRefused as RunRefusal]}</Refused>}
      {run.closingAsked === null ? (
        <Form method="post" className={css['next']}>
          <CommandId id={commandId} />
          <p>{note}</p>
          <div className={css['buttons']}>
            {actsOf(run).map(([act, words], place) => (
              <Button
                key={act}
                type="submit"
                name="do"
                value={act}
                size="md"
                variant={place === 0 ? 'filled' : 'default'}
                loading={isBusy}
              >
                {text.do[words]}
              </Button>
            ))}
          </div>
        </Form>
      ) : (
        <Closing progress={run.progress} />
      )}
    </Sheet>
  )
}
