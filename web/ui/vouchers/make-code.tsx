import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, useNavigation } from 'react-router'
import type { CodeMade, TemplateId, VoucherTemplate } from '#doors/server'
import { Refused } from '../answers.tsx'
import { templateIdOf, wordOf } from '../asked.ts'
import { CommandId } from '../command-id.tsx'
import { useShell } from '../shell-data.ts'
import { gistOf } from './terms.tsx'
import css from './vouchers.module.css'

export type Refusal = Extract<CodeMade, { is: 'refused' }>['because']

type Asked = { readonly template: TemplateId; readonly wording: string | null }

/** What the form below asks for: a random code without a wording. @throws a 404 where the template is none. */
export const codeAsked = (form: FormData): Asked => ({
  template: templateIdOf(wordOf(form, 'template')),
  wording: wordOf(form, 'how') === 'random' ? null : wordOf(form, 'wording'),
})

// Of these the wording is to blame; of the rest it is not.
const aboutWording = new Set<Refusal>([
  'too short',
  'too long',
  'letters',
  'no letter',
  'reserved',
  'offensive',
  'taken',
])

type MakeProps = {
  readonly templates: readonly VoucherTemplate[]
  readonly commandId: string
  readonly refused: { readonly because: Refusal; readonly wording: string | null } | undefined
}

/** Makes a code of one's own wording or a random one. */
export const MakeCode = ({ templates, commandId, refused }: MakeProps) => {
  const { desk, refused: sentences } = useShell().words.vouchers
  const isBusy = useNavigation().state === 'submitting'
  const isWording = refused !== undefined && aboutWording.has(refused.because)
  return (
    <Form method="post" className={css['form']} key={commandId}>
      <CommandId id={commandId} />
      {refused !== undefined && !isWording && <Refused>{sentences[refused.because]}</Refused>}
      <TemplateChoice templates={templates} />
      <TextInput
        size="md"
        label={desk.wording}
        description={desk.wordingNote}
        name="wording"
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={refused?.wording ?? ''}
        error={isWording ? sentences[refused.because] : undefined}
      />
      <div className={css['buttons']}>
        <Button type="submit" size="md" name="how" value="own" loading={isBusy}>
          {desk.makeOwn}
        </Button>
        <Button type="submit" size="md" name="how" value="random" variant="default" disabled={isBusy}>
          {desk.makeRandom}
        </Button>
      </div>
    </Form>
  )
}

const TemplateChoice = ({ templates }: Pick<MakeProps, 'templates'>) => {
  const shell = useShell()
  const { terms, desk } = shell.words.vouchers
  const first = templates[0]!
  if (templates.length === 1) return <input type="hidden" name="template" value={first.id} />
  const label = (template: VoucherTemplate) =>
    `${gistOf(shell, template)}, ${template.newCustomersOnly ? terms.newCustomers : terms.everybody} (${template.name})`
  return (
    <NativeSelect
      size="md"
      label={desk.kind}
      name="template"
      data={templates.map(template => ({ value: template.id, label: label(template) }))}
    />
  )
}
