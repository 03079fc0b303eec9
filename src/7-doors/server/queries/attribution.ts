import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { parseInstant, type Instant, type Zone } from '#ground/period'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { contactsByNumber, numbersByReference } from '#people/contact/store.ts'
import { roleNow, sponsorshipsOf } from '#people/structure/store.ts'
import { attributionPolicy } from '#referral/attribution'
import {
  attributionsOf,
  correct,
  previewCorrection,
  type AttributionRecord,
  type Correction,
} from '#referral/attribution/store.ts'
import { isBookedSince } from '#volume/ledger/store.ts'
import type { Attribution, AttributionOffice, AttributionStep, CorrectionAsked, PolicyShown } from '../attribution.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import type { Context } from './month.ts'
import { numberOf, refsOf, type Refs } from './refs.ts'

const actorOf = (actor: string): AttributionStep['actor'] => {
  if (actor === 'shop' || actor === 'invitation') return actor
  return actor.startsWith('user:') ? 'office' : 'interface'
}

const stepOf = (record: AttributionRecord, refs: Refs): AttributionStep => ({
  id: record.id,
  moment: record.moment,
  decidedAt: record.decidedAt,
  from: record.from,
  sponsor: refs(record.sponsor),
  before: record.before === null ? null : refs(record.before),
  by: record.by,
  isHeir: record.reason === 'heir of former partner',
  words: record.words,
  actor: actorOf(record.actor),
  isUndone: record.isUndone,
  signals: record.signals.map(({ partner, ...signal }) => ({
    ...signal,
    partner: partner === null ? null : refs(partner),
  })),
})

/** Every decision about whose a contact is; null when nobody has the id. */
const attributionOf = async (database: Database, contact: ContactNumber): Promise<Attribution> => {
  const records = await attributionsOf(database, contact)
  const present = (await sponsorshipsOf(database, contact)).at(-1)
  const named = records.flatMap(each => [each.sponsor, each.before, ...each.signals.map(({ partner }) => partner)])
  const refs = await refsOf(
    database,
    [contact, present?.sponsor ?? contact, ...named].filter(each => each !== null),
  )
  return {
    contact: refs(contact),
    sponsor: present === undefined ? null : refs(present.sponsor),
    since: present?.from ?? null,
    steps: records.map(record => stepOf(record, refs)),
  }
}

type Needs = CommandNeeds & Pick<Context, 'zone'>

type Meant = Pick<Correction, 'contact' | 'to' | 'from'>
type NotMeant = { readonly is: 'refused'; readonly because: 'day unknown' | 'unknown contact' }

const startGiven = (day: string, zone: Zone): Correction['from'] | undefined =>
  day === 'registration' ? day : parseInstant(day, zone)

const meantBy = async (
  { database, zone }: Needs,
  { contact, to, day }: CorrectionAsked,
  now: Instant,
): Promise<Meant | NotMeant> => {
  const from = day === null ? now : startGiven(day, zone)
  if (from === undefined) return { is: 'refused', because: 'day unknown' }
  const [number, above] = [await numberOf(database, contact), await numberOf(database, to)]
  if (number === undefined || above === undefined || (await roleNow(database, number)) === 'house')
    return { is: 'refused', because: 'unknown contact' }
  return { contact: number, to: above, from }
}

/** Whose contacts are, as the company sees and corrects it, and its policy. */
export const attributionOffice = (needs: Needs): AttributionOffice => {
  const { database, clock, actor } = needs
  return {
    of: async id => {
      const contact = await numberOf(database, id)
      return contact === undefined ? null : attributionOf(database, contact)
    },
    preview: async asked => {
      const now = clock()
      const meant = await meantBy(needs, asked, now)
      if ('is' in meant) return meant
      const words = asked.reason === '' ? 'preview' : asked.reason
      const correction = { ...meant, now, reason: words, by: await actor(), isBookedSince }
      const { sponsor, refusal, ...shown } = await previewCorrection(database, correction)
      const refs = await refsOf(database, [sponsor, meant.to])
      const isFromRegistration = meant.from === 'registration'
      return { ...shown, sponsor: refs(sponsor), to: refs(meant.to), isFromRegistration, refusal: refusal ?? null }
    },
    correct: async ({ commandId, ...asked }) => {
      const by = await actor()
      return carryOut(database, { actor: by, commandId, request: 'correct', content: asked }, async inside => {
        const now = clock()
        const meant = await meantBy({ ...needs, database: inside }, asked, now)
        if ('is' in meant) return meant
        const corrected = await correct(inside, { ...meant, now, reason: asked.reason, by, isBookedSince })
        return corrected.is === 'refused' ? corrected : { is: 'corrected' }
      })
    },
    policy: () => policyShown(database),
    changePolicy: async ({ commandId, policy }) => {
      const by = await actor()
      return carryOut(database, { actor: by, commandId, request: 'attribution policy', content: policy }, inside =>
        changePolicy(inside, policy, by),
      )
    },
  }
}

const policyShown = async (database: Database): Promise<PolicyShown> => {
  const policy = await readSetting(database, attributionPolicy)
  const known = await contactsByNumber(database, policy.noTurn)
  return { ...policy, noTurn: policy.noTurn.flatMap(number => known.get(number)?.reference ?? []) }
}

const changePolicy = async (
  database: Database,
  policy: PolicyShown,
  by: string,
): Promise<{ readonly is: 'changed' } | { readonly is: 'refused'; readonly unknown: string }> => {
  const numbers = await numbersByReference(database, policy.noTurn)
  const unknown = policy.noTurn.find(reference => !numbers.has(reference))
  if (unknown !== undefined) return { is: 'refused', unknown }
  const value = { ...policy, noTurn: policy.noTurn.map(reference => numbers.get(reference)!) }
  await keepSetting(database, attributionPolicy, { value, by })
  return { is: 'changed' }
}
