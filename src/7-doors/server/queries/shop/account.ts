import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { tell } from '#ground/message/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Role } from '#people/contact'
import { changeMasterData, contactsByNumber, type Contact, type MasterData } from '#people/contact/store.ts'
import { register } from '#referral/attribution/store.ts'
import { ownHost } from '#referral/subdomain'
import { nameOf } from '#referral/subdomain/store.ts'
import type { TooMany } from '#doors/attempt'
import type { Tries } from '#doors/attempt/store.ts'
import type { Language } from '../../records.ts'
import type {
  AccountQueries,
  AccountView,
  PasswordFault,
  PersonalData,
  RegisterAnswer,
  Registering,
} from '../../shop-account.ts'
import { carryOut } from '../carry-out.ts'
import { carerNumber } from './carer.ts'
import { askWhoAllowed } from './consents.ts'
import { signalsOf, type Evidence } from './signals.ts'

/** Who is signed in at a shop, as the doors know him. */
export type SignedIn = {
  readonly contact: ContactNumber
  readonly name: string
  readonly email: string
  readonly role: Role
}

type LinkWord = { readonly word: string; readonly until: Instant }

/** What the shop needs of #doors/auth. */
export type ShopAuth = {
  readonly shopperOf: (request: Request) => Promise<SignedIn | null>
  readonly signInShopper: (
    request: Request,
    credentials: { readonly email: string; readonly password: string },
  ) => Promise<
    | { readonly is: 'signed in'; readonly headers: Headers }
    | { readonly is: 'refused'; readonly because: 'wrong' | 'not confirmed' }
    | TooMany
  >
  readonly signOut: (request: Request) => Promise<Headers>
  readonly customers: {
    readonly faultOfPassword: (password: string) => PasswordFault | undefined
    readonly passwordHash: (password: string) => Promise<string>
    readonly open: (
      inside: Database,
      customer: {
        readonly email: string
        readonly name: string
        readonly contact: ContactNumber
        readonly hash: string
        readonly at: Evidence['at']
      },
    ) => Promise<({ readonly is: 'opened' } & LinkWord) | { readonly is: 'taken' }>
    readonly forgot: (inside: Database, asked: Opening & { readonly email: string }) => Promise<LinkWord | undefined>
    readonly confirm: (
      inside: Database,
      asked: Opening & { readonly word: string; readonly password: string },
    ) => Promise<{ readonly is: 'confirmed' } | { readonly is: 'refused'; readonly because: 'stale' | 'wrong' }>
    readonly choosePassword: (
      inside: Database,
      asked: Opening & { readonly word: string; readonly hash: string },
    ) => Promise<string | undefined>
    readonly demoLogins: () => Promise<readonly { name: string; email: string; password: string }[]>
  }
}

type Opening = { readonly at: Evidence['at'] }

export type AccountNeeds = {
  readonly database: Database
  readonly request: Request
  readonly auth: ShopAuth
  /** What whoever asks may try. */
  readonly tries: Tries
  readonly evidence: Evidence
  readonly signedIn: SignedIn | null
  readonly language: Language
  readonly country: string
  /** The host of this shop: letters lead back to it. */
  readonly host: string
}

