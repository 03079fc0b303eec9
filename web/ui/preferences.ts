import type { Language } from '#doors/server'

/** What a visitor chose for himself: `?lang=de` or `?scheme=dark` on any page, kept in a cookie. */
export type Scheme = 'light' | 'dark' | 'auto'
export type Preferences = { readonly language: Language; readonly scheme: Scheme }

const languages: readonly Language[] = ['de', 'en']
const schemes: readonly Scheme[] = ['light', 'dark', 'auto']

const oneOf = <T extends string>(all: readonly T[], text: string | null | undefined): T | undefined =>
  all.find(one => one === text)

const cookieOf = (request: Request, name: string): string | undefined =>
  request.headers
    .get('cookie')
    ?.split(';')
    .map(part => part.trim().split('='))
    .find(([key]) => key === name)?.[1]

// "de-CH;q=0.9, en;q=0.8": the best one we speak.
const acceptedLanguage = (request: Request): Language | undefined => {
  const wishes = (request.headers.get('accept-language') ?? '').split(',').map(wish => {
    const [tag = '', ...parameters] = wish.trim().split(';')
    const weight = parameters
      .map(parameter => /^\s*q=([\d.]+)$/u.exec(parameter)?.[1])
      .find(value => value !== undefined)
    return { language: oneOf(languages, tag.slice(0, 2).toLowerCase()), weight: Number(weight ?? 1) }
  })
  return wishes.sort((a, b) => b.weight - a.weight).find(({ language, weight }) => language !== undefined && weight > 0)
    ?.language
}

/** The address first, then the cookie, then the browser, then the account: whoever signs in goes on in the language he read before. */
export const preferencesOf = (request: Request, ofAccount: Language | null): Preferences => {
  const asked = new URL(request.url).searchParams
  return {
    language:
      oneOf(languages, asked.get('lang')) ??
      oneOf(languages, cookieOf(request, 'stamm_language')) ??
      acceptedLanguage(request) ??
      ofAccount ??
      'en',
    scheme: oneOf(schemes, asked.get('scheme')) ?? oneOf(schemes, cookieOf(request, 'stamm_scheme')) ?? 'auto',
  }
}

const kept = 'Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly'

/** The cookies that keep what the address asked for; none when it asked for nothing. */
export const cookiesToKeep = (request: Request): readonly string[] => {
  const asked = new URL(request.url).searchParams
  const language = oneOf(languages, asked.get('lang'))
  const scheme = oneOf(schemes, asked.get('scheme'))
  return [
    ...(language === undefined ? [] : [`stamm_language=${language}; ${kept}`]),
    ...(scheme === undefined ? [] : [`stamm_scheme=${scheme}; ${kept}`]),
  ]
}
