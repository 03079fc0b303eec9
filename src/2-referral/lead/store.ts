export { answerLead, leadsOf, offeredOf, offerLead, offersOf, waitingFor, type KeptLead } from './offering.ts'
export { decideGiver, giverNow, giversOf, keepGivers, leadGivers } from './givers.ts'
