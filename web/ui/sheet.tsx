import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'
import { IconArrowLeft, IconEmpty } from './icons.ts'
import { useShell } from './shell-data.ts'
import css from './sheet.module.css'

type PageProps = {
  readonly title: ReactNode
  readonly lead?: ReactNode
  /** What stands beside the title: the month, an action. */
  readonly tools?: ReactNode
  readonly back?: { readonly to: string; readonly label: string } | undefined
  /** Uses all the width there is. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** One page: its title, what belongs to the whole of it, and its sheets. */
export const Page = ({ title, lead, tools, back, isWide = false, children }: PageProps) => (
  <main id="content" className={css['page']} data-wide={isWide || undefined} tabIndex={-1}>
    <div className={css['head']}>
      <div className={css['titles']}>
        {back !== undefined && (
          <Link to={back.to} className={css['back']}>
            <IconArrowLeft size={16} stroke={1.75} aria-hidden />
            {back.label}
          </Link>
        )}
        <h1>{title}</h1>
        {lead !== undefined && <div className={css['lead']}>{lead}</div>}
      </div>
      {tools}
    </div>
    {children}
  </main>
)

type SheetProps = {
  readonly title?: ReactNode
  readonly note?: ReactNode
  readonly tools?: ReactNode
  readonly id?: string
  readonly children?: ReactNode
}

export const Sheet = ({ title, note, tools, id, children }: SheetProps) => {
  const titleId = useId()
  return (
    <section className={css['sheet']} id={id} aria-labelledby={title === undefined ? undefined : titleId}>
      {title !== undefined && (
        <div className={css['sheetHead']}>
          <h2 id={titleId}>{title}</h2>
          {tools}
          {note !== undefined && <p className={css['note']}>{note}</p>}
        </div>
      )}
      {children}
    </section>
  )
}

type EmptyProps = { readonly title: string; readonly text: string; readonly children?: ReactNode }

/** Nothing is there: says so, and what to do next. */
export const EmptyState = ({ title, text, children }: EmptyProps) => (
  <div className={css['empty']}>
    <IconEmpty size={40} stroke={1.25} aria-hidden />
    <p className={css['emptyTitle']}>{title}</p>
    <p>{text}</p>
    {children}
  </div>
)

type PagerProps = {
  readonly isFirst: boolean
  /** The cursor of the following page; null on the last. */
  readonly next: string | null
  /** Where the page of a cursor is; null for the first. */
  readonly to: (cursor: string | null) => string
}

/** The way through a longer list. */
export const Pager = ({ isFirst, next, to }: PagerProps) => {
  const text = useShell().words.list
  if (isFirst && next === null) return null
  return (
    <p className={css['pager']}>
      {!isFirst && (
        <Link to={to(null)} preventScrollReset>
          {text.first}
        </Link>
      )}
      {next !== null && (
        <Link to={to(next)} rel="next" preventScrollReset>
          {text.next}
        </Link>
      )}
    </p>
  )
}
