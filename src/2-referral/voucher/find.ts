import { sql, type Selectable } from 'kysely'
import type { Database, Schema } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Role } from '#people/contact'
import { isMistyped, skeletonOf } from './code.ts'
import { templateOf, type Template } from './templates.ts'
import { refusalOf, type Basket, type Refusal } from './terms.ts'

export type Refused = {
  readonly is: 'refused'
  readonly because: Refusal
  /** What the order must come to, where that is why. */
  readonly minimum: Template['minimum'] | null
}

/** Leaves a claim's savepoint, so that nothing of it stays. */
export class ClaimRefused extends Error {
  readonly refused: Refused

  constructor(because: Refusal, minimum: Template['minimum'] | null = null) {
    super(because)
    this.refused = { is: 'refused', because, minimum }
  }
}

const refuse = (because: Refusal, minimum: Template['minimum'] | null = null): Refused => ({
  is: 'refused',
  because,
  minimum,
})

export type Found = {
  readonly voucher: number
  readonly code: string
  readonly kind: 'own' | 'random'
  readonly partner: ContactNumber | null
  readonly template: Template
  /** The buyer's role now; null for somebody nobody knows yet. */
  readonly role: Role | null
  readonly hasRedeemed: boolean
  readonly isLimitReached: boolean
  readonly isOff: boolean
}

type Row = Selectable<Schema['referral.voucher_template']> & {
  readonly voucher: number
  readonly code: string
  readonly code_kind: 'own' | 'random'
  readonly partner: ContactNumber | null
  readonly code_redeemed: number
  readonly is_off: boolean
  readonly role: Role | null
  readonly has_redeemed: boolean
}

/** A code with all that decides about it, in one indexed query. Whoever was merged is one person: what either had redeemed counts. */
export const findVoucher = async (
  database: Database,
  { code, contact }: { readonly code: string; readonly contact: ContactNumber | null },
): Promise<Found | undefined> => {
  const { rows } = await sql<Row>`
    select template.*, voucher.id as voucher, voucher.code, voucher.kind as code_kind, voucher.partner_id as partner,
      voucher.redeemed as code_redeemed, buyer.role,
      voucher.off_at is not null or template.off_at is not null
        or (voucher.partner_id is not null and owner.role is distinct from 'partner') as is_off,
      exists (select from referral.new_customer_key used where used.kind = 'contact'
        and used.key = any(array(select person::text from people.same_person(people.kept_as(${contact}::int)) person))) as has_redeemed
    from referral.voucher join referral.voucher_template template on template.id = voucher.template_id
    left join people.role owner on owner.contact_id = voucher.partner_id and owner.until_at = 'infinity'
    left join people.role buyer on buyer.contact_id = people.kept_as(${contact}::int) and buyer.until_at = 'infinity'
    where voucher.skeleton = ${skeletonOf(code)}`.execute(database)
  return rows[0] && foundOf(rows[0])
}

const foundOf = (row: Row): Found => {
  const template = templateOf(row)
  return {
    voucher: row.voucher,
    code: row.code,
    kind: row.code_kind,
    partner: row.partner,
    template,
    role: row.role,
    hasRedeemed: row.has_redeemed,
    isLimitReached:
      isReached(template.limitPerCode, row.code_redeemed) || isReached(template.limitInAll, template.redeemed),
    isOff: row.is_off,
  }
}

const isReached = (limit: number | null, redeemed: number) => limit !== null && redeemed >= limit

/** A new customer is a prospect, or somebody nobody knows yet. */
const isNew = ({ role, hasRedeemed }: Found): boolean => (role === null || role === 'prospect') && !hasRedeemed

/** What speaks against a code before anybody looks who else the buyer might be. */
export const refusalOfFound = (code: string, found: Found | undefined, basket: Basket): Refused | null => {
  if (found === undefined) return refuse(isMistyped(code) ? 'mistyped' : 'unknown')
  if (found.isOff) return refuse('switched off')
  const because = refusalOf(found.template, basket)
  if (because !== null) return refuse(because, because === 'minimum' ? found.template.minimum : null)
  if (found.template.newCustomersOnly && !isNew(found)) return refuse('new customers only')
  return found.isLimitReached ? refuse('not usable') : null
}
