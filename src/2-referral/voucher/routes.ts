import { routesOn, type Api } from '#ground/http/operation.ts'
import type { VoucherNeeds } from './routes/answers.ts'
import { listingVouchers, makingVoucher, quoting, switchingVoucher } from './routes/codes.ts'
import { decidingReview, listingReviews, settlingVouchers } from './routes/reviews.ts'
import { listingTemplates, makingTemplate, switchingTemplate } from './routes/templates.ts'

/** Voucher templates, codes, what they would do for an order, and what looks odd about redeemed ones. */
export const voucherRoutes = (needs: VoucherNeeds): Api => {
  const routes = routesOn(needs.database)
  listingTemplates(routes)
  makingTemplate(routes, needs)
  switchingTemplate(routes, needs)
  listingVouchers(routes)
  makingVoucher(routes, needs)
  switchingVoucher(routes, needs)
  quoting(routes, needs)
  listingReviews(routes)
  decidingReview(routes, needs)
  settlingVouchers(routes)
  return routes.app
}
