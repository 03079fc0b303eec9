import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { worldContext } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { readApiDocument, type Field, type Operation } from './api-document.ts'
import css from './api-docs.module.css'
import table from '../ui/table.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.office.api.title)

export const loader = async ({ context }: LoaderFunctionArgs) =>
  readApiDocument(await context.get(worldContext).apiDocument())

const Fields = ({
  title,
  fields,
}: {
  readonly title: string
  readonly fields: readonly (Field & { readonly place?: string })[]
}) => {
  const text = useShell().words.office.api
  if (fields.length === 0) return null
  return (
    <div className={table['scroll']}>
      <table className={`${table['table']} ${css['fields']}`}>
        <caption>{title}</caption>
        <tbody>
          {fields.map((field, position) => (
            // oxlint-disable-next-line react/no-array-index-key -- a field's name stands at several depths; the list never changes
            <tr key={position}>
              <th scope="row" style={{ paddingInlineStart: `${0.25 + field.depth * 1.25}rem` }}>
                <code>{field.name}</code>
              </th>
              <td>
                <code className={css['type']}>{field.type}</code>
                {field.isRequired && <span className={css['required']}>{text.required}</span>}
              </td>
              <td className={table['soft']}>{[field.place, field.note].filter(Boolean).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Route = ({ operation }: { readonly operation: Operation }) => {
  const text = useShell().words.office.api
  return (
    <article className={css['route']} id={operation.id}>
      <h3>
        <span className={css['method']} data-method={operation.method}>
          {operation.method}
        </span>
        <code>/api{operation.path}</code>
      </h3>
      {operation.title !== '' && <p className={css['title']}>{operation.title}</p>}
      {operation.note !== '' && <p className={css['note']}>{operation.note}</p>}
      <Fields title={text.parameters} fields={operation.parameters} />
      <Fields title={text.body} fields={operation.body} />
      <h4>{text.answers}</h4>
      <ul className={css['answers']}>
        {operation.answers.map(answer => (
          <li key={answer.status}>
            <details>
              <summary>
                <code>{answer.status}</code> {answer.note}
              </summary>
              <Fields title={`${text.body} ${answer.status}`} fields={answer.fields} />
            </details>
          </li>
        ))}
      </ul>
    </article>
  )
}

export default function ApiPage() {
  const document = useLoaderData<typeof loader>()
  const text = useShell().words.office.api
  return (
    <Page title={text.title} lead={document.note || text.lead} tools={<a href="/api/openapi.json">{text.document}</a>}>
      {document.groups.length === 0 ? (
        <Sheet>{text.noRoutes}</Sheet>
      ) : (
        <>
          <Sheet title={text.contents}>
            <ul className={css['contents']}>
              {document.groups.flatMap(group =>
                group.operations.map(operation => (
                  <li key={operation.id}>
                    <a href={`#${operation.id}`}>
                      <span className={css['method']} data-method={operation.method}>
                        {operation.method}
                      </span>
                      <code>{operation.path}</code>
                      <span className={css['note']}>{operation.title}</span>
                    </a>
                  </li>
                )),
              )}
            </ul>
          </Sheet>
          {document.groups.map(group => (
            <Sheet key={group.name} title={group.name}>
              {group.operations.map(operation => (
                <Route key={operation.id} operation={operation} />
              ))}
            </Sheet>
          ))}
        </>
      )}
    </Page>
  )
}
