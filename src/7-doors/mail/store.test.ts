import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { messageRetention } from '#ground/message'
import { tell } from '#ground/message/store.ts'
import type { Instant } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { berlin } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { smtpDouble } from '../../../test/smtp.ts'
import type { Scene } from './index.ts'
import { forgetOld, mailerOf, sendDue, type Mailer, type Sending } from './store.ts'

const { database } = await testDatabase()
const server = await smtpDouble()

const scene: Scene = {
  company: 'Test',
  currency: 'EUR',
  zone: berlin,
  imprint: ['Test GmbH', 'Musterweg 1'],
  origin: 'https://shop.example',
  withdrawalDays: 14,
}

const ready = (url = server.url): Mailer => {
  const result = mailerOf({ url, from: 'Test <shop@company.example>' })
  if (result.is === 'refused') throw new Error(result.because)
  return result.mailer
}

const sending = (mailer: Mailer): Sending => ({
  database,
  mailer,
  sceneOf: async () => scene,
  attachmentsOf: async () => [],
})

const facts = {
  name: 'Cy Young',
  order: 'A-17',
  email: 'cy@example.org',
  receivedAt: '2026-07-01T12:30:00Z',
  id: 'wdr_1',
}
const receipt = (facts_: Record<string, unknown> = facts, to = 'cy@example.org') =>
  tell(database, { kind: 'withdrawal received', to, language: 'de', facts: facts_ })

const kept = () => database.selectFrom('ground.message').selectAll().orderBy('id').execute()
const makeDue = () => sql`update ground.message set next_try_at = now()`.execute(database)

beforeEach(async () => {
  await sql`truncate ground.message`.execute(database)
  server.mails.length = 0
  server.answer = undefined
})

afterAll(() => server.close())

describe('sending', () => {
  test('a message goes out once, in its language, and is kept as it went out', async () => {
    await receipt()
    expect(await sendDue(sending(ready()))).toBe(1)
    expect(await sendDue(sending(ready()))).toBe(0)
    const [mail] = server.mails
    expect([mail!.from, mail!.to]).toEqual(['shop@company.example', ['cy@example.org']])
    expect(mail!.data).toMatch(/^Subject: Ihr Widerruf ist eingegangen \(A-17\)$/mu)
    expect(mail!.data).toMatch(/^Auto-Submitted: auto-generated$/mu)
    const [row] = await kept()
    expect(row).toMatchObject({ subject: 'Ihr Widerruf ist eingegangen (A-17)', failure: null, tries: 1 })
    expect(row!.body).toContain('Eingegangen: 01.07.2026, 14:30 Uhr')
    expect(mail!.data).toContain(`Message-ID: <${row!.uuid}@company.example>`)
  })

  test('five senders at once send each of thirty messages once', async () => {
    for (let each = 0; each < 30; each += 1) await receipt(facts, `cy${each}@example.org`)
    const sent = await Promise.all(Array.from({ length: 5 }, () => sendDue(sending(ready()))))
    expect(sent.reduce((sum, each) => sum + each)).toBe(30)
    expect(new Set(server.mails.flatMap(({ to }) => to)).size).toBe(30)
    expect(server.mails).toHaveLength(30)
  })

  test('while one has it, another does not try, and when he is killed in the middle it is tried again', async () => {
    await receipt()
    const killed: Mailer = { send: () => new Promise(() => undefined), close: () => undefined }
    void sendDue(sending(killed))
    await expect.poll(async () => (await kept())[0]!.tries).toBe(1)
    expect(await sendDue(sending(ready()))).toBe(0)
    await makeDue()
    expect(await sendDue(sending(ready()))).toBe(1)
    expect(server.mails).toHaveLength(1)
  })

  test('who overslept does not speak for the one who came after', async () => {
    await receipt()
    let fail = (_error: Error) => undefined as void
    const slow: Mailer = { send: () => new Promise((_, reject) => (fail = reject)), close: () => undefined }
    const slept = sendDue(sending(slow))
    await expect.poll(async () => (await kept())[0]!.tries).toBe(1)
    await makeDue()
    await sendDue(sending(ready()))
    fail(new Error('too late'))
    await slept
    expect((await kept())[0]).toMatchObject({ failure: null, tries: 2 })
    expect(server.mails).toHaveLength(1)
  })
})

