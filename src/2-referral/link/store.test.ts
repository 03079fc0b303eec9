import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { sponsorsNow } from '#people/structure/store.ts'
import { attributionsOf, register } from '#referral/attribution/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  answerInvitation,
  closeLink,
  confirmInvitation,
  countOpening,
  forgetUnconfirmed,
  invite,
  linkBySlug,
  linksOf,
  makeLink,
  namedSponsor,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const eva = (email = 'eva@example.org') => ({
  kind: 'person' as const,
  givenName: 'Eva',
  familyName: 'Ernst',
  firmName: null,
  email,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
  country: 'DE',
  language: 'de' as const,
})

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.message').execute()
  company = await openCompany(database)
  await company.partner('P-17')
  await company.partner('P-18')
})

const made = async (campaign: string, partner = 'P-17') => {
  const link = await makeLink(database, { partner: company.of(partner), campaign, at: at('2026-02-01') })
  if (link.is === 'refused') throw new Error(link.because)
  return link
}

const invited = async (note = '') => {
  const link = await invite(database, { partner: company.of('P-17'), note, at: at('2026-02-01') })
  if (link.is === 'refused') throw new Error(link.because)
  return link
}

describe('a personal link', () => {
  test('the worked example of the README: opened twice, one registered by it and is his', async () => {
    const { slug } = await made('Messe Berlin')
    const link = (await linkBySlug(database, slug, at('2026-02-02')))!
    await Promise.all([1, 2].map(() => countOpening(database, link.link, '2026-02-02')))
    const signals = { link: { partner: link.partner, campaign: link.campaign } }
    await register(database, { data: eva(), signals, at: at('2026-02-02'), moment: 'registration', by: 'shop' })
    expect(await linksOf(database, { partner: company.of('P-17'), at: at('2026-02-03') })).toMatchObject([
      { slug, campaign: 'Messe Berlin', opened: 2, registered: 1, won: 1, isOpen: true },
    ])
  })

  test('has a campaign that none of his other links has; another partner may use the same', async () => {
    await made('Messe')
    const again = { partner: company.of('P-17'), campaign: ' Messe ', at: at('2026-02-01') }
    expect(await makeLink(database, again)).toEqual({ is: 'refused', because: 'campaign taken' })
    expect((await made('Messe', 'P-18')).campaign).toBe('Messe')
  })

  test('that is closed leads nowhere, and nobody closes another’s', async () => {
    const { slug } = await made('Messe')
    const now = at('2026-02-03')
    expect(await closeLink(database, { partner: company.of('P-18'), slug, at: now })).toBe(false)
    expect(await closeLink(database, { partner: company.of('P-17'), slug, at: now })).toBe(true)
    expect(await linkBySlug(database, slug, now)).toBeUndefined()
  })
})

describe('an invitation', () => {
  const answers = (slug: string, email?: string, on = '2026-02-02') =>
    inTransaction(database, transaction => answerInvitation(transaction, { slug, data: eva(email), at: at(on) }))
  const mails = () =>
    database.selectFrom('ground.message').select(['recipient', 'kind', 'facts']).orderBy('id').execute()
  const tokenOf = async (position = 0) => (await mails())[position]!.facts['token'] as string
  const confirms = (token: string, on = '2026-02-03') =>
    inTransaction(database, transaction => confirmInvitation(transaction, { token, at: at(on) }))

  test('is mailed to nobody; who answers it is asked, and is the partner’s once he confirms', async () => {
    const { slug } = await invited()
    expect(await mails()).toEqual([])
    expect(await answers(slug)).toEqual({ is: 'asked' })
    expect(await mails()).toMatchObject([{ recipient: 'eva@example.org', kind: 'invitation answered' }])
    expect(await database.selectFrom('people.contact').where('email', 'is not', null).execute()).toEqual([])
    const confirmed = await confirms(await tokenOf())
    if (confirmed.is !== 'registered') throw new Error(confirmed.is)
    expect(company.nameOf((await sponsorsNow(database, [confirmed.contact])).get(confirmed.contact)!)).toBe('P-17')
    expect(await attributionsOf(database, confirmed.contact)).toMatchObject([{ by: 'link', actor: 'invitation' }])
  })

  test('is for one person: confirmed twice it registers once, and another answer comes too late', async () => {
    const { slug } = await invited('Chor')
    await answers(slug)
    await answers(slug, 'other@example.org')
    const tokens = [await tokenOf(0), await tokenOf(1)]
    const [first, again] = await Promise.all([confirms(tokens[0]!), confirms(tokens[0]!)])
    expect(again).toEqual(first)
    expect(await confirms(tokens[1]!)).toEqual({ is: 'refused', because: 'invitation is over' })
    expect(await linkBySlug(database, slug, at('2026-02-04'))).toBeUndefined()
    expect(await answers(slug)).toEqual({ is: 'refused', because: 'no such invitation' })
  })

  // Fails without the lock on the link: who answers at the same time sees fewer mails.
  test('causes three mails at most, also when answered ten times at once', async () => {
    const { slug } = await invited()
    const told = await Promise.all(Array.from({ length: 10 }, (_, n) => answers(slug, `eva${n}@example.org`)))
    expect(told.filter(each => each.is === 'asked')).toHaveLength(3)
    expect(await mails()).toHaveLength(3)
  })

  test('somebody who is known stays where he is', async () => {
    const known = await register(database, {
      data: eva('Eva+shop@example.org'),
      signals: {},
      at: at('2026-02-01'),
      moment: 'registration',
      by: 'shop',
    })
    const { slug } = await invited()
    await answers(slug)
    expect(await confirms(await tokenOf())).toEqual({ is: 'known', contact: known.contact })
  })

  test('ends after 90 days, its confirmation after 7, and what is no token is none', async () => {
    const { slug } = await invited()
    await answers(slug)
    expect(await confirms(await tokenOf(), '2026-02-09')).toEqual({ is: 'refused', because: 'too late' })
    expect(await answers(slug, 'eva@example.org', '2026-05-03')).toEqual({
      is: 'refused',
      because: 'no such invitation',
    })
    expect(await confirms('nonsense')).toEqual({ is: 'refused', because: 'no such answer' })
  })

  test('what was not confirmed in time is forgotten; that there was an answer still counts', async () => {
    const { slug } = await invited()
    await answers(slug)
    const kept = () => database.selectFrom('referral.invitation_answer').select('data').execute()
    await forgetUnconfirmed(database, at('2026-02-08'))
    expect(await kept()).toMatchObject([{ data: { email: 'eva@example.org' } }])
    expect(await mails()).toHaveLength(1)
    await forgetUnconfirmed(database, at('2026-02-10'))
    expect(await kept()).toEqual([{ data: {} }])
    expect(await mails()).toEqual([])
    for (const email of ['a@example.org', 'b@example.org']) expect(await answers(slug, email)).toEqual({ is: 'asked' })
    expect(await answers(slug, 'c@example.org')).toEqual({ is: 'refused', because: 'too many mails' })
  })

  test('without a note is named by its number', async () => {
    await invited('#2')
    expect([(await invited()).campaign, (await invited()).campaign]).toEqual(['#3', '#4'])
  })
})

test.each`
  typed     | partner
  ${'p 17'} | ${'P-17'}
  ${'P-99'} | ${null}
`('"$typed" in the form names $partner', async ({ typed, partner }) => {
  expect(await namedSponsor(database, typed)).toEqual({ partner: partner && company.of(partner), text: typed })
})

test('an empty field is no signal', async () => {
  expect(await namedSponsor(database, '  ')).toBeUndefined()
})
