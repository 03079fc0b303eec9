// Ends as soon as a month is drafted, with 1 where that takes too long. Started by a test that stands still meanwhile.
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '#ground/database/store.ts'

const [url] = process.argv.slice(2) as [string]
const { database, disconnect } = connect({ url, isEmbedded: false, connections: 1 })
const isDrafted = async () =>
  (await database.selectFrom('earnings.run').select('state').executeTakeFirst()) !== undefined
for (let tries = 0; tries < 200 && !(await isDrafted()); tries += 1) await pause(50)
process.exitCode = (await isDrafted()) ? 0 : 1
await disconnect()
