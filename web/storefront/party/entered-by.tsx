import { useShop } from '../shell.ts'

type Props = { readonly entered: { readonly by: string } | null; readonly isConfirmed: boolean }

/** Whose data a partner entered is asked whether it was he; until he says so he is written to only about his order. */
export const EnteredBy = ({ entered, isConfirmed }: Props) => {
  const { words } = useShop()
  const text = words.entered
  if (entered === null) return isConfirmed ? <p className="note">{text.thanks}</p> : null
  return (
    <form method="post" className="note stack">
      <p>{text.ask(entered.by)}</p>
      <p className="fine">{text.note}</p>
      <button type="submit" name="do" value="confirm" className="button">
        {text.yes}
      </button>
    </form>
  )
}
