export { isMistyped, normalCode, randomCode, shownCode, skeletonOf } from './code.ts'
export { discountOf, refusalOf, splitDiscount, type Discount, type Refusal, type Terms } from './terms.ts'
export { checkWording } from './wording.ts'
