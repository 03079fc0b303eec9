import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { data, Form, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import type { Period } from '#ground/period'
import type { Changeable } from '#earnings/simulation'
import { Refused, SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld, type SimulationAnswer } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { changeableWords } from './changeable-words.ts'
import { kinds, simulationGiven, typedIn, usual, type Fault } from './simulation-given.ts'
import css from './simulation.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.simulation.form.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const { simulation } = world.office
  const [plans, offered] = await Promise.all([simulation.plans(), world.periods()])
  if (plans.length === 0) throw redirect(addresses.simulations)
  const asked = wordOf(new URL(request.url).searchParams, 'present')
  const running = plans.find(({ from }) => from <= world.currentPeriod)
  const present = plans.find(({ version }) => String(version) === asked) ?? running ?? plans[0]!
  const changeables = await simulation.changeables(present.version)
  const typed = usual({ offered, present: present.version })
  return { plans, offered, changeables, usual: typed, commandId: newCommandId() }
}

type Problem = Fault | Exclude<SimulationAnswer, { is: 'asked' }>

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { simulation } = officeWorld({ request, context }).office
  const form = await request.formData()
  const typed = typedIn(form)
  const given = simulationGiven(typed, await simulation.changeables(Number(typed.present) || 0))
  if (given.is === 'faulty') return data({ typed, problem: given.fault }, { status: 400 })
  const answer = await simulation.ask({ commandId: commandIdOf(form), ...given.asked })
  if (answer.is === 'refused') return data({ typed, problem: answer }, { status: 400 })
  return redirect(addresses.simulation(answer.id))
}

const useTyped = () => {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return { ...loaded, typed: answer?.typed ?? loaded.usual }
}

const Wrong = ({ problem }: { readonly problem: Problem }) => {
  const { words, language } = useShell()
  const text = words.simulation.refused
  if (typeof problem === 'string') return <Refused>{text[problem]}</Refused>
  if (problem.because !== 'changes' && problem.because !== 'text') return <Refused>{text[problem.because]}</Refused>
  const lines = problem.problems.map(fault => {
    const where = 'where' in fault ? fault.where : `${fault.line}:${fault.column} ${fault.path}`
    return text.problem(where, fault.found[language], fault.expected[language])
  })
  return (
    <Refused>
      {text[problem.because]}
      <ul className={css['faults']}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Refused>
  )
}

const MonthSelect = ({ name }: { readonly name: 'from' | 'until' }) => {
  const { typed, offered } = useTyped()
  const { words, formats } = useShell()
  return (
    <NativeSelect
      size="md"
      name={name}
      label={words.simulation.form[name]}
      defaultValue={typed[name]}
      data={offered.map((period: Period) => ({ value: period, label: formats.month(period) }))}
    />
  )
}

const VersionSelect = ({ name, label }: { readonly name: 'present' | 'other'; readonly label: string }) => {
  const { typed, plans } = useTyped()
  const { words, formats } = useShell()
  return (
    <NativeSelect
      size="md"
      name={name}
      label={label}
      defaultValue={typed[name]}
      data={plans.map(({ version, name: called, from }) => ({
        value: String(version),
        label: words.simulation.form.version(called, String(version), formats.month(from)),
      }))}
    />
  )
}

// Which numbers stand in the form depends on the plan, so it is chosen first.
const PlanSheet = () => {
  const text = useShell().words.simulation.form
  const { typed, plans } = useTyped()
  if (plans.length < 2) return null
  return (
    <Sheet title={text.plan}>
      <Form method="get" className={css['row']} key={typed.present}>
        <VersionSelect name="present" label={text.plan} />
        <Button type="submit" size="md" variant="default">
          {text.show}
        </Button>
      </Form>
    </Sheet>
  )
}

const Numbers = ({ of, rows }: { readonly of: string; readonly rows: readonly Changeable[] }) => {
  const { typed } = useTyped()
  const { words } = useShell()
  const known: Readonly<Record<string, string>> = words.simulation.keys
  const called = known[of] ?? of
  return (
    <fieldset className={css['numbers']}>
      <legend>{called}</legend>
      {rows.map(({ path, value, ...place }) => (
        <TextInput
          key={path}
          name={`value:${path}`}
          label={changeableWords({ path, value, ...place }, words) || called}
          title={path}
          size="md"
          defaultValue={typed.values[path] ?? value}
          autoComplete="off"
          maxLength={60}
        />
      ))}
    </fieldset>
  )
}

const Changes = () => {
  const { typed, changeables } = useTyped()
  const text = useShell().words.simulation.form
  return (
    <div className={css['ofChanges']}>
      <Sheet title={text.numbers} note={text.numbersNote}>
        <div className={css['groups']}>
          {[...Map.groupBy(changeables, ({ of }) => of)].map(([of, rows]) => (
            <Numbers key={of} of={of} rows={rows} />
          ))}
        </div>
        <Textarea
          name="more"
          label={text.more}
          description={text.moreNote}
          size="md"
          rows={3}
          spellCheck={false}
          defaultValue={typed.more}
        />
      </Sheet>
    </div>
  )
}

const What = () => {
  const { typed, plans } = useTyped()
  const text = useShell().words.simulation.form
  return (
    <Sheet title={text.what}>
      <div className={css['form']}>
        <fieldset className={css['choices']}>
          <legend className="unseen">{text.what}</legend>
          {kinds
            .filter(kind => kind !== 'version' || plans.length > 1)
            .map(kind => (
              <Radio
                key={kind}
                size="md"
                name="kind"
                value={kind}
                defaultChecked={typed.kind === kind}
                label={text.kinds[kind]}
              />
            ))}
        </fieldset>
        {plans.length > 1 && (
          <div className={css['ofVersion']}>
            <VersionSelect name="other" label={text.other} />
          </div>
        )}
        <div className={css['ofText']}>
          <Textarea name="text" label={text.text} size="md" rows={12} spellCheck={false} defaultValue={typed.text} />
        </div>
      </div>
    </Sheet>
  )
}

const Months = () => {
  const text = useShell().words.simulation.form
  return (
    <Sheet title={text.months} note={text.monthsNote}>
      <div className={css['row']}>
        <MonthSelect name="from" />
        <MonthSelect name="until" />
      </div>
    </Sheet>
  )
}

export default function NewSimulationPage() {
  const { typed, commandId } = useTyped()
  const answer = useActionData<typeof action>()
  const text = useShell().words.simulation
  return (
    <Page title={text.form.title} lead={text.lead} back={{ to: addresses.simulations, label: text.back }}>
      {answer !== undefined && <Wrong problem={answer.problem} />}
      <PlanSheet />
      <SaveForm commandId={commandId} className={css['sheets']} save={text.form.submit}>
        <input type="hidden" name="present" value={typed.present} />
        <Months />
        <What />
        <Changes />
      </SaveForm>
    </Page>
  )
}
