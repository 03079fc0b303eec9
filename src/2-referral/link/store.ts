export { answerInvitation, confirmInvitation, forgetUnconfirmed } from './invitations.ts'
export { closeLink, countOpening, invite, linkBySlug, linksOf, makeLink, newSlug } from './links.ts'
export { namedSponsor } from '#referral/attribution/store.ts'
