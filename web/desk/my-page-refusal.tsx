import { Refused } from '../ui/answers.tsx'
import { useShell } from '../ui/shell-data.ts'

/** What a form of the page was refused for, and what was typed into it. */
export type Refused = { readonly doing: string; readonly because: string; readonly typed: string } | undefined

/** The words for a refusal; undefined where another form was refused. */
export const useRefusal = (refused: Refused, doings: readonly string[]): string | undefined => {
  const { words } = useShell()
  if (refused === undefined || !doings.includes(refused.doing)) return undefined
  const known: Readonly<Record<string, string>> = words.webAddress.refused
  return known[refused.because] ?? words.errors.badRequest.text
}

export const RefusalAlert = ({ because }: { readonly because: string | undefined }) =>
  because === undefined ? null : <Refused>{because}</Refused>
