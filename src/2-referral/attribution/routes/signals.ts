import type { Database } from '#ground/database'
import { answered, type Reply } from '#ground/http'
import { pastGiven, text, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { contactGiven, contactNamed } from '#people/contact/routes.ts'
import type { Signals } from '../index.ts'
import { namedSponsor } from '../named.ts'

const partner = contactGiven

/** What was there when somebody registered, as a shop tells it. */
export const signalsGiven = (now: () => Instant) =>
  z
    .strictObject({
      moment: z.enum(['registration', 'order']).default('registration').openapi({
        description:
          'Whether he completed an order, too: a voucher counts only then, and makes him a customer at once.',
      }),
      voucher: z.strictObject({ partner, code: text('The code that was redeemed.', 'VONBEN') }).optional(),
      party: z.strictObject({ partner, party: text('Which home party.', 'Berlin, 3 March') }).optional(),
      named: text("What he typed in as his sponsor's number.", 'P-17').optional(),
      link: z
        .strictObject({ partner, campaign: text('The campaign of the personal link.', 'Messe Berlin') })
        .optional(),
      subdomain: z.strictObject({ partner, name: text('On whose page he registered.', 'anna') }).optional(),
      remembered: z
        .strictObject({
          partner,
          name: text('On whose page he was before.', 'anna'),
          since: pastGiven('When he was there.', now),
        })
        .optional(),
    })
    .openapi('Signals', { description: 'What speaks for a sponsor. All of it is kept, also what does not decide.' })

type Given = z.output<ReturnType<typeof signalsGiven>>

const kinds = ['voucher', 'party', 'link', 'subdomain', 'remembered'] as const

/** The signals with their partners looked up; refused where one is unknown. */
export const signalsFrom = async (database: Database, given: Given): Promise<Reply<Signals>> => {
  const partners = new Map<(typeof kinds)[number], ContactNumber>()
  for (const kind of kinds) {
    const said = given[kind]
    if (said === undefined) continue
    const named = await contactNamed(database, said.partner, `#/signals/${kind}/partner`)
    if (named.is === 'refused') return named
    partners.set(kind, named.body.number)
  }
  const withPartner = <T extends object>(kind: (typeof kinds)[number], said: T | undefined) =>
    said && { ...said, partner: partners.get(kind)! }
  return answered({
    voucher: withPartner('voucher', given.voucher),
    party: withPartner('party', given.party),
    link: withPartner('link', given.link),
    subdomain: withPartner('subdomain', given.subdomain),
    remembered: withPartner('remembered', given.remembered),
    named: given.named === undefined ? undefined : await namedSponsor(database, given.named),
  })
}
