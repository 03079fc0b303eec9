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

const right = table['right']
const wideRight = `${table['right']} ${table['wide']}`

const Head = () => {
  const { words } = useShell()
  const text = words.office.structure
  return (
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
        <th scope="col" className={right}>
          {words.kinds.own}
        </th>
        <th scope="col" className={right}>
          {words.kinds.team}
        </th>
        <th scope="col" className={wideRight}>
          {text.belowHead}
        </th>
      </tr>
    </thead>
  )
}

type RowProps = TableProps & { readonly position: number; readonly depth: number }

const Row = ({ tree, contactTo, rootTo, position, depth }: RowProps) => {
  const { words, formats } = useShell()
  const id = tree.ids[position]!
  const name = tree.names[position]!
  const to = contactTo(id)
  const below = formats.count(tree.below[position]!)
  const own = { net: tree.own[position]!, points: tree.ownPoints[position]! }
  const team = { net: tree.team[position]!, points: tree.teamPoints[position]! }
  return (
    <tr>
      <td className="number">{depth}</td>
      <th scope="row">{to === undefined ? name : <Link to={to}>{name}</Link>}</th>
      <td className={table['wide']}>{words.roles[tree.roles[position]!]}</td>
      <td className={table['wide']}>{tree.names[tree.parents[position]!]}</td>
      <td className={right}>
        <Amount of={own} withPoints={false} />
      </td>
      <td className={right}>
        <Amount of={team} withPoints={false} />
      </td>
      <td className={`${wideRight} number`}>
        {tree.below[position]! > 0 && position > 0 ? <Link to={rootTo(id)}>{below}</Link> : below}
      </td>
    </tr>
  )
}

/** The top of the structure in words and figures: what the drawing shows, for those who do not see it. */
export const StructureTable = (props: TableProps) => {
  const { words } = useShell()
  const text = words.office.structure
  const { depths } = forestOf(props.tree)
  return (
    <details className={css['asTable']}>
      <summary>{text.asTable}</summary>
      <p className={css['note']}>{text.tableNote}</p>
      <div className={table['scroll']}>
        <table className={table['table']}>
          <Head />
          <tbody>
            {props.tree.ids.map((id, position) => (
              <Row key={id} {...props} position={position} depth={depths[position]!} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
