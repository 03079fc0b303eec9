import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { skeletonOf } from './code.ts'
import type { Refusal } from './terms.ts'

export type CodeFigures = { readonly seen: number; readonly redeemed: number; readonly refused: number }

/** Counts that somebody opened a code's link, or was refused it and why. Call it outside what a refusal rolls back. */
export const countCode = async (
  database: Database,
  { code, what }: { readonly code: string; readonly what: 'seen' | Refusal },
): Promise<void> => {
  await sql`
    insert into referral.voucher_count as counted (voucher_id, what, count)
    select id, ${what}, 1 from referral.voucher where skeleton = ${skeletonOf(code)}
    on conflict (voucher_id, what) do update set count = counted.count + 1`.execute(database)
}

/** How often each code was seen, redeemed (and not given back) and refused. */
export const figuresOfVouchers = async (
  database: Database,
  vouchers: readonly number[],
): Promise<Map<number, CodeFigures>> => {
  const { rows } = await sql<CodeFigures & { voucher: number }>`
    select voucher,
      coalesce((select sum(count) from referral.voucher_count where voucher_id = voucher and what = 'seen'), 0)::int8 as seen,
      coalesce((select sum(count) from referral.voucher_count where voucher_id = voucher and what <> 'seen'), 0)::int8 as refused,
      (select count(*) from referral.redemption where voucher_id = voucher and released_at is null) as redeemed
    from unnest(${[...vouchers]}::int[]) as voucher`.execute(database)
  return new Map(rows.map(({ voucher, ...figures }) => [voucher, figures]))
}

export type TemplateFigures = {
  /** How many codes work. */
  readonly codes: number
  readonly redeemed: number
  /** What buyers saved by it. */
  readonly discount: number
}

/** Every template's codes and redemptions. */
export const figuresOfTemplates = async (database: Database): Promise<Map<number, TemplateFigures>> => {
  const { rows } = await sql<TemplateFigures & { template: number }>`
    select template.id as template,
      (select count(*) from referral.voucher where template_id = template.id and off_at is null) as codes,
      coalesce(sum(done.redeemed), 0)::int8 as redeemed, coalesce(sum(done.discount), 0)::int8 as discount
    from referral.voucher_template template
    left join (
      select voucher.template_id, count(*) as redeemed, sum(redemption.discount) as discount
      from referral.redemption join referral.voucher on voucher.id = redemption.voucher_id
      where redemption.released_at is null group by voucher.template_id
    ) done on done.template_id = template.id
    group by template.id`.execute(database)
  return new Map(rows.map(({ template, ...figures }) => [template, figures]))
}
