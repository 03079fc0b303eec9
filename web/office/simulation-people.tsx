import type { Comparison, PartnerRow } from '#earnings/simulation'
import { addresses } from '../ui/addresses.ts'
import { ContactName } from '../ui/contact-name.tsx'
import type { SimulationView } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import { Figures, useGain } from './figures-table.tsx'
import css from './simulation.module.css'

type PeopleProps = { readonly view: SimulationView; readonly result: Comparison }

type ListProps = Pick<PeopleProps, 'view'> & {
  readonly title: string
  readonly nobody: string
  readonly rows: readonly PartnerRow[]
}

const List = ({ view, title, nobody, rows }: ListProps) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const gain = useGain()
  return (
    <div>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p>{nobody}</p>
      ) : (
        <Figures
          columns={[text.partner, text.present, text.difference]}
          rows={rows.map(({ contact, present, difference }) => {
            const person = view.people[contact]!
            return {
              key: person.id,
              cells: [
                <ContactName key="name" contact={person} to={addresses.contact(person.id)} />,
                formats.money(present),
                gain(difference),
              ],
            }
          })}
        />
      )}
    </div>
  )
}

/** Whom the other plan pays most more and most less, and the way to the file with everybody. */
export const SimulationPeople = ({ view, result: { most } }: PeopleProps) => {
  const text = useShell().words.simulation
  return (
    <Sheet
      title={text.people}
      tools={
        <a href={addresses.simulationFile(view.id)} className={css['file']} download>
          {text.file}
        </a>
      }
    >
      <div className={css['two']}>
        <List view={view} title={text.mostWon} nobody={text.nobodyWins} rows={most.won} />
        <List view={view} title={text.mostLost} nobody={text.nobodyLoses} rows={most.lost} />
      </div>
    </Sheet>
  )
}
