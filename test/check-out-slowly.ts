// Places one order, to be killed in the middle. Started by the checkout's race test.
import { connect } from '#ground/database/store.ts'
import { place, type Checkout } from '#sales/checkout/store.ts'

const { database, disconnect } = connect({ url: process.argv[2]!, isEmbedded: true, connections: 1 })
const form = JSON.parse(process.argv[3]!) as Omit<Checkout, 'orderUrl'>
await place({ database, providers: {} }, { ...form, orderUrl: token => `https://shop.example/order/${token}` })
await disconnect()
