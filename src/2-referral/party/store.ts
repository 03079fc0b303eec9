export { guestByUuid, guestsOf, keepGuestContact, listGuest, unlistGuest } from './guests.ts'
export { changeParty, planParty, type Host } from './planning.ts'
export {
  keeperOf,
  listParties,
  lockParty,
  partiesOf,
  partyByHostSlug,
  partyByNumber,
  partyBySlug,
  partyByUuid,
  stepsOf,
  type Party,
} from './reading.ts'
export { stepParty } from './stepping.ts'
