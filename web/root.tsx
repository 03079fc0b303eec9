import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/PasswordInput.css'
import '@mantine/core/styles/ActionIcon.css'
import '@mantine/core/styles/Alert.css'
import '@mantine/core/styles/Badge.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Checkbox.css'
import '@mantine/core/styles/Radio.css'
import '@mantine/core/styles/Checkbox.css'
import './ui/theme.css'
import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type LoaderFunctionArgs,
  type MetaFunction,
  type MiddlewareFunction,
  type ShouldRevalidateFunctionArgs,
} from 'react-router'
import { ShopDocument } from './storefront/document.tsx'
import { worldContext } from './ui/context.ts'
import { ErrorPage, kindOfError } from './ui/error-page.tsx'
import { useNonce } from './ui/nonce.ts'
import { cookiesToKeep, preferencesOf, type Scheme } from './ui/preferences.ts'
import { titleOf, useMaybeShell, type ShellData } from './ui/shell-data.ts'
import { theme } from './ui/theme.ts'

export const middleware: MiddlewareFunction<Response>[] = [
  async ({ request, context }, next) => {
    const response = await next()
    const isShop = context.get(worldContext).shop !== null
    for (const cookie of isShop ? [] : cookiesToKeep(request)) response.headers.append('set-cookie', cookie)
    return response
  },
]

export const loader = ({ request, context }: LoaderFunctionArgs): ShellData => {
  const { viewer, company, shop } = context.get(worldContext)
  const chosen = preferencesOf(request, viewer?.language ?? null)
  return { ...chosen, language: shop?.language ?? chosen.language, viewer, company, isShop: shop !== null }
}

/** For a page that says nothing better, and for one that could not be shown. */
export const meta: MetaFunction = ({ matches, error }) =>
  error === undefined ? [{ title: 'Stamm' }] : titleOf(matches, words => words.errors[kindOfError(error)].title)

/** Who looks at which company changes by a form, not by a click on a link. */
export const shouldRevalidate = ({ formMethod }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined && formMethod !== 'GET'

// The choice is kept in a cookie by the server, which writes it into the page.
const schemeKeeper = (scheme: Scheme): MantineColorSchemeManager => ({
  get: () => scheme,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
})

// Before the first paint: the device's own choice where the visitor made none.
const followDevice = `document.documentElement.dataset.mantineColorScheme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'`

export const Layout = ({ children }: { readonly children: ReactNode }) => {
  const shell = useMaybeShell()
  if (shell?.isShop === true) return <ShopDocument language={shell.language}>{children}</ShopDocument>
  return <HouseDocument shell={shell}>{children}</HouseDocument>
}

type DocumentProps = { readonly shell: ShellData | undefined; readonly children: ReactNode }

const HouseDocument = ({ shell, children }: DocumentProps) => {
  const nonce = useNonce()
  const scheme = shell?.scheme ?? 'auto'
  return (
    <html
      lang={shell?.language ?? 'en'}
      data-mantine-color-scheme={scheme === 'auto' ? 'light' : scheme}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="apple-touch-icon" href="/icon-192.png" />
        {scheme === 'auto' && (
          // oxlint-disable-next-line react/no-danger -- a constant of ours, run before the first paint
          <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: followDevice }} />
        )}
        <Meta />
        <Links />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          defaultColorScheme={scheme}
          colorSchemeManager={schemeKeeper(scheme)}
          getStyleNonce={() => nonce}
        >
          {children}
        </MantineProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export const ErrorBoundary = () => <ErrorPage />
