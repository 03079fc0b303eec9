import { Textarea } from '@mantine/core'
import { redirect, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import type { LegalPage, LegalTexts } from '#doors/server'
import { Done, SaveForm } from '../ui/answers.tsx'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { officeWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import css from './settings.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.legal.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { legal } = officeWorld({ request, context }).office
  const isSaved = new URL(request.url).searchParams.has('saved')
  return { texts: await legal.texts(), isSaved, commandId: newCommandId() }
}

const pages = ['imprint', 'terms', 'privacy'] as const
const longest = 100_000

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim().slice(0, longest) : ''
}

const textsIn = (form: FormData): LegalTexts => {
  const of = (page: LegalPage) => ({ de: textIn(form, `${page}-de`), en: textIn(form, `${page}-en`) })
  return { imprint: of('imprint'), terms: of('terms'), privacy: of('privacy') }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { legal } = officeWorld({ request, context }).office
  const form = await request.formData()
  await legal.keep({ commandId: commandIdOf(form), texts: textsIn(form) })
  return redirect(addresses.legalTexts({ saved: 'yes' }))
}

const Text = ({ page }: { readonly page: LegalPage }) => {
  const { texts } = useLoaderData<typeof loader>()
  const text = useShell().words.legal
  const notes = { imprint: text.imprintNote, terms: undefined, privacy: text.privacyNote }
  const note = notes[page]
  return (
    <Sheet title={text[page]} {...(note === undefined ? {} : { note })}>
      <div className={css['choices']}>
        {(['de', 'en'] as const).map(language => (
          <Textarea
            key={language}
            name={`${page}-${language}`}
            label={language === 'de' ? text.german : text.english}
            defaultValue={texts[page][language]}
            lang={language}
            rows={10}
            maxLength={longest}
            size="md"
          />
        ))}
      </div>
    </Sheet>
  )
}

export default function LegalTextsPage() {
  const { isSaved, commandId } = useLoaderData<typeof loader>()
  const text = useShell().words.legal
  return (
    <Page title={text.title}>
      {isSaved && <Done>{text.saved}</Done>}
      <p className={css['note']}>{text.note}</p>
      <SaveForm commandId={commandId} className={css['form']} save={text.save}>
        {pages.map(page => (
          <Text key={page} page={page} />
        ))}
      </SaveForm>
    </Page>
  )
}
