import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { campaignOf, invitationLasts, invitationLength, isSlug, linkLength, slugOf, type Campaign } from './index.ts'

/** A link that leads somewhere: /l/<slug>. */
export type Link = {
  readonly link: number
  readonly partner: ContactNumber
  readonly campaign: string
  readonly isInvitation: boolean
}

export type MadeLink =
  | { readonly is: 'made'; readonly link: number; readonly slug: string; readonly campaign: string }
  | { readonly is: 'refused'; readonly because: RefusedLink }

export type RefusedLink = Extract<Campaign, { is: 'refused' }>['because'] | 'campaign taken'

type Making = { readonly partner: ContactNumber; readonly campaign: string; readonly at: Instant }

/** A partner's personal link under a campaign's name, which none of his links has. */
export const makeLink = (database: Database, making: Making): Promise<MadeLink> =>
  keepLink(database, { ...making, isInvitation: false })

/**
 * An invitation for one person, which the partner shares himself: it is not mailed. Without a note it is named by its number; the note
 * is the partner's own and is shown to nobody else.
 */
export const invite = async (
  database: Database,
  { partner, note, at }: { readonly partner: ContactNumber; readonly note: string; readonly at: Instant },
): Promise<MadeLink> => {
  if (note.trim() !== '') return keepLink(database, { partner, campaign: note, at, isInvitation: true })
  const { rows } = await sql<{ made: number }>`
    select count(*)::int as made from referral.link where partner_id = ${partner} and is_invitation`.execute(database)
  for (let number = rows[0]!.made + 1; ; number += 1) {
    const made = await keepLink(database, { partner, campaign: `#${number}`, at, isInvitation: true })
    if (made.is === 'made' || made.because !== 'campaign taken') return made
  }
}

const keepLink = async (
  database: Database,
  { partner, campaign, at, isInvitation }: Making & { readonly isInvitation: boolean },
): Promise<MadeLink> => {
  const checked = campaignOf(campaign)
  if (checked.is === 'refused') return checked
  const slug = newSlug(isInvitation ? invitationLength : linkLength)
  const row = { partner_id: partner, campaign: checked.name, slug, is_invitation: isInvitation, made_at: timestamp(at) }
  const kept = await database
    .insertInto('referral.link')
    .values(row)
    .onConflict(conflict => conflict.columns(['partner_id', 'campaign']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (kept === undefined) return { is: 'refused', because: 'campaign taken' }
  return { is: 'made', link: kept.id, slug, campaign: checked.name }
}

/** The last part of an address that nobody guesses. */
export const newSlug = (length: number): string => slugOf(randomBytes(length * 2), length) ?? newSlug(length)

/** The link behind an address; undefined when there is none, it was closed, or the invitation is over or answered. */
export const linkBySlug = async (database: Database, slug: string, at: Instant): Promise<Link | undefined> => {
  if (!isSlug(slug)) return undefined
  const { rows } = await sql<Link>`
    select id as link, partner_id as partner, campaign, is_invitation as "isInvitation" from referral.link
    where slug = ${slug} and closed_at is null
      and (not is_invitation or made_at > ${timestamp((at - invitationLasts) as Instant)})`.execute(database)
  return rows[0]
}

/** Counts that a link was opened on a day ("2026-03-01"); by whom is not known. */
export const countOpening = async (database: Database, link: number, day: string): Promise<void> => {
  await database
    .insertInto('referral.link_opening')
    .values({ link_id: link, opened_on: day, count: 1 })
    .onConflict(conflict =>
      conflict.columns(['link_id', 'opened_on']).doUpdateSet({ count: sql<number>`link_opening.count + 1` }),
    )
    .execute()
}

/** From now on the address leads nowhere; whom it brought, it brought. False when the partner has no such open link. */
export const closeLink = async (
  database: Database,
  { partner, slug, at }: { readonly partner: ContactNumber; readonly slug: string; readonly at: Instant },
): Promise<boolean> => {
  const closed = await database
    .updateTable('referral.link')
    .set({ closed_at: new Date(at) })
    .where('partner_id', '=', partner)
    .where('slug', '=', slug)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return closed.numUpdatedRows > 0n
}

export type LinkFigures = {
  readonly slug: string
  readonly campaign: string
  readonly isInvitation: boolean
  readonly madeAt: Instant
  readonly isOpen: boolean
  /** How often it was opened, also by the same person and by machines. */
  readonly opened: number
  /** Who registered by it, and how many of them are his by it. */
  readonly registered: number
  readonly won: number
}

/** A partner's links and invitations with what came of them, newest first. */
export const linksOf = async (
  database: Database,
  { partner, at }: { readonly partner: ContactNumber; readonly at: Instant },
): Promise<LinkFigures[]> => {
  const { rows } = await sql<LinkFigures>`
    select link.slug, link.campaign, link.is_invitation as "isInvitation", link.made_at as "madeAt",
      link.closed_at is null and (not link.is_invitation or link.made_at > ${timestamp((at - invitationLasts) as Instant)}) as "isOpen",
      (select coalesce(sum(count), 0)::int from referral.link_opening where link_id = link.id) as opened,
      coalesce(came.registered, 0)::int as registered, coalesce(came.won, 0)::int as won
    from referral.link left join (
      select said, count(*) as registered, count(*) filter (where outcome = 'decided') as won
      from referral.signal join referral.attribution on attribution.id = signal.attribution_id
      where signal.partner_id = ${partner} and kind = 'link' and attribution.before_id is null
      group by said
    ) came on came.said = link.campaign
    where link.partner_id = ${partner} order by link.id desc`.execute(database)
  return rows
}
