import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { changeMasterData } from '#people/contact/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { choose, keepPage, keepPhoto, pageOfPartner, photoAt, removePhoto, resolveHost } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('referral.name_claim').execute()
  company = await openCompany(database)
  await company.partner('Anna')
  await inTransaction(database, inside =>
    choose(inside, { partner: company.of('Anna'), name: 'anna', at: at('2026-02-01') }),
  )
})

const shown = async () => {
  const answer = await resolveHost(database, {
    host: 'anna.shop.example',
    baseHost: 'shop.example',
    at: at('2026-03-01'),
  })
  if (answer.is !== 'partner') throw new Error(answer.is)
  return answer
}

describe('a visitor is shown', () => {
  test('name, language and country of the partner, and nothing he did not choose to show', async () => {
    await changeMasterData(database, company.of('Anna'), {
      givenName: 'Anna',
      familyName: 'Berger',
      email: 'anna@berger.example',
      phone: '+43 1 5550',
      country: 'AT',
    })
    expect(await shown()).toMatchObject({
      language: 'de',
      country: 'AT',
      page: { displayName: 'Anna Berger', greeting: {}, contact: {}, photo: null },
    })
    const greeting = { de: 'Grüß Gott', en: null }
    await keepPage(database, company.of('Anna'), { greeting, showsEmail: true, showsPhone: false })
    expect((await shown()).page).toMatchObject({
      greeting: { de: 'Grüß Gott' },
      contact: { email: 'anna@berger.example' },
    })
  })

  test('the photo kept last, and no other is kept', async () => {
    const [first, second] = [png('first'), png('second')]
    for (const bytes of [first, second])
      expect((await keepPhoto(database, { partner: company.of('Anna'), bytes })).is).toBe('kept')
    const path = (await shown()).page.photo!.path
    expect(path).toBe((await pageOfPartner(database, company.of('Anna'))).photo!.path)
    const photo = await photoAt(database, path)
    expect([photo!.type, [...photo!.bytes]]).toEqual(['image/png', [...second]])
    expect(await database.selectFrom('referral.photo').select('hash').execute()).toHaveLength(1)
    await removePhoto(database, company.of('Anna'))
    expect((await shown()).page.photo).toBeNull()
    expect(await photoAt(database, path)).toBeUndefined()
    expect(await photoAt(database, "/pictures/partners/' or true")).toBeUndefined()
  })
})

const chunk = (name: string, data: string) => {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length)
  bytes.write(name + data, 4, 'latin1')
  return bytes
}

const png = (picture: string): Uint8Array =>
  Buffer.concat([Buffer.from('\u{89}PNG\r\n\u{1A}\n', 'latin1'), chunk('IHDR', picture), chunk('IEND', '')])
