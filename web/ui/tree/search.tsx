import { TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { IconSearch } from '../icons.ts'
import { useShell } from '../shell-data.ts'
import { findNames, type Forest } from './forest.ts'
import css from './structure-view.module.css'

type SearchProps = { readonly forest: Forest | null; readonly onFind: (position: number) => void }

const listed = 8

const Matches = ({
  forest,
  matches,
  onFind,
}: {
  readonly forest: Forest
  readonly matches: readonly number[]
  readonly onFind: (position: number) => void
}) => (
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

/** Finds names in the drawing; Enter goes from one match to the next. */
export const Search = ({ forest, onFind }: SearchProps) => {
  const { words, formats } = useShell()
  const text = words.office.structure
  const [q, setQ] = useState('')
  const [turn, setTurn] = useState(0)
  const [isListed, setListed] = useState(false)
  const matches = useMemo(() => (forest === null ? [] : findNames(forest, q)), [forest, q])
  const find = (position: number) => {
    setListed(false)
    onFind(position)
  }
  const findNext = () => {
    if (matches.length === 0) return
    find(matches[turn % matches.length]!)
    setTurn(turn + 1)
  }
  return (
    <form
      className={css['search']}
      role="search"
      onSubmit={event => {
        event.preventDefault()
        findNext()
      }}
      onKeyDown={event => event.key === 'Escape' && setListed(false)}
    >
      <TextInput
        type="search"
        aria-label={text.search}
        placeholder={text.search}
        value={q}
        onChange={event => {
          setQ(event.currentTarget.value)
          setTurn(0)
          setListed(true)
        }}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        disabled={forest === null}
        size="md"
      />
      <p className="unseen" aria-live="polite">
        {q !== '' &&
          (matches.length === 0 ? text.noMatch : text.matches(matches.length, formats.count(matches.length)))}
      </p>
      {forest !== null &&
        isListed &&
        q !== '' &&
        (matches.length > 0 ? (
          <Matches forest={forest} matches={matches} onFind={find} />
        ) : (
          <p className={css['matches']}>{text.noMatch}</p>
        ))}
    </form>
  )
}
