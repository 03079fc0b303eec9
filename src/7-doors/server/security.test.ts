import { expect, test } from 'vitest'
import { contentSecurityPolicy, isFromOwnPages } from './security.ts'

test.each`
  method    | origin                    | site             | allowed  | why
  ${'GET'}  | ${'https://evil.example'} | ${'cross-site'}  | ${true}  | ${'reading changes nothing'}
  ${'POST'} | ${'https://shop.example'} | ${'same-origin'} | ${true}  | ${'our own form'}
  ${'POST'} | ${'https://shop.example'} | ${null}          | ${true}  | ${'our own form in an older browser'}
  ${'POST'} | ${'https://evil.example'} | ${null}          | ${false} | ${'a foreign page in an older browser'}
  ${'POST'} | ${'https://evil.example'} | ${'cross-site'}  | ${false} | ${'a foreign page'}
  ${'POST'} | ${null}                   | ${'same-site'}   | ${false} | ${'a neighbouring subdomain'}
  ${'POST'} | ${'null'}                 | ${null}          | ${false} | ${'a page that hides where it is from'}
  ${'POST'} | ${null}                   | ${null}          | ${true}  | ${'no browser, so nobody else’s cookie'}
`('$method: $why', ({ method, origin, site, allowed }) => {
  const headers = new Headers({ host: 'shop.example' })
  if (origin !== null) headers.set('origin', origin)
  if (site !== null) headers.set('sec-fetch-site', site)
  expect(isFromOwnPages(method, headers)).toBe(allowed)
})

test('scripts and styles run only with the word of this one answer, and nothing comes from elsewhere', () => {
  const policy = contentSecurityPolicy('once')
  expect(policy).toContain("script-src 'self' 'nonce-once'")
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/u)
})
