export { guestByUuid, guestsOf, keepGuestContact, listGuest, unlistGuest } from './guests.ts'
export { changeParty, planParty, type Host } from './planning.ts'
export {
  bookedAtParty,
  keeperOf,
  listParties,
  lockParty,
  partiesOf,
  partiesOfHost,
  partyByHostSlug,
  partyByNumber,
  partyBySlug,
  partyByUuid,
  stepsOf,
  type Party,
} from './reading.ts'
export { stepParty } from './stepping.ts'
