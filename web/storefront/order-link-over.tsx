import { CommandId } from '../ui/command-id.tsx'
import { useShop } from './shell.ts'

type Props = {
  readonly over: 'with a mailbox' | 'on paper'
  readonly isSent: boolean
  readonly problem: string | undefined
  readonly commandId: string
}

const Send = ({ commandId }: Pick<Props, 'commandId'>) => {
  const text = useShop().words.order.links
  return (
    <form method="post" className="stack">
      <p>{text.overText}</p>
      <CommandId id={commandId} />
      <button className="button" type="submit" name="do" value="send">
        {text.send}
      </button>
    </form>
  )
}

/** A letter's link that opens its order no more: a new one comes by the same mailbox, whoever asks for it. */
export const LinkOver = ({ over, isSent, problem, commandId }: Props) => {
  const { words } = useShop()
  const text = words.order.links
  return (
    <div className="wrap narrow lost">
      <h1>{text.over}</h1>
      {typeof problem === 'string' && (
        <p className="note bad" role="alert">
          {problem}
        </p>
      )}
      {over === 'on paper' ? (
        <p>{text.overOnPaper}</p>
      ) : isSent ? (
        <output className="note">{text.sent}</output>
      ) : (
        <Send commandId={commandId} />
      )}
      <p>
        <a href="/login">{text.signIn}</a>
      </p>
    </div>
  )
}
