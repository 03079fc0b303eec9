export { figuresOfParties, type PartyFigures } from './figures.ts'
export { countGuests, hiddenByMonth, type HiddenMonth } from './hidden.ts'
export { hasOrders, placeByInvitation } from './placing.ts'
export {
  collectedBy,
  leftOf,
  listPartyOrders,
  ordersOfParties,
  papersOfParty,
  sumsOfOrders,
  type PartyOrder,
  type PartyPaper,
} from './reading.ts'
export { splitCollective } from './splitting.ts'
export { dropSlip, hasOpenSlips, settleSlip, slipByUuid, slipsOf, takeSlip, type Slip } from './slips.ts'
