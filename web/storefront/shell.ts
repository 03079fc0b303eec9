import { useRouteLoaderData, type MetaDescriptor } from 'react-router'
import type { Country } from '#sales/catalogue'
import type { CodeInCart, Language, PartnerPage } from '#doors/server'
import { zone } from '#ground/period'
import { formatsOf } from '../ui/formats.ts'
import { shopDe } from '../ui/words/shop.de.ts'
import { shopEn, type ShopWords } from '../ui/words/shop.en.ts'

/** What every page of a shop knows. */
export type ShopShell = {
  readonly address: string
  readonly companyAddress: string
  readonly companyName: string
  readonly partner: PartnerPage | null
  readonly language: Language
  readonly country: Country
  readonly countries: readonly Country[]
  readonly currency: string
  readonly zone: string
  readonly notice: string | null
  readonly pieces: number
  readonly shopper: string | null
  readonly shopperIsPartner: boolean
  /** A voucher code that waits for a cart. */
  readonly waiting: CodeInCart | null
}

const layoutId = 'storefront/layout'

const dictionaries: Readonly<Record<Language, ShopWords>> = { de: shopDe, en: shopEn }

export const shopWordsOf = (language: Language): ShopWords => dictionaries[language]

const withWords = (shell: ShopShell) => ({
  ...shell,
  words: shopWordsOf(shell.language),
  formats: formatsOf(shell.language, shell.currency, zone(shell.zone)),
})

export type Shop = ReturnType<typeof withWords>

/** How amounts of another currency than the shop's are written: those of an order from another country. */
export const formatsFor = ({ language, zone: name }: ShopShell, currency: string) =>
  formatsOf(language, currency, zone(name))

/** Undefined on an error page that came before the shop was known. */
export const useMaybeShop = (): Shop | undefined => {
  const shell = useRouteLoaderData<ShopShell>(layoutId)
  return shell && withWords(shell)
}

export const useShop = (): Shop => {
  const shop = useMaybeShop()
  if (shop === undefined) throw new Error('the page has no shop')
  return shop
}

/** The path as visitors know it, without the route's own first part. */
export const shopPath = (pathname: string): string => pathname.replace(/^\/shop(?=\/|$)/u, '') || '/'

type Match = { readonly id: string; readonly loaderData?: unknown } | undefined
type About = { readonly title: string; readonly description?: string; readonly isIndexed?: boolean }
type Asked = {
  readonly matches: readonly Match[]
  readonly location: { readonly pathname: string; readonly search: string }
}

/** Title, description and the one address of a page; pages that are the visitor's own are not for search engines. */
export const shopMeta = ({ matches, location }: Asked, about: (shop: Shop) => About): MetaDescriptor[] => {
  const shell = matches.find(match => match?.id === layoutId)?.loaderData as ShopShell | undefined
  if (shell === undefined) return [{ title: 'Shop' }]
  const shop = withWords(shell)
  const { title, description, isIndexed = true } = about(shop)
  const whose = shell.partner === null ? shell.companyName : `${shell.partner.displayName} · ${shell.companyName}`
  const name = [{ title: title === '' ? whose : `${title} · ${whose}` }]
  if (!isIndexed) return [...name, { name: 'robots', content: 'noindex' }]
  const addressIn = (language?: string) => addressOf(shell.address, location, language)
  return [
    ...name,
    ...(description === undefined ? [] : [{ name: 'description', content: description }]),
    {
      tagName: 'link',
      rel: 'canonical',
      href: addressIn(new URLSearchParams(location.search).get('lang') ?? undefined),
    },
    ...(['de', 'en'] as const).map(language => ({
      tagName: 'link' as const,
      rel: 'alternate',
      hrefLang: language,
      href: addressIn(language),
    })),
  ]
}

// What else an address may carry changes nothing about the page.
const telling = new Set(['category', 'page'])

const addressOf = (shop: string, { pathname, search }: Asked['location'], language: string | undefined): string => {
  const kept = [...new URLSearchParams(search)].filter(([name]) => telling.has(name))
  const said = new URLSearchParams(language === undefined ? kept : [...kept, ['lang', language]])
  return `${shop}${shopPath(pathname)}${said.size === 0 ? '' : `?${said}`}`
}
