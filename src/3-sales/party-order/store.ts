export { hasOrders, placeByInvitation } from './placing.ts'
