import { useRef } from 'react'
import { Form, Link, useLocation } from 'react-router'
import type { Language } from '#doors/server'
import { useClosing } from './closing.ts'
import { IconChevronDown, IconMoon, IconSignOut, IconSun, IconSunMoon } from './icons.ts'
import { TopNavigation } from './navigation.tsx'
import type { Scheme } from './preferences.ts'
import { useMaybeShell, useShell } from './shell-data.ts'
import css from './header.module.css'

const languages: readonly { readonly language: Language; readonly name: string; readonly short: string }[] = [
  { language: 'de', name: 'Deutsch', short: 'DE' },
  { language: 'en', name: 'English', short: 'EN' },
]

// A choice is a link to this very page, so that it works without JavaScript too.
const useAddressWith = () => {
  const { pathname, search } = useLocation()
  return (name: 'lang' | 'scheme', value: string) => {
    const parameters = new URLSearchParams(search)
    parameters.set(name, value)
    return `${pathname}?${parameters}`
  }
}

/** German or English, on every page. */
export const LanguageSwitch = () => {
  const shell = useShell()
  const addressWith = useAddressWith()
  return (
    <nav aria-label={shell.words.shell.language} className={css['languages']}>
      {languages.map(({ language, name, short }) => (
        <a
          key={language}
          href={addressWith('lang', language)}
          hrefLang={language}
          lang={language}
          aria-current={language === shell.language ? 'true' : undefined}
        >
          <span aria-hidden>{short}</span>
          <span className="unseen">{name}</span>
        </a>
      ))}
    </nav>
  )
}

const schemes = [
  { scheme: 'light', icon: IconSun },
  { scheme: 'dark', icon: IconMoon },
  { scheme: 'auto', icon: IconSunMoon },
] as const satisfies readonly { scheme: Scheme; icon: unknown }[]

const SchemeSwitch = () => {
  const shell = useShell()
  const addressWith = useAddressWith()
  return (
    <nav aria-label={shell.words.shell.scheme} className={css['schemes']}>
      {schemes.map(({ scheme, icon: Icon }) => (
        <a
          key={scheme}
          href={addressWith('scheme', scheme)}
          aria-current={scheme === shell.scheme ? 'true' : undefined}
        >
          <Icon size={18} stroke={1.6} aria-hidden />
          <span>{shell.words.shell.schemes[scheme]}</span>
        </a>
      ))}
    </nav>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/u)
    .map(part => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

// A disclosure of the browser itself: opens without JavaScript, by keyboard and by touch.
const AccountMenu = () => {
  const { viewer, words } = useShell()
  const { key } = useLocation()
  const menu = useRef<HTMLDetailsElement>(null)
  useClosing(menu)
  if (viewer === null) return null
  return (
    <details className={css['account']} key={key} ref={menu}>
      <summary>
        <span className="unseen">{words.shell.account} </span>
        <span className={css['initials']}>{initialsOf(viewer.name)}</span>
        <IconChevronDown size={16} stroke={1.75} aria-hidden />
      </summary>
      <div className={css['menu']}>
        <p className={css['who']}>{words.shell.signedInAs(viewer.name)}</p>
        <SchemeSwitch />
        <Form method="post" action="/logout">
          <button type="submit" className={css['signOut']}>
            <IconSignOut size={18} stroke={1.6} aria-hidden />
            {words.shell.signOut}
          </button>
        </Form>
      </div>
    </details>
  )
}

export const Mark = ({ size }: { readonly size: number }) => <img src="/icon.svg" alt="" width={size} height={size} />

export const Header = () => {
  const shell = useMaybeShell()
  if (shell === undefined) return null
  return (
    <header className={css['header']}>
      <div className={css['row']}>
        <Link to="/" className={css['brand']}>
          <Mark size={28} />
          <span>{shell.company.name}</span>
        </Link>
        <TopNavigation />
        <div className={css['tools']}>
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </div>
    </header>
  )
}
