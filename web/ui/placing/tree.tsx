import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { ContactId, ContactRef, TreeSeat } from '../context.ts'
import { useShell } from '../shell-data.ts'
import css from './placing.module.css'

type Props = {
  readonly top: TreeSeat
  readonly width: number
  /** Who is being placed: then free places are buttons of the form around the picture. */
  readonly chosen: ContactRef | null
  readonly rootTo: (id: ContactId) => string
}

type SeatProps = Omit<Props, 'top' | 'width'> & { readonly seat: TreeSeat; readonly isTop?: boolean }

const Name = ({ seat, isTop = false, chosen, rootTo }: SeatProps) => {
  const { words, formats, viewer } = useShell()
  const text = words.placing
  const { contact, below } = seat
  const isMe = contact !== null && contact.id === viewer?.contactId
  return (
    <div className={css['seat']} data-chosen={(chosen !== null && contact?.id === chosen.id) || undefined}>
      {contact === null || isMe || isTop ? (
        <span className={css['name']}>{contact?.name ?? text.another}</span>
      ) : (
        <Link to={rootTo(contact.id)} className={css['name']}>
          {contact.name}
        </Link>
      )}
      {below > 0 && <span className={css['soft']}>{text.below(below, formats.count(below))}</span>}
    </div>
  )
}

type PlaceProps = Omit<SeatProps, 'seat'> & {
  readonly at: TreeSeat['places'][number]
  readonly of: TreeSeat
  readonly place: number
}

const Place = ({ at, of, place, ...props }: PlaceProps) => {
  const { words, formats } = useShell()
  const text = words.placing
  const { chosen } = props
  if (at === 'more') return <span className={css['soft']}>{text.more}</span>
  if (at !== 'free') return <Seat seat={at} {...props} />
  if (chosen === null || of.contact === null || of.contact.id === chosen.id)
    return (
      <span className={css['free']}>
        <span className="unseen">{text.freeAt(formats.count(place + 1))}</span>
        <span aria-hidden>{text.free}</span>
      </span>
    )
  return (
    <Button
      type="submit"
      size="md"
      variant="light"
      name="at"
      value={`${of.contact.id} ${place}`}
      className={css['put']}
      aria-label={text.put(chosen.name)}
    >
      {text.here}
    </Button>
  )
}

const Seat = ({ seat, isTop = false, ...props }: SeatProps) => (
  <>
    <Name seat={seat} isTop={isTop} {...props} />
    <ol className={css['places']}>
      {seat.places.map((at, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a place is its number
        <li key={place}>
          <Place at={at} of={seat} place={place} {...props} />
        </li>
      ))}
    </ol>
  </>
)

/** A tree of limited width, some steps down, with its free places. */
export const TreePicture = ({ top, width, ...props }: Props) => (
  <div className={css['scroll']}>
    <div className={css['tree']} data-narrow={width <= 3 || undefined}>
      <Seat seat={top} isTop {...props} />
    </div>
  </div>
)
