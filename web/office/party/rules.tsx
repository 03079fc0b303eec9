import { NativeSelect, TextInput } from '@mantine/core'
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { Done, Refused, SaveForm } from '../../ui/answers.tsx'
import { addresses } from '../../ui/addresses.ts'
import { commandIdOf } from '../../ui/asked.ts'
import { newCommandId } from '../../ui/command-id.tsx'
import { officeWorld } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { Page, Sheet } from '../../ui/sheet.tsx'
import {
  fieldMeant,
  fields,
  kinds,
  rulesGiven,
  tierFields,
  tierKinds,
  tierName,
  tierPlaceOf,
  typedIn,
  typedOf,
} from './rules-given.ts'
import type { RuleField, TierField } from './rules-given.ts'
import css from './party.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.partyRules.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { parties } = officeWorld({ request, context }).office
  const isSaved = new URL(request.url).searchParams.has('saved')
  return { typed: typedOf(await parties.rules()), isSaved, commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { parties } = officeWorld({ request, context }).office
  const form = await request.formData()
  const typed = typedIn(form)
  const answer = await parties.changeRules({ commandId: commandIdOf(form), rules: rulesGiven(typed) })
  if (answer.is === 'refused') {
    const faults = answer.faults.map(fault => ({ ...fault, field: fieldMeant(fault.field, typed) }))
    return data({ typed, faults }, { status: 400 })
  }
  return redirect(addresses.partyRules({ saved: 'yes' }))
}

const useTyped = () => {
  const { typed } = useLoaderData<typeof loader>()
  return useActionData<typeof action>()?.typed ?? typed
}

/** What is wrong with a field, in words. */
const useFault = () => {
  const faults = useActionData<typeof action>()?.faults ?? []
  const text = useShell().words.partyRules
  return (name: string, kind: keyof typeof text.faults): string | undefined => {
    const fault = faults.find(({ field }) => field === name)
    return fault === undefined ? undefined : (text.orderFaults[fault.because] ?? text.faults[kind])
  }
}

const modes = { count: 'numeric', amount: 'decimal', percent: 'decimal', text: 'text' } as const

const Field = ({ name }: { readonly name: RuleField }) => {
  const typed = useTyped()
  const fault = useFault()
  const text = useShell().words.partyRules
  const kind = kinds[name]
  const common = {
    name,
    label: text.fields[name],
    size: 'md' as const,
    defaultValue: typed.fields[name]!,
    error: fault(name, kind),
  }
  if (kind !== 'choice') return <TextInput {...common} inputMode={modes[kind]} maxLength={100} />
  const choices = text.choices[name as keyof typeof text.choices]
  return <NativeSelect {...common} data={Object.entries(choices).map(([value, label]) => ({ value, label }))} />
}

const Fields = ({ of }: { readonly of: string }) => (
  <div className={css['fields']}>
    {fields
      .filter(name => name.startsWith(of))
      .map(name => (
        <Field key={name} name={name} />
      ))}
  </div>
)

type TierProps = { readonly row: number; readonly field: TierField }

const TierInput = ({ row, field }: TierProps) => {
  const typed = useTyped()
  const fault = useFault()
  const { words, formats } = useShell()
  const text = words.partyRules
  const name = tierName(row, field)
  return (
    <TextInput
      name={name}
      label={text.tierFields[field]}
      aria-label={text.tier(formats.count(row + 1), text.tierFields[field])}
      size="md"
      inputMode={modes[tierKinds[field]]}
      maxLength={20}
      defaultValue={typed.tiers[row]![field]}
      error={fault(name, tierKinds[field])}
    />
  )
}

const Tiers = () => {
  const typed = useTyped()
  const { words, formats } = useShell()
  const text = words.partyRules
  return (
    <Sheet title={text.tiers} note={text.tiersNote}>
      <div className={css['tiers']}>
        {typed.tiers.map((_, row) => (
          <fieldset key={tierName(row, 'from')}>
            <legend>{text.row(formats.count(row + 1))}</legend>
            <div className={css['tier']}>
              {tierFields.map(field => (
                <TierInput key={field} row={row} field={field} />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </Sheet>
  )
}

const Outcome = () => {
  const { isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { words, formats } = useShell()
  const text = words.partyRules
  if (answer === undefined) return isSaved ? <Done>{text.saved}</Done> : null
  const called = answer.faults.map(({ field }) => {
    const tier = tierPlaceOf(field)
    if (tier === undefined) return text.fields[field as RuleField] ?? text.tiers
    return text.tier(formats.count(tier.row + 1), text.tierFields[tier.field])
  })
  return <Refused>{text.wrong(called.join(', '))}</Refused>
}

export default function PartyRulesPage() {
  const { commandId } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.partyRules
  return (
    <Page title={text.title} lead={text.lead} back={{ to: addresses.parties(), label: words.party.title }}>
      <Outcome />
      <SaveForm commandId={commandId} className={css['sheets']} save={text.save}>
        <Sheet title={text.policy}>
          <Fields of="policy." />
        </Sheet>
        <Sheet title={text.orders}>
          <Fields of="orders." />
        </Sheet>
        <Sheet title={text.scheme} note={text.schemeNote}>
          <Fields of="scheme." />
        </Sheet>
        <Tiers />
      </SaveForm>
    </Page>
  )
}