/** The visitor's account: how he gets one, and what he sees of himself. */
export const accountQueries = (needs: AccountNeeds): AccountQueries => {
  const { database, request, auth, tries, signedIn, evidence } = needs
  const { at } = evidence
  const inside = <T>(body: (transaction: Database) => Promise<T>) => inTransaction(database, body)
  return {
    shopper: signedIn && { name: signedIn.name, email: signedIn.email, isPartner: signedIn.role === 'partner' },
    register: registering => registerAndTell(needs, registering),
    confirm: async asked => {
      const counted = await tries.count('sign in', asked.word)
      if (counted.is === 'refused') return counted
      const answer = await inside(open => auth.customers.confirm(open, { ...asked, at }))
      return answer.is === 'refused' ? answer.because : 'confirmed'
    },
    forgot: email => forgot(needs, email),
    choosePassword: async ({ word, password }) => {
      const fault = auth.customers.faultOfPassword(password)
      if (fault !== undefined) return { is: 'refused', because: fault }
      const hash = await auth.customers.passwordHash(password)
      const email = await inside(open => auth.customers.choosePassword(open, { word, hash, at }))
      return email === undefined ? { is: 'refused', because: 'stale' } : { is: 'chosen' }
    },
    signIn: credentials => auth.signInShopper(request, credentials),
    signOut: () => auth.signOut(request),
    view: async () => (signedIn === null ? null : viewOf(needs, signedIn)),
    change: async data => {
      if (signedIn !== null) await inside(open => changeMasterData(open, signedIn.contact, changeOf(data)))
    },
    demoLogins: auth.customers.demoLogins,
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export const changeOf = (data: PersonalData) => ({
  kind: data.firmName.trim() === '' ? ('person' as const) : ('firm' as const),
  givenName: orNull(data.givenName),
  familyName: orNull(data.familyName),
  firmName: orNull(data.firmName),
  phone: orNull(data.phone),
  street: orNull(data.street),
  postalCode: orNull(data.postalCode),
  city: orNull(data.city),
})

const registerAndTell = async (needs: AccountNeeds, registering: Registering): Promise<RegisterAnswer> => {
  const { auth, tries, evidence, database } = needs
  const fault = auth.customers.faultOfPassword(registering.password)
  if (fault !== undefined) return { is: 'refused', because: fault }
  const signals = await signalsOf(evidence, registering.named)
  if (signals.named?.partner === null) return { is: 'refused', because: 'unknown sponsor' }
  const counted = await tries.count('register', registering.email)
  if (counted.is === 'refused') return counted
  const hash = await auth.customers.passwordHash(registering.password)
  const { commandId, password: _secret, ...content } = registering
  const sent = { actor: `shop ${needs.host}`, commandId, request: 'register', content }
  return carryOut(database, sent, async inside => {
    await oneAtATime(inside, registering.email)
    const contact = (await holderOf(inside, registering.email)) ?? (await newcomer(needs, inside, registering))
    await openAndTell(needs, inside, { contact, hash, registering })
    const asking = { ...needs, database: inside, contact, moment: 'registration' } as const
    await askWhoAllowed(asking, registering.consents)
    return { is: 'told' as const }
  })
}

// The guard of one contact for each address: whoever registers it at the same time waits here, and finds who came first.
const oneAtATime = (inside: Database, email: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`register ${email.trim().toLowerCase()}`}, 0))`.execute(inside)

// Whoever opens the letter holds the mailbox: only then is the account his. Other spellings of it are compared by people/duplicate.
const holderOf = async (inside: Database, email: string): Promise<ContactNumber | undefined> => {
  const found = await inside
    .selectFrom('people.contact')
    .select(sql<ContactNumber>`people.kept_as(id)`.as('kept'))
    .where(({ fn, eb }) => eb(fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
    .orderBy('id')
    .executeTakeFirst()
  return found?.kept
}

const newcomer = async (needs: AccountNeeds, inside: Database, registering: Registering): Promise<ContactNumber> => {
  const { evidence, country, language } = needs
  const data: MasterData = { ...changeOf(registering), email: registering.email.trim(), country, language }
  const signals = await signalsOf({ ...evidence, database: inside }, registering.named)
  const asked = { data, signals, at: evidence.at, moment: 'registration', by: 'shop' } as const
  return (await register(inside, asked)).contact
}

type Account = { readonly contact: ContactNumber; readonly hash: string; readonly registering: Registering }

const openAndTell = async (needs: AccountNeeds, inside: Database, { contact, hash, registering }: Account) => {
  const { auth, evidence, language, host } = needs
  const { email, givenName, familyName } = registering
  const name = `${givenName} ${familyName}`.trim()
  const opened = await auth.customers.open(inside, { email, name, contact, hash, at: evidence.at })
  const to = email.trim()
  if (opened.is === 'taken') await tell(inside, { kind: 'account there', to, language, facts: { host } })
  else {
    const facts = { host, name, word: opened.word }
    const secret = { fact: 'word', until: opened.until }
    await tell(inside, { kind: 'account opened', to, language, facts, secret })
  }
}

const forgot = async ({ database, auth, tries, evidence, language, host }: AccountNeeds, email: string) => {
  const counted = await tries.count('letter', email)
  if (counted.is === 'refused') return counted
  await inTransaction(database, async inside => {
    const link = await auth.customers.forgot(inside, { email, at: evidence.at })
    if (link === undefined) return
    const facts = { host, word: link.word }
    const secret = { fact: 'word', until: link.until }
    await tell(inside, { kind: 'password forgotten', to: email.trim(), language, facts, secret })
  })
  return { is: 'told' } as const
}

const dataOf = (contact: Contact): PersonalData => ({
  givenName: contact.givenName ?? '',
  familyName: contact.familyName ?? '',
  firmName: contact.firmName ?? '',
  phone: contact.phone ?? '',
  street: contact.street ?? '',
  postalCode: contact.postalCode ?? '',
  city: contact.city ?? '',
})

const viewOf = async (needs: AccountNeeds, { contact, email }: SignedIn): Promise<AccountView> => {
  const person = (await contactsByNumber(needs.database, [contact])).get(contact)
  if (person === undefined) throw new Error(`there is no contact ${contact}`)
  return { email, data: dataOf(person), carer: await carerOf(needs, contact) }
}

type CarerNeeds = Pick<AccountNeeds, 'database' | 'evidence'>

/** The partner who looks after a contact; null where it is the company. */
export const carerOf = async (
  { database, evidence }: CarerNeeds,
  contact: ContactNumber,
): Promise<AccountView['carer']> => {
  const carer = await carerNumber(database, contact)
  if (carer === undefined) return null
  const name = await nameOf(database, carer)
  const address = name === undefined ? null : evidence.base.addressOf(ownHost(name, evidence.base.host))
  return { name: (await contactsByNumber(database, [carer])).get(carer)!.displayName, address }
}
