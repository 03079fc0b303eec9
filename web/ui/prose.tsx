import type { ReactNode } from 'react'
import css from './prose.module.css'

const marks = /(\*\*[^*]+\*\*|`[^`]+`)/u

const markOf = (part: string, position: number): ReactNode => {
  if (part.startsWith('**')) return <strong key={position}>{part.slice(2, -2)}</strong>
  if (part.startsWith('`')) return <code key={position}>{part.slice(1, -1)}</code>
  return part
}

/** The two marks of Markdown that a description needs: **strong** and `code`. */
export const markedUp = (text: string): ReactNode[] => text.split(marks).map(markOf)

/** Paragraphs as one writes them, an empty line between. */
export const Prose = ({ text }: { readonly text: string }) => (
  <div className={css['prose']}>
    {text
      .split(/\n\s*\n/u)
      .filter(Boolean)
      .map(paragraph => (
        <p key={paragraph}>{markedUp(paragraph)}</p>
      ))}
  </div>
)
