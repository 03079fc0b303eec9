import type { Stand } from '../context.ts'
import { useShell } from '../shell-data.ts'

/** "left below Anna", "place 3 below you". */
export const useStand = () => {
  const { words, formats, viewer } = useShell()
  const text = words.placing
  return ({ below, place, width }: Pick<Stand, 'below' | 'place' | 'width'>): string => {
    const who = below === null ? text.another : below.id === viewer?.contactId ? text.you : below.name
    if (width !== 2) return text.place(formats.count(place + 1), who)
    return place === 0 ? text.left(who) : text.right(who)
  }
}
