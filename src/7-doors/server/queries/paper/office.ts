import { companyShop } from '#referral/subdomain'
import type { Base } from '../../hosts.ts'
import type { PaperOffice } from '../../paper.ts'
import type { CommandNeeds } from '../carry-out.ts'
import { invoiceOffice } from './invoices.ts'
import { mailOffice } from './mail.ts'
import { withdrawalOffice } from './withdrawals.ts'

type Needs = CommandNeeds & { readonly site: Base; readonly isMailing: boolean }

/** Mails, invoices and withdrawals, for the company's pages. */
export const paperOffice = ({ site, isMailing, ...needs }: Needs): PaperOffice => ({
  mail: mailOffice({ ...needs, isMailing, shopOrigin: site.addressOf(companyShop(site.host)) }),
  invoices: invoiceOffice(needs),
  withdrawals: withdrawalOffice(needs),
})
