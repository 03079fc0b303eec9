// Closes a month and stops at every step for a long time, to be killed there. Started by the run's test.
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '#ground/database/store.ts'
import { closeRun } from '#earnings/run/store.ts'
import type { Period } from '#ground/period'
import { at } from './company.ts'

const [url, period, stopAt] = process.argv.slice(2) as [string, Period, string]
const { database, disconnect } = connect({ url, isEmbedded: true, connections: 3 })
let steps = 0
const progress = async (): Promise<void> => {
  if (steps === Number(stopAt)) {
    process.stdout.write('stopped\n')
    await pause(60_000)
  }
  steps += 1
}
const result = await closeRun(database, { period, by: 'Udo', at: at('2027-01-01'), progress })
process.stdout.write(`${result.is}\n`)
await disconnect()
