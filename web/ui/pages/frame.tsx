import { useEffect, useRef, type ReactNode } from 'react'
import { Outlet, useLocation, useNavigation } from 'react-router'
import { ErrorPage } from '../error-page.tsx'
import { Header } from '../header.tsx'
import { BottomNavigation } from '../navigation.tsx'
import { useMaybeShell, useWords } from '../shell-data.ts'
import css from './frame.module.css'

const SkipLink = () => (
  <a href="#content" className={css['skip']}>
    {useWords().shell.skip}
  </a>
)

const Busy = () => {
  const isBusy = useNavigation().state !== 'idle'
  const words = useWords()
  return (
    <output className={css['busy']} data-busy={isBusy}>
      {isBusy && <span className="unseen">{words.shell.loading}</span>}
    </output>
  )
}

// Whoever hears the page is brought to the new one, as the browser does when it loads a page itself.
const useFocusOnNewPage = () => {
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true })
  }, [pathname])
}

const Footer = () => {
  const shell = useMaybeShell()
  return (
    <footer className={css['footer']}>
      {shell?.company.demoNotice && <p>{shell.company.demoNotice[shell.language]}</p>}
      <p>{shell?.words.shell.poweredBy}</p>
    </footer>
  )
}

/** What stands around every page: the way past it, the way through it, and where the data is from. */
export const Frame = ({ children }: { readonly children: ReactNode }) => (
  <div className={css['frame']}>
    <SkipLink />
    <Busy />
    <Header />
    <div className={css['content']}>{children}</div>
    <Footer />
    <BottomNavigation />
  </div>
)

export default function FramedPage() {
  useFocusOnNewPage()
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export const ErrorBoundary = () =>
  useMaybeShell() === undefined ? (
    <ErrorPage />
  ) : (
    <Frame>
      <ErrorPage />
    </Frame>
  )
