import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { startJobs, type Jobs } from './index.ts'

const { database } = await testDatabase()
let company: TestCompany
let jobs: Jobs
const complaints: string[] = []

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  jobs = startJobs({ database, zone: berlin, complain: line => complaints.push(line) })
})

afterEach(() => jobs.stop())

const booked = async () => (await database.selectFrom('volume.entry').select('id').execute()).length

test('an order placed while the jobs run is in the ledger a moment later', async () => {
  await company.buys('Anna', 10, '2026-02-10')
  await expect.poll(booked, { timeout: 5_000 }).toBe(1)
  expect(complaints).toEqual([])
})

test('nothing is booked after they have stopped', async () => {
  await jobs.stop()
  await company.buys('Anna', 10, '2026-02-10')
  await pause(1_500)
  expect(await booked()).toBe(0)
})
