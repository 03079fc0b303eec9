export {
  makeVoucher,
  switchVoucher,
  voucherByUuid,
  vouchersOf,
  type Made,
  type MakingRefusal,
  type NewVoucher,
  type Voucher,
} from './codes.ts'
export type { Refused } from './find.ts'
export { voucherPolicy } from './policy.ts'
export { claim, keepOrder, quote, redemptionOf, release, type Claimed, type Quote } from './redeem.ts'
export {
  listTemplates,
  makeTemplate,
  switchTemplate,
  templateByUuid,
  type NewTemplate,
  type Template,
} from './templates.ts'
export { countCode, figuresOfTemplates, figuresOfVouchers } from './figures.ts'
export { noteAccount, type SuspicionKind } from './notice.ts'
export {
  countSuspicions,
  decideSuspicion,
  listSuspicions,
  type Decided,
  type Decision,
  type Suspicion,
} from './suspicions.ts'
