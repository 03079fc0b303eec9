import { useMemo } from 'react'
import { useRouteLoaderData } from 'react-router'
import type { Company, Language, Viewer } from '#doors/server'
import { formatsOf, type Formats } from './formats.ts'
import type { Scheme } from './preferences.ts'
import { de } from './words/de.ts'
import { en, type Words } from './words/en.ts'

/** What every page knows: who looks, at which company, in which language. */
export type ShellData = {
  readonly language: Language
  readonly scheme: Scheme
  readonly viewer: Viewer | null
  readonly company: Company
  /** A shop's page: no script, and a look of its own. */
  readonly isShop: boolean
}

const dictionaries: Readonly<Record<Language, Words>> = { de, en }

export const wordsOf = (language: Language): Words => dictionaries[language]

export type Shell = ShellData & { readonly words: Words; readonly formats: Formats }

/** Undefined on an error page that came before the company was known. */
export const useMaybeShell = (): Shell | undefined => {
  const data = useRouteLoaderData<ShellData>('root')
  return useMemo(
    () =>
      data && {
        ...data,
        words: wordsOf(data.language),
        formats: formatsOf(data.language, data.company.currency, data.company.zone),
      },
    [data],
  )
}

/** The shell of a page; a page without one cannot be. */
export const useShell = (): Shell => {
  const shell = useMaybeShell()
  if (shell === undefined) throw new Error('the page has no shell')
  return shell
}

export const useWords = (): Words => useShell().words

type Match = { readonly id: string; readonly loaderData?: unknown } | undefined

/** The title of a page in the browser's tab: "Contacts · Company". For `meta` functions. */
export const titleOf = (matches: readonly Match[], title: (words: Words, formats: Formats) => string) => {
  const data = matches.find(match => match?.id === 'root')?.loaderData as ShellData | undefined
  if (data === undefined) return [{ title: 'Stamm' }]
  const formats = formatsOf(data.language, data.company.currency, data.company.zone)
  return [{ title: `${title(wordsOf(data.language), formats)} · ${data.company.name}` }]
}
