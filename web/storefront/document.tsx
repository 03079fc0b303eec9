import type { ReactNode } from 'react'
import { Meta } from 'react-router'
import type { Language } from '#doors/server'
import sheet from './shop.css?url'

/** A shop's page as the browser gets it: words, pictures and one sheet of styles. No script, nothing from elsewhere. */
export const ShopDocument = ({ language, children }: { readonly language: Language; readonly children: ReactNode }) => (
  <html lang={language}>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={sheet} />
      <Meta />
    </head>
    <body>{children}</body>
  </html>
)
