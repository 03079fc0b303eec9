import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Cents } from '#ground/money'
import type { Words } from '#sales/catalogue'
import { Done, Refused } from '../../ui/answers.tsx'
import { formatsOf } from '../../ui/formats.ts'
import { useShell } from '../../ui/shell-data.ts'
import type { Problem } from './commands.ts'
import css from './catalogue.module.css'

/** Writes amounts of a country's money. */
export const useMoney = () => {
  const { language, company } = useShell()
  return (gross: Cents, currency: string) => formatsOf(language, currency, company.zone).money(gross)
}

const Problems = ({ problem }: { readonly problem: Problem }) => {
  const text = useShell().words.catalogue
  const lines =
    problem.is === 'wrong' ? problem.fields.map(field => text.wrong[field]) : [text.refused[problem.because]]
  return (
    <Refused>
      {lines.map(line => (
        <p key={line}>{line}</p>
      ))}
    </Refused>
  )
}

/** What became of the form that was sent. */
export const Told = ({ problem, isSaved }: { readonly problem: Problem | undefined; readonly isSaved: boolean }) => {
  const text = useShell().words.catalogue
  if (problem !== undefined) return <Problems problem={problem} />
  return isSaved ? <Done>{text.saved}</Done> : null
}

/** Fields that stand side by side where there is room. */
export const Row = ({ children }: { readonly children: ReactNode }) => <div className={css['row']}>{children}</div>

type PairProps = {
  /** "name" makes the fields nameDe and nameEn. */
  readonly name: string
  readonly labels: Words
  readonly hint?: string
  readonly kept?: Words | undefined
  readonly required?: boolean
}

/** The same words in both languages of the shop. */
export const Pair = ({ name, labels, hint, kept, required = false }: PairProps) => {
  const common = { size: 'md', required, maxLength: 200, description: hint } as const
  return (
    <Row>
      <TextInput {...common} label={labels.de} name={`${name}De`} defaultValue={kept?.de} lang="de" />
      <TextInput {...common} label={labels.en} name={`${name}En`} defaultValue={kept?.en} lang="en" />
    </Row>
  )
}