describe('a mail server that refuses', () => {
  const pause = async () => {
    const { rows } = await sql<{ minutes: number }>`
      select (extract(epoch from next_try_at - now()) / 60)::int as minutes from ground.message`.execute(database)
    return rows[0]!.minutes
  }

  test('for now is asked again, after longer and longer pauses', async () => {
    await receipt()
    server.answer = '451 later'
    const pauses = []
    for (let time = 0; time < 4; time += 1) {
      await makeDue()
      await sendDue(sending(ready()))
      pauses.push(await pause())
    }
    expect(pauses).toEqual([1, 5, 15, 60])
    expect((await kept())[0]).toMatchObject({ tries: 4, sent_at: null })
    expect((await kept())[0]!.failure).toContain('451 later')
    server.answer = undefined
    await makeDue()
    expect(await sendDue(sending(ready()))).toBe(1)
  })

  test('for ever is not asked again', async () => {
    await receipt()
    server.answer = '550 nobody of this name'
    await sendDue(sending(ready()))
    server.answer = undefined
    expect(await sendDue(sending(ready()))).toBe(0)
    expect((await kept())[0]!.failure).toContain('550 nobody of this name')
  })

  test('by not being there leaves the message for later, and the others too', async () => {
    await receipt()
    await receipt(facts, 'di@example.org')
    expect(await sendDue(sending(ready('smtp://127.0.0.1:1')))).toBe(0)
    expect((await kept()).map(({ tries, sent_at }) => [tries, sent_at])).toEqual([
      [1, null],
      [1, null],
    ])
  })
})

test('what was kept for days before there was a mail server is no news and stays', async () => {
  await receipt()
  await sql`update ground.message set created_at = now() - interval '5 days', next_try_at = created_at`.execute(
    database,
  )
  expect(await sendDue(sending(ready()))).toBe(0)
})

test('letters about contracts are kept longer than others, both for as long as the company says', async () => {
  await receipt()
  await tell(database, { kind: 'consent asked', to: 'cy@example.org', language: 'de', facts: {} })
  await keepSetting(database, messageRetention, { value: { contractDays: 100, otherDays: 10 }, by: 'user:1' })
  const kindsAfter = async (days: number) => {
    await forgetOld(database, (Date.now() + days * 86_400_000) as Instant)
    return (await kept()).map(({ kind }) => kind)
  }
  expect(await kindsAfter(9)).toEqual(['withdrawal received', 'consent asked'])
  expect(await kindsAfter(11)).toEqual(['withdrawal received'])
  expect(await kindsAfter(101)).toEqual([])
})

test('one field is one address: nobody is written to in passing', async () => {
  await receipt(facts, 'cy@example.org, di@example.org')
  await sendDue(sending(ready()))
  expect(server.mails.flatMap(({ to }) => to)).not.toContain('di@example.org')
})

test('what a person wrote adds no line to the head of a mail', async () => {
  await receipt({ ...facts, order: 'A-17\r\nBcc: di@example.org' })
  await sendDue(sending(ready()))
  expect(server.mails[0]!.to).toEqual(['cy@example.org'])
  expect(server.mails[0]!.data.split('\n\n')[0]).not.toMatch(/^Bcc:/mu)
})

test.each`
  url                             | from                                 | because
  ${'mail.example'}               | ${'shop@company.example'}            | ${'SMTP_URL'}
  ${'https://u:geheim@m.example'} | ${'shop@company.example'}            | ${'SMTP_URL'}
  ${'smtp://u:geheim@m.example'}  | ${''}                                | ${'STAMM_MAIL_FROM'}
  ${'smtp://u:geheim@m.example'}  | ${'a@b.example\r\nBcc: c@d.example'} | ${'STAMM_MAIL_FROM'}
`('$url from "$from" is refused without telling the password', ({ url, from, because }) => {
  const result = mailerOf({ url, from })
  expect(result).toMatchObject({ is: 'refused' })
  expect(JSON.stringify(result)).toContain(because)
  expect(JSON.stringify(result)).not.toContain('geheim')
})
