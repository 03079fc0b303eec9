import { Alert, Button, Textarea } from '@mantine/core'
import { data, Form, Link, redirect, useActionData, useLoaderData, useNavigation } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf, wordOf } from '../../ui/asked.ts'
import { CommandId, newCommandId } from '../../ui/command-id.tsx'
import { officeWorld, type CheckedPlan, type PlanRow } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../../ui/sheet.tsx'
import { Table } from '../../ui/table.tsx'
import table from '../../ui/table.module.css'
import { PlanWords, Problems, Warnings } from './plan-checked.tsx'
import { classesIn, Returns } from './returns.tsx'
import css from './runs.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.runs.plan.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { plans } = officeWorld({ request, context }).office
  const kept = wordOf(new URL(request.url).searchParams, 'kept')
  const [versions, returns] = await Promise.all([plans.versions(), plans.returns()])
  const newest = versions[0] === undefined ? null : await plans.version(versions[0].version)
  return { versions, returns, text: newest?.text ?? '', kept, commandId: newCommandId() }
}

/** A file goes before what stands in the field. */
const textIn = async (form: FormData): Promise<string> => {
  const [file, text] = [form.get('file'), form.get('text')]
  const uploaded = file instanceof File && file.size > 0 ? await file.text() : undefined
  return (uploaded ?? (typeof text === 'string' ? text : '')).replaceAll('\r\n', '\n')
}

type Answer = { readonly text: string; readonly checked: CheckedPlan; readonly firstOpen: PlanRow['from'] | null }

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { plans } = officeWorld({ request, context }).office
  const form = await request.formData()
  const commandId = commandIdOf(form)
  if (wordOf(form, 'do') === 'returns') {
    await plans.changeReturns({ commandId, classes: classesIn(form) })
    return redirect(`${addresses.plan({ kept: 'returns' })}#returns`)
  }
  const text = await textIn(form)
  const checked = plans.check(text)
  const answer: Answer = { text, checked, firstOpen: null }
  if (checked.is === 'refused') return data(answer, { status: 400 })
  if (wordOf(form, 'do') !== 'keep') return answer
  const added = await plans.add({ commandId, text })
  if (added.is === 'added') return redirect(addresses.plan({ kept: 'plan' }))
  return data({ ...answer, firstOpen: added.because === 'closed month' ? added.firstOpen : null }, { status: 409 })
}

const useHolding = () => {
  const { words, formats } = useShell()
  const text = words.runs.plan
  return ({ until, isReplaced }: PlanRow): string => {
    if (isReplaced) return text.replaced
    return until === null ? text.onward : `${text.until} ${formats.month(until)}`
  }
}

const Versions = ({ versions }: { readonly versions: readonly PlanRow[] }) => {
  const { words, formats } = useShell()
  const text = words.runs.plan
  const holds = useHolding()
  return (
    <Table columns={[{ label: text.title }, { label: text.from }, { label: text.added, as: 'wide' }]}>
      {versions.map(row => (
        <tr key={row.version}>
          <th scope="row">
            <Link to={addresses.planVersion(row.version)}>{row.name}</Link>
            <span className={table['small']}>{text.version(formats.count(row.version))}</span>
          </th>
          <td>
            {formats.month(row.from)}
            <span className={table['small']}>{holds(row)}</span>
          </td>
          <td className={table['wide']}>
            {formats.dayShort(row.addedAt)}
            <span className={table['small']}>{row.addedBy}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}

const Checked = ({ answer }: { readonly answer: Answer }) => {
  const { words, formats } = useShell()
  const text = words.runs.plan
  const { checked, firstOpen } = answer
  if (checked.is === 'refused') return <Problems problems={checked.problems} text={answer.text} />
  return (
    <>
      {firstOpen === null ? (
        <output>
          <Done>{text.readable(checked.name, formats.month(checked.from))}</Done>
        </output>
      ) : (
        <Refused>{text.closed(formats.month(firstOpen))}</Refused>
      )}
      <Warnings warnings={checked.warnings} />
      <Alert color="gray" title={text.words}>
        <PlanWords words={checked.words} />
      </Alert>
    </>
  )
}

const NewVersion = () => {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const text = useShell().words.runs.plan
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Sheet title={text.add} note={text.addNote} id="new">
      <Form method="post" encType="multipart/form-data" action="#new" className={css['form']}>
        <CommandId id={loaded.commandId} />
        {answer !== undefined && <Checked answer={answer} />}
        <Textarea
          key={answer?.text ?? loaded.text}
          name="text"
          label={text.text}
          defaultValue={answer?.text ?? loaded.text}
          minRows={16}
          maxRows={36}
          autosize
          spellCheck={false}
          size="md"
        />
        <label className={css['file']}>
          {text.file}
          <input type="file" name="file" accept=".yaml,.yml,text/yaml,text/plain" />
        </label>
        <div className={css['buttons']}>
          <Button type="submit" name="do" value="check" size="md" variant="default" loading={isBusy}>
            {text.check}
          </Button>
          <Button type="submit" name="do" value="keep" size="md" loading={isBusy}>
            {text.keep}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

export default function PlanPage() {
  const { versions, returns, kept, commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.runs.plan
  return (
    <Page title={text.title} lead={text.lead} back={{ to: addresses.runs, label: words.runs.title }}>
      {kept === 'plan' && (
        <output>
          <Done>{text.kept}</Done>
        </output>
      )}
      <Sheet title={text.versions}>
        {versions.length === 0 ? (
          <EmptyState title={text.empty} text={text.emptyText} />
        ) : (
          <Versions versions={versions} />
        )}
      </Sheet>
      <NewVersion />
      <Returns rule={returns} commandId={commandId} isSaved={kept === 'returns'} />
    </Page>
  )
}
