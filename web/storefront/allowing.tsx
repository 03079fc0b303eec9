import { uuidOf } from '#ground/identity'
import type { ContactId, OfferedConsent } from '#doors/server'
import { useShop } from './shell.ts'

type Props = {
  readonly offered: readonly OfferedConsent[]
  /** What was ticked before, by the ids; undefined where nothing was sent yet. */
  readonly ticked: string | undefined
}

/** Who may write to the visitor: ticked by nobody but himself, each sender alone. */
export const Allowing = ({ offered, ticked = '' }: Props) =>
  offered.map(({ sender, text }) => (
    <label className="choice bare" key={sender}>
      <input type="checkbox" name="allow" value={sender} defaultChecked={ticked.split(' ').includes(sender)} />
      <span>{text}</span>
    </label>
  ))

/** The same as a part of a longer form. */
export const AllowingPart = (props: Props) => {
  const text = useShop().words.checkout
  if (props.offered.length === 0) return null
  return (
    <fieldset className="part">
      <legend className="unseen">{text.news}</legend>
      <h2 aria-hidden>{text.news}</h2>
      <Allowing {...props} />
      <p className="fine">{text.newsNote}</p>
    </fieldset>
  )
}

/** Whom a form allows to write; what is no contact is nobody. */
export const allowedIn = (form: FormData): ContactId[] =>
  form
    .getAll('allow')
    .filter((each): each is ContactId => typeof each === 'string' && uuidOf('contact', each) !== undefined)
