import { useLoaderData } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import type { PartyData } from './party.tsx'
import css from './party.module.css'

/** Orders of guests without a mailbox: the partner prints what the contract needs, and hands it over. */
export const Papers = () => {
  const { papers } = useLoaderData<PartyData>()
  const { words, formats } = useShell()
  const { page } = words.party
  if (papers.length === 0) return null
  return (
    <Sheet title={page.papers} note={page.papersNote}>
      <ul className={css['papers']}>
        {papers.map(({ id, number, name, printedAt }) => (
          <li key={id}>
            <span className={css['name']}>{name}</span>
            <span className={css['soft']}>
              {printedAt === null ? page.notPrinted : page.printed(formats.moment(printedAt))}
            </span>
            <a href={addresses.deskOrderPaper(id)} download>
              {page.print(number)}
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
