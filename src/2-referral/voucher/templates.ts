import { sql, type Selectable } from 'kysely'
import { timestamp, type Database, type Schema } from '#ground/database'
import { newUuid, publicIdOf, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Terms } from './terms.ts'

export type Template = Terms & {
  readonly number: number
  readonly id: PublicId<'template'>
  readonly name: string
  /** Whether partners make codes of their own from it. */
  readonly forPartners: boolean
  readonly limitPerCode: number | null
  readonly limitInAll: number | null
  /** Counted only where a limit in all is. */
  readonly redeemed: number
  readonly offAt: Instant | null
  readonly madeAt: Instant
}

export type NewTemplate = Terms & Pick<Template, 'name' | 'forPartners' | 'limitPerCode' | 'limitInAll'>

type Row = Selectable<Schema['referral.voucher_template']>

export const templateOf = (row: Row): Template => ({
  number: row.id,
  id: publicIdOf('template', row.uuid),
  name: row.name,
  discount:
    row.kind === 'amount'
      ? { kind: 'amount', amount: row.amount! }
      : { kind: 'percent', basisPoints: row.basis_points! },
  currency: row.currency,
  minimum: row.minimum,
  from: row.from_at,
  until: row.until_at,
  countries: row.countries,
  newCustomersOnly: row.new_customers_only,
  lowersPoints: row.lowers_points,
  forPartners: row.for_partners,
  limitPerCode: row.limit_per_code,
  limitInAll: row.limit_in_all,
  redeemed: row.redeemed,
  offAt: row.off_at,
  madeAt: row.made_at,
})

type Making = { readonly template: NewTemplate; readonly at: Instant; readonly by: string }

/** Keeps a template. Its terms stay as they are; other terms are another template. */
export const makeTemplate = async (database: Database, { template, at, by }: Making): Promise<Template> => {
  const { discount } = template
  const row = await database
    .insertInto('referral.voucher_template')
    .values({
      uuid: newUuid(),
      name: template.name,
      kind: discount.kind,
      amount: discount.kind === 'amount' ? discount.amount : null,
      basis_points: discount.kind === 'percent' ? discount.basisPoints : null,
      currency: template.currency,
      minimum: template.minimum,
      from_at: timestamp(template.from),
      until_at: timestamp(template.until),
      countries: template.countries === null ? null : [...template.countries],
      new_customers_only: template.newCustomersOnly,
      lowers_points: template.lowersPoints,
      for_partners: template.forPartners,
      limit_per_code: template.limitPerCode,
      limit_in_all: template.limitInAll,
      made_at: timestamp(at),
      made_by: by,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return templateOf(row)
}

const templates = (database: Database) => database.selectFrom('referral.voucher_template').selectAll()

/** Every template, newest first; for partners only what they may make codes of now. */
export const listTemplates = async (
  database: Database,
  asked: { readonly for: 'company' } | { readonly for: 'partners'; readonly at: Instant },
): Promise<Template[]> => {
  let rows = templates(database).orderBy('id', 'desc')
  if (asked.for === 'partners')
    rows = rows
      .where('for_partners', '=', true)
      .where('off_at', 'is', null)
      .where('until_at', '>', sql<Instant>`${new Date(asked.at)}::timestamptz`)
  return (await rows.execute()).map(templateOf)
}

export const templateByUuid = async (database: Database, uuid: string): Promise<Template | undefined> => {
  const row = await templates(database).where('uuid', '=', uuid).executeTakeFirst()
  return row && templateOf(row)
}

/** Lets no code of a template work from now on, or lets them work again. */
export const switchTemplate = async (
  database: Database,
  { template, offAt }: { readonly template: number; readonly offAt: Instant | null },
): Promise<void> => {
  await database
    .updateTable('referral.voucher_template')
    .set({ off_at: offAt === null ? null : new Date(offAt) })
    .where('id', '=', template)
    .execute()
}
