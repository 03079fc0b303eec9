import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { worldContext } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { markedUp, Prose } from '../ui/prose.tsx'
import { readApiDocument, type Field, type Group, type Operation } from './api-document.ts'
import css from './api-docs.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.office.api.title)

export const loader = async ({ context }: LoaderFunctionArgs) =>
  readApiDocument(await context.get(worldContext).apiDocument())

type FieldsProps = { readonly title: string; readonly fields: readonly (Field & { readonly place?: string })[] }

const Fields = ({ title, fields }: FieldsProps) => {
  const text = useShell().words.office.api
  if (fields.length === 0) return null
  return (
    <div>
      <h4>{title}</h4>
      <dl className={css['fields']}>
        {fields.map((field, position) => (
          // oxlint-disable-next-line react/no-array-index-key -- a field's name stands at several depths; the list never changes
          <div key={position} style={{ paddingInlineStart: `${field.depth * 1.25}rem` }}>
            <dt>
              <code>{field.name}</code>
              <code className={css['type']}>{field.type}</code>
              {field.place !== undefined && <span className={css['type']}>{field.place}</span>}
              {field.isRequired && <span className={css['required']}>{text.required}</span>}
            </dt>
            {field.note !== '' && <dd lang="en">{markedUp(field.note)}</dd>}
          </div>
        ))}
      </dl>
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
      <div lang="en">
        {operation.title !== '' && <p className={css['title']}>{operation.title}</p>}
        <Prose text={operation.note} />
      </div>
      <Fields title={text.parameters} fields={operation.parameters} />
      <Fields title={text.body} fields={operation.body} />
      <h4>{text.answers}</h4>
      <ul className={css['answers']}>
        {operation.answers.map(answer => (
          <li key={answer.status}>
            <details>
              <summary>
                <code>{answer.status}</code> <span lang="en">{answer.note}</span>
              </summary>
              <Fields title={`${text.body} ${answer.status}`} fields={answer.fields} />
            </details>
          </li>
        ))}
      </ul>
    </article>
  )
}

const Contents = ({ groups }: { readonly groups: readonly Group[] }) => {
  const text = useShell().words.office.api
  return (
    <Sheet title={text.contents}>
      <ul className={css['contents']}>
        {groups
          .flatMap(group => group.operations)
          .map(operation => (
            <li key={operation.id}>
              <a href={`#${operation.id}`}>
                <span className={css['method']} data-method={operation.method}>
                  {operation.method}
                </span>
                <code>{operation.path}</code>
                <span className={css['note']} lang="en">
                  {operation.title}
                </span>
              </a>
            </li>
          ))}
      </ul>
    </Sheet>
  )
}

export default function ApiPage() {
  const { note, groups } = useLoaderData<typeof loader>()
  const text = useShell().words.office.api
  return (
    <Page title={text.title} lead={text.lead} tools={<a href="/api/openapi.json">{text.document}</a>}>
      {groups.length === 0 && <Sheet>{text.noRoutes}</Sheet>}
      {note !== '' && (
        <Sheet>
          <div lang="en">
            <Prose text={note} />
          </div>
        </Sheet>
      )}
      {groups.length > 0 && <Contents groups={groups} />}
      {groups.map(group => (
        <Sheet key={group.name} title={group.name}>
          {group.operations.map(operation => (
            <Route key={operation.id} operation={operation} />
          ))}
        </Sheet>
      ))}
    </Page>
  )
}
