export { checkOut, hearProvider, payAgain, settlePayments } from './paying.ts'
export { place, type Checkout } from './placing.ts'
export { exchangeSetting, priceCart } from './pricing.ts'
export { orderByToken, shopOrder, shopOrderByNumber, shopOrdersOf, type Account } from './reading.ts'
