// Pulls in small portions and for a long time, to be killed in the middle. Started by the ledger's test.
import { connect } from '#ground/database/store.ts'
import { pull } from '#volume/ledger/store.ts'
import { berlin } from './company.ts'

const { database } = connect({ url: process.argv[2]!, isEmbedded: true, connections: 1 })
process.stdout.write('pulling\n')
for (;;) await pull(database, berlin, { eventsAtOnce: 7 })
