import { Radio } from '@mantine/core'
import { data, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { whoseCustomers } from '#people/structure'
import { volumeRelevantStates } from '#doors/server'
import { Done, Refused, SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from './settings.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.office.settings.title)

const moments = ['order', 'period end'] as const

export const loader = ({ request, context }: LoaderFunctionArgs) => {
  const { company } = officeWorld({ request, context })
  return { company, saved: new URL(request.url).searchParams.has('saved'), commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const form = await request.formData()
  const whose = whoseCustomers.find(one => one === wordOf(form, 'whose'))
  const moment = moments.find(one => one === wordOf(form, 'moment'))
  const relevantAt = volumeRelevantStates.find(one => one === wordOf(form, 'relevantAt'))
  if (whose === undefined || moment === undefined || relevantAt === undefined)
    return data({ problem: 'invalid' } as const, { status: 400 })
  await office.changeSettings({ commandId: commandIdOf(form), reading: { whose, moment }, relevantAt })
  return redirect('/settings?saved')
}

type ChoiceProps<T extends string> = {
  readonly legend: string
  readonly name: string
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly note?: string
    readonly isUsual: boolean
  }[]
  readonly chosen: T
  /** The sheet says it already. */
  readonly isTitled?: boolean
}

const Choice = <T extends string>({ legend, name, options, chosen, isTitled = false }: ChoiceProps<T>) => {
  const text = useShell().words.office.settings
  return (
    <fieldset className={css['choice']}>
      <legend className={isTitled ? 'unseen' : undefined}>{legend}</legend>
      {options.map(({ value, label, note, isUsual }) => (
        <Radio
          size="md"
          key={value}
          name={name}
          value={value}
          defaultChecked={value === chosen}
          label={isUsual ? `${label} (${text.isDefault})` : label}
          description={note}
        />
      ))}
    </fieldset>
  )
}

const upper = (text: string) => text[0]!.toUpperCase() + text.slice(1)

const ReadingChoices = () => {
  const { company } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const { reading } = words
  return (
    <Sheet title={words.office.settings.readingTitle} note={words.kindNotes.own}>
      <p className={css['note']}>{words.office.settings.readingNote}</p>
      <div className={css['choices']}>
        <Choice
          legend={words.office.settings.whose}
          name="whose"
          chosen={company.reading.whose}
          options={whoseCustomers.map(value => ({
            value,
            label: upper(reading.whose[value]),
            note: reading.whoseNotes[value],
            isUsual: value === 'nearest',
          }))}
        />
        <Choice
          legend={words.office.settings.moment}
          name="moment"
          chosen={company.reading.moment}
          options={moments.map(value => ({
            value,
            label: upper(reading.moment[value]),
            note: reading.momentNotes[value],
            isUsual: value === 'order',
          }))}
        />
      </div>
    </Sheet>
  )
}

const CompanyData = () => {
  const { company } = useLoaderData<typeof loader>()
  const text = useShell().words.office.settings
  return (
    <Sheet title={text.company}>
      <dl className={css['data']}>
        <dt>{text.name}</dt>
        <dd>{company.name}</dd>
        <dt>{text.currency}</dt>
        <dd>{company.currency}</dd>
        <dt>{text.zone}</dt>
        <dd>{company.zone}</dd>
      </dl>
    </Sheet>
  )
}

// On a phone the navigation has no room for them.
const PaperLinks = () => {
  const { paper, legal } = useShell().words
  return (
    <Sheet title={paper.settings.link} note={paper.settings.linkNote}>
      <ul className={css['links']}>
        <li>
          <Link to={addresses.paperSettings()}>{paper.settings.link}</Link>
        </li>
        <li>
          <Link to={addresses.legalTexts()}>{legal.title}</Link>
        </li>
        <li>
          <Link to={addresses.mail()}>{paper.mail.title}</Link>
        </li>
        <li>
          <Link to={addresses.withdrawals()}>{paper.withdrawals.title}</Link>
        </li>
      </ul>
    </Sheet>
  )
}

const Answer = () => {
  const { saved } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const text = useShell().words.office.settings
  if (problem !== undefined) return <Refused>{text.invalid}</Refused>
  return saved ? <Done>{text.saved}</Done> : null
}

const More = () => {
  const { words } = useShell()
  const text = words.webAddress.office
  return (
    <>
      <Sheet title={text.link} note={text.linkNote}>
        <Link to="/settings/names">{text.title}</Link>
      </Sheet>
      <Sheet title={words.selling.title} note={words.selling.lead}>
        <Link to={addresses.sellingSettings()}>{words.selling.link}</Link>
      </Sheet>
      <Sheet title={words.attribution.policy.title} note={words.attribution.policy.lead}>
        <Link to="/settings/attribution">{words.attribution.policy.link}</Link>
      </Sheet>
    </>
  )
}

export default function SettingsPage() {
  const { company, commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.office.settings
  return (
    <Page title={text.title}>
      <Answer />
      <SaveForm commandId={commandId} className={css['form']} save={text.save}>
        <ReadingChoices />
        <Sheet title={text.relevantTitle} note={text.relevantNote}>
          <Choice
            isTitled
            legend={text.relevantTitle}
            name="relevantAt"
            chosen={company.relevantAt}
            options={volumeRelevantStates.map(value => ({
              value,
              label: text.relevant[value],
              isUsual: value === 'paid',
            }))}
          />
        </Sheet>
      </SaveForm>
      <More />
      <CompanyData />
      <PaperLinks />
    </Page>
  )
}
