import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#ground/period'
import { at } from '../../../test/company.ts'
import { checkName, foldName, heldUntil, isOwnDomain, placeOf, skeletonOf } from './index.ts'

const lists = { blacklist: ['*gold*', 'best-of', 'Größe*'], reserved: ['Muster Naturkosmetik'] }

describe('a name', () => {
  test.each`
    typed                 | name
    ${'Anna'}             | ${'anna'}
    ${' Jürgen  Müller '} | ${'juergen-mueller'}
    ${'Zoë_Weiß'}         | ${'zoe-weiss'}
    ${'anna2'}            | ${'anna2'}
    ${'groups'}           | ${'groups'}
    ${'a-b-c'}            | ${'a-b-c'}
  `('typed as "$typed" is $name', ({ typed, name }) => {
    expect(checkName(typed, lists)).toMatchObject({ is: 'free form ok', name })
  })

  test.each`
    typed                     | because                  | why
    ${''}                     | ${'too short'}           | ${'nothing'}
    ${'ab'}                   | ${'too short'}           | ${'two letters'}
    ${'a'.repeat(41)}         | ${'too long'}            | ${'41 letters'}
    ${'anna!'}                | ${'letters'}             | ${'a sign'}
    ${'-anna'}                | ${'letters'}             | ${'a hyphen at an end'}
    ${'anna--berger'}         | ${'letters'}             | ${'two hyphens'}
    ${'12345'}                | ${'letters'}             | ${'no letter'}
    ${'аnna'}                 | ${'letters'}             | ${'the first a is Cyrillic'}
    ${'xn--nna-6cd'}          | ${'punycode'}            | ${'the same, as a host writes it'}
    ${'ab--cd'}               | ${'punycode'}            | ${'kept free by RFC 5891'}
    ${'www'}                  | ${'reserved'}            | ${'a machine'}
    ${'Admin'}                | ${'reserved'}            | ${'a mailbox'}
    ${'warenkorb'}            | ${'reserved'}            | ${'a page'}
    ${'paypal-hilfe'}         | ${'reserved'}            | ${'carries a brand'}
    ${'meinpaypalkonto'}      | ${'reserved'}            | ${'carries a brand within'}
    ${'muster-naturkosmetik'} | ${'reserved'}            | ${"the company's own name"}
    ${'adrnin'}               | ${'looks like reserved'} | ${'rn for m'}
    ${'vvvvw'}                | ${'looks like reserved'} | ${'vv for w'}
    ${'paypa1'}               | ${'looks like reserved'} | ${'1 for l'}
    ${'sh0p'}                 | ${'looks like reserved'} | ${'0 for o'}
    ${'goldfee'}              | ${'blacklisted'}         | ${'a star before and after'}
    ${'groesser'}             | ${'blacklisted'}         | ${'folded like a name'}
    ${'best-of'}              | ${'blacklisted'}         | ${'as it is'}
  `('is refused as $because: $why ("$typed")', ({ typed, because }) => {
    expect(checkName(typed, lists)).toEqual({ is: 'refused', because })
  })

  test('that is given is folded already, and is a label of a host', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), typed => {
        const checked = checkName(typed, lists)
        if (checked.is === 'refused') return
        expect(foldName(checked.name)).toBe(checked.name)
        expect(placeOf(`${checked.name}.shop.example`, 'shop.example')).toEqual({ is: 'name', label: checked.name })
      }),
      { numRuns: 500 },
    )
  })

  test.each`
    one              | other
    ${'anna-berger'} | ${'annaberger'}
    ${'berna'}       | ${'bema'}
    ${'wanda'}       | ${'vvancla'}
    ${'lisa'}        | ${'1i5a'}
  `('$one is mistaken for $other', ({ one, other }) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other))
  })

  test('is held for a year, and as long as it leads on', () => {
    expect(heldUntil(at('2026-02-10'), 30)).toBe(at('2027-02-10'))
    expect(heldUntil(at('2026-02-10'), 730)).toBe((at('2026-02-10') + 730 * 86_400_000) as Instant)
  })
})

describe('a host', () => {
  test.each`
    host                                | place
    ${'shop.example'}                   | ${{ is: 'company', isShop: false }}
    ${'Shop.Example.:8080'}             | ${{ is: 'company', isShop: false }}
    ${'www.shop.example'}               | ${{ is: 'company', isShop: true }}
    ${'shop.shop.example'}              | ${{ is: 'company', isShop: true }}
    ${'ANNA.shop.example:3000'}         | ${{ is: 'name', label: 'anna' }}
    ${'a.anna.shop.example'}            | ${{ is: 'nothing' }}
    ${'berger.example'}                 | ${{ is: 'domain', host: 'berger.example' }}
    ${'example'}                        | ${{ is: 'nothing' }}
    ${'notshop.example'}                | ${{ is: 'domain', host: 'notshop.example' }}
    ${'127.0.0.1:3000'}                 | ${{ is: 'nothing' }}
    ${'[::1]:3000'}                     | ${{ is: 'nothing' }}
    ${''}                               | ${{ is: 'nothing' }}
    ${"anna'.shop.example"}             | ${{ is: 'nothing' }}
    ${'anna/../x.shop.example'}         | ${{ is: 'nothing' }}
    ${`${'a'.repeat(64)}.shop.example`} | ${{ is: 'nothing' }}
  `('$host is looked up as $place', ({ host, place }) => {
    expect(placeOf(host, 'shop.example')).toEqual(place)
  })

  test.each`
    host                | own
    ${'berger.example'} | ${true}
    ${'www.berger.at'}  | ${true}
    ${'Berger.example'} | ${false}
    ${'x.shop.example'} | ${false}
    ${'shop.example'}   | ${false}
    ${'example'}        | ${false}
    ${'10.0.0.1'}       | ${false}
    ${'anna.localhost'} | ${false}
  `('$host as a domain of his own: $own', ({ host, own }) => {
    expect(isOwnDomain(host, 'shop.example')).toBe(own)
  })
})
