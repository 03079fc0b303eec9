import { Button } from '@mantine/core'
import { isRouteErrorResponse, useLocation, useRouteError } from 'react-router'
import { IconEmpty } from './icons.ts'
import { useMaybeShell, wordsOf } from './shell-data.ts'
import type { Language } from '#doors/server'
import type { Words } from './words/en.ts'
import css from './error-page.module.css'

type Kind = 'notFound' | 'badRequest' | 'failed'

/** What kind of page stands where a page could not. */
export const kindOfError = (error: unknown): Kind => {
  if (!isRouteErrorResponse(error) || error.status >= 500) return 'failed'
  return error.status === 404 || error.status === 403 ? 'notFound' : 'badRequest'
}

type Wrong = keyof Words['errors']['wrong']

/** What a bad address or form got wrong, as far as its page said so. */
const wrongIn = (error: unknown): Wrong | null => {
  const said: unknown = isRouteErrorResponse(error) && error.status === 400 ? error.data : null
  return said === 'period' || said === 'commandId' ? said : null
}

type TextProps = { readonly kind: Kind; readonly wrong: Wrong | null; readonly language: Language }

const ErrorText = ({ kind, wrong, language }: TextProps) => {
  const words = wordsOf(language)
  const { pathname } = useLocation()
  return (
    <section className={css['text']} lang={language}>
      <h1>{words.errors[kind].title}</h1>
      <p>{wrong === null ? words.errors[kind].text : words.errors.wrong[wrong]}</p>
      <p className={css['ways']}>
        <Button component="a" href="/">
          {words.errors.home}
        </Button>
        {kind === 'failed' && (
          <Button component="a" href={pathname} variant="default">
            {words.errors.again}
          </Button>
        )}
      </p>
    </section>
  )
}

/** What stands where a page could not: friendly, without details, and with a way on. */
export const ErrorPage = () => {
  const error = useRouteError()
  const kind = kindOfError(error)
  const language = useMaybeShell()?.language
  return (
    <main className={css['page']} id="content">
      <IconEmpty size={48} stroke={1.25} aria-hidden className={css['icon']} />
      {/* Where even the language is unknown, both are said. */}
      {(language === undefined ? (['de', 'en'] as const) : [language]).map(one => (
        <ErrorText key={one} kind={kind} wrong={wrongIn(error)} language={one} />
      ))}
    </main>
  )
}
