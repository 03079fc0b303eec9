export { orderByToken, shopOrder, shopOrderByNumber, shopOrdersOf } from './reading.ts'
