import { TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { IconSearch } from '../icons.ts'
import { useShell } from '../shell-data.ts'
import { findNames, type Forest } from './forest.ts'
import css from './structure-view.module.css'

type SearchProps = { readonly forest: Forest | null; readonly onFind: (position: number) => void }

const listed = 8

type FoundProps = {
  readonly forest: Forest
  readonly matches: readonly number[]
  readonly onFind: (position: number) => void
}

const Matches = ({ forest, matches, onFind }: FoundProps) => {
  const text = useShell().words.office.structure
  if (matches.length === 0) return <p className={css['matches']}>{text.noMatch}</p>
  return (
    <ul className={css['matches']}>
      {matches.slice(0, listed).map(position => (
        <li key={position}>
          <button type="button" onClick={() => onFind(position)}>
            {forest.names[position]}
            {forest.parents[position]! >= 0 && <span>{forest.names[forest.parents[position]!]}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

const HowMany = ({ q, count }: { readonly q: string; readonly count: number }) => {
  const { words, formats } = useShell()
  const text = words.office.structure
  return (
    <p className="unseen" aria-live="polite">
      {q !== '' && (count === 0 ? text.noMatch : text.matches(count, formats.count(count)))}
    </p>
  )
}

// Which match comes next when Enter is pressed again.
const useMatches = (forest: Forest | null, onFind: SearchProps['onFind']) => {
  const [{ q, turn, isListed }, setState] = useState({ q: '', turn: 0, isListed: false })
  const matches = useMemo(() => (forest === null ? [] : findNames(forest, q)), [forest, q])
  const find = (position: number, turn = 0) => {
    setState({ q, turn, isListed: false })
    onFind(position)
  }
  return {
    q,
    matches,
    isListed: isListed && q !== '',
    ask: (words: string) => setState({ q: words, turn: 0, isListed: true }),
    close: () => setState({ q, turn, isListed: false }),
    find,
    findNext: () => matches.length > 0 && find(matches[turn % matches.length]!, turn + 1),
  }
}

/** Finds names in the drawing; Enter goes from one match to the next. */
export const Search = ({ forest, onFind }: SearchProps) => {
  const text = useShell().words.office.structure
  const { q, matches, isListed, ask, close, find, findNext } = useMatches(forest, onFind)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    findNext()
  }
  return (
    <search className={css['search']}>
      <form onSubmit={submit}>
        <TextInput
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          value={q}
          onChange={event => ask(event.currentTarget.value)}
          onKeyDown={event => event.key === 'Escape' && close()}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          disabled={forest === null}
          size="md"
        />
      </form>
      <HowMany q={q} count={matches.length} />
      {forest !== null && isListed && <Matches forest={forest} matches={matches} onFind={position => find(position)} />}
    </search>
  )
}
