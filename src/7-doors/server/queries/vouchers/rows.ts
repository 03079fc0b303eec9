import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import { always, type Instant } from '#ground/period'
import { companyShop, ownHost } from '#referral/subdomain'
import { nameOf } from '#referral/subdomain/store.ts'
import { figuresOfVouchers, listTemplates, type Template, type Voucher } from '#referral/voucher/store.ts'
import type { Base } from '../../hosts.ts'
import type { VoucherRow, VoucherTemplate } from '../../vouchers.ts'
import type { CommandNeeds } from '../carry-out.ts'

export type VoucherNeeds = CommandNeeds & { readonly site: Base }

const stateOf = ({ offAt, from, until }: Template, now: Instant): VoucherTemplate['state'] => {
  if (offAt !== null) return 'off'
  if (now >= until) return 'over'
  return now < from ? 'not yet' : 'on'
}

export const describeTemplate = (template: Template, now: Instant): VoucherTemplate => {
  const { number: _number, redeemed: _redeemed, offAt: _offAt, madeAt: _madeAt, until, ...rest } = template
  return { ...rest, until: until >= always.until ? null : until, state: stateOf(template, now) }
}

/** Codes with their figures; all of them of this partner, or of the company's own. */
export const describeCodes = async (
  { database, site, clock }: VoucherNeeds,
  partner: ContactNumber | null,
  vouchers: readonly Voucher[],
): Promise<VoucherRow[]> => {
  const numbers = vouchers.map(voucher => voucher.number)
  const [templates, figures, won, address] = await Promise.all([
    listTemplates(database, { for: 'company' }),
    figuresOfVouchers(database, numbers),
    wonBy(database, numbers),
    shopAddress({ database, site }, partner),
  ])
  const byNumber = new Map(templates.map(template => [template.number, describeTemplate(template, clock())]))
  return vouchers.map(({ id, code, shown, madeAt, offAt, number, template }) => ({
    id,
    code,
    shown,
    madeAt,
    isOn: offAt === null,
    template: byNumber.get(template)!,
    ...figures.get(number)!,
    won: won.get(number) ?? (0 as Cents),
    link: `${address}/v/${code}`,
  }))
}

/** The shop of a partner, or the company's where he has no name or nobody's is meant. */
const shopAddress = async (
  { database, site }: Pick<VoucherNeeds, 'database' | 'site'>,
  partner: ContactNumber | null,
): Promise<string> => {
  const name = partner === null ? undefined : await nameOf(database, partner)
  return site.addressOf(name === undefined ? companyShop(site.host) : ownHost(name, site.host))
}

/** Turnover booked of the orders that were placed with each code, what came back taken off. */
const wonBy = async (database: Database, vouchers: readonly number[]): Promise<Map<number, Cents>> => {
  const { rows } = await sql<{ voucher: number; net: Cents }>`
    select redemption.voucher_id as voucher, sum(entry.net)::int8 as net
    from referral.redemption join sales.order_line line on line.order_id = redemption.order_id
    join volume.entry on entry.order_line_id = line.id
    where redemption.voucher_id = any(${vouchers}::int[]) and redemption.released_at is null
    group by redemption.voucher_id`.execute(database)
  return new Map(rows.map(row => [row.voucher, row.net]))
}
