import { expect, test } from 'vitest'
import { cookiesToKeep, preferencesOf } from './preferences.ts'

const asked = (url: string, headers: Record<string, string> = {}) =>
  new Request(`http://stamm.example${url}`, { headers })

test.each`
  url            | cookie                 | account | accept                         | language | why
  ${'/?lang=de'} | ${'stamm_language=en'} | ${'en'} | ${'en'}                        | ${'de'}  | ${'the address wins'}
  ${'/'}         | ${'stamm_language=de'} | ${'en'} | ${'en'}                        | ${'de'}  | ${'then the cookie'}
  ${'/'}         | ${''}                  | ${'en'} | ${'fr, de-CH;q=0.9, en;q=0.8'} | ${'de'}  | ${'then the best the browser accepts'}
  ${'/'}         | ${''}                  | ${'de'} | ${'fr'}                        | ${'de'}  | ${'then the account'}
  ${'/'}         | ${''}                  | ${null} | ${'de;q=0, en;q=0.1'}          | ${'en'}  | ${'what it refuses is not taken'}
  ${'/'}         | ${''}                  | ${null} | ${'fr'}                        | ${'en'}  | ${'else English'}
  ${'/?lang=xx'} | ${'stamm_language=yy'} | ${null} | ${'de'}                        | ${'de'}  | ${'a language we do not speak is no choice'}
`('$why', ({ url, cookie, account, accept, language }) => {
  expect(preferencesOf(asked(url, { cookie, 'accept-language': accept }), account).language).toBe(language)
})

test('what the address asks for is kept in cookies, and nothing else is', () => {
  expect(cookiesToKeep(asked('/?lang=de&scheme=dark')).map(cookie => cookie.split(';')[0])).toEqual([
    'stamm_language=de',
    'stamm_scheme=dark',
  ])
  expect(cookiesToKeep(asked('/?lang=evil;Domain=x'))).toEqual([])
})
