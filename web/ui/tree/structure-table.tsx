import { Link } from 'react-router'
import type { ContactId, Tree } from '#doors/server'
import { Amount } from '../amount.tsx'
import { useShell } from '../shell-data.ts'
import { forestOf } from './forest.ts'
import table from '../table.module.css'
import css from './structure-view.module.css'

type TableProps = {
  readonly tree: Tree
  readonly contactTo: (id: ContactId) => string | undefined
  readonly rootTo: (id: ContactId | null) => string
}

/** The top of the structure in words and figures: what the drawing shows, for those who do not see it. */
export const StructureTable = ({ tree, contactTo, rootTo }: TableProps) => {
  const { words, formats } = useShell()
  const text = words.office.structure
  const { depths } = forestOf(tree)
  return (
    <details className={css['asTable']}>
      <summary>{text.asTable}</summary>
      <p className={css['note']}>{text.tableNote}</p>
      <div className={table['scroll']}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{text.level}</th>
              <th scope="col">{text.name}</th>
              <th scope="col" className={table['wide']}>
                {text.role}
              </th>
              <th scope="col" className={table['wide']}>
                {text.sponsor}
              </th>
              <th scope="col" className={table['right']}>
                {words.kinds.own}
              </th>
              <th scope="col" className={table['right']}>
                {words.kinds.team}
              </th>
              <th scope="col" className={`${table['right']} ${table['wide']}`}>
                {text.belowHead}
              </th>
            </tr>
          </thead>
          <tbody>
            {tree.ids.map((id, position) => {
              const to = contactTo(id)
              const below = tree.below[position]!
              return (
                <tr key={id}>
                  <td className="number">{depths[position]}</td>
                  <th scope="row">
                    {to === undefined ? tree.names[position] : <Link to={to}>{tree.names[position]}</Link>}
                  </th>
                  <td className={table['wide']}>{words.roles[tree.roles[position]!]}</td>
                  <td className={table['wide']}>{tree.names[tree.parents[position]!]}</td>
                  <td className={table['right']}>
                    <Amount of={{ net: tree.own[position]!, points: tree.ownPoints[position]! }} withPoints={false} />
                  </td>
                  <td className={table['right']}>
                    <Amount of={{ net: tree.team[position]!, points: tree.teamPoints[position]! }} withPoints={false} />
                  </td>
                  <td className={`${table['right']} ${table['wide']} number`}>
                    {below > 0 && position > 0 ? (
                      <Link to={rootTo(id)}>{formats.count(below)}</Link>
                    ) : (
                      formats.count(below)
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </details>
  )
}
