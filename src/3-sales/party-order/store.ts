export { hasOrders, placeByInvitation } from './placing.ts'
export { collectedBy, leftOf, ordersOfParties, type PartyOrder } from './reading.ts'
export { splitCollective, type IsClosed } from './splitting.ts'
export { dropSlip, hasOpenSlips, settleSlip, slipByUuid, slipsOf, takeSlip, type Slip } from './slips.ts'
