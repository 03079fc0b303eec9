import { randomBytes } from 'node:crypto'
import { wipeUsed } from '#ground/message/store.ts'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { confirmHimself } from '#people/consent/store.ts'
import { demoShoppers } from './logins.ts'
import { emailOf, linkHours, passwordLength } from './index.ts'

/** How customers get a login of their own, and get it back. What changes something belongs into the caller's transaction. */
export const customersOf = (database: Database) => ({
  passwordHash,
  faultOfPassword,
  open: openCustomerLogin,
  forgot: forgotPassword,
  confirm: confirmLogin,
  choosePassword,
  demoLogins: () => demoShoppers(database),
})

export type Customers = ReturnType<typeof customersOf>

type NewCustomer = {
  readonly email: string
  readonly name: string
  readonly contact: ContactNumber
  /** As `passwordHash` made it. */
  readonly hash: string
  readonly at: Instant
}

/** Salted and hashed with scrypt, which takes its time: make it before the transaction that keeps it. */
const passwordHash = (password: string): Promise<string> => hashPassword(password)

/** What speaks against a password; undefined when nothing does. */
const faultOfPassword = (password: string): 'password too short' | 'password too long' | undefined => {
  if (password.length < passwordLength.least) return 'password too short'
  return password.length > passwordLength.most ? 'password too long' : undefined
}

/**
 * Opens a customer's login that works once its e-mail address is confirmed by the word that is answered. One that nobody ever confirmed
 * gives way: whoever typed in another's address blocks nothing. Answers `taken` where a confirmed login has the address.
 */
const openCustomerLogin = async (
  transaction: Database,
  customer: NewCustomer,
): Promise<({ readonly is: 'opened' } & LinkWord) | { readonly is: 'taken' }> => {
  const email = emailOf(customer.email)
  const { rows } = await sql<{ id: string }>`
    insert into doors."user" as login (name, email, email_verified, updated_at, role, contact_id)
    values (${customer.name}, ${email}, false, now(), 'customer', ${customer.contact})
    on conflict (email) do update set name = excluded.name, contact_id = excluded.contact_id, updated_at = now()
    where not login.email_verified
    returning id`.execute(transaction)
  const login = rows[0]?.id
  if (login === undefined) return { is: 'taken' }
  await transaction.deleteFrom('doors.login_link').where('user_id', '=', login).execute()
  await transaction.deleteFrom('doors.account').where('user_id', '=', login).execute()
  const credential = { account_id: login, provider_id: 'credential', user_id: login }
  await transaction
    .insertInto('doors.account')
    .values({ ...credential, password: customer.hash, updated_at: new Date() })
    .execute()
  return { is: 'opened', ...(await keepLink(transaction, { login, purpose: 'confirm', at: customer.at })) }
}

/** The word of a link by which the holder of this mailbox chooses a new password; undefined when nobody signs in with it. */
const forgotPassword = async (
  transaction: Database,
  asked: { readonly email: string; readonly at: Instant },
): Promise<LinkWord | undefined> => {
  const login = await transaction
    .selectFrom('doors.user')
    .select('id')
    .where('email', '=', emailOf(asked.email))
    .where('role', '<>', 'company')
    .executeTakeFirst()
  return login && keepLink(transaction, { login: login.id, purpose: 'password', at: asked.at })
}

type Link = { readonly login: string; readonly purpose: 'confirm' | 'password'; readonly at: Instant }

type LinkWord = { readonly word: string; readonly until: Instant }

const keepLink = async (transaction: Database, { login, purpose, at }: Link): Promise<LinkWord> => {
  const word = randomBytes(32).toString('base64url')
  const until = (at + linkHours * 3_600_000) as Instant
  const expires_at = timestamp(until)
  await transaction
    .deleteFrom('doors.login_link')
    .where('expires_at', '<=', sql<Instant>`${new Date(at)}`)
    .execute()
  await transaction
    .insertInto('doors.login_link')
    .values({ hash: digestOf(word), user_id: login, purpose, expires_at })
    .execute()
  return { word, until }
}

type Opened = { readonly word: string; readonly at: Instant }

/** @public */
export type ConfirmResult =
  | { readonly is: 'confirmed'; readonly email: string }
  | { readonly is: 'refused'; readonly because: 'stale' | 'wrong' }

type LinkAsked = Opened & Pick<Link, 'purpose'>

const linkOf = ({ word, at, purpose }: LinkAsked) =>
  sql<boolean>`hash = ${digestOf(word)} and purpose = ${purpose} and expires_at > ${new Date(at)}`

/** The link is used up: it opens nothing a second time. */
const useLink = async (transaction: Database, asked: LinkAsked) => {
  await wipeUsed(transaction, asked.word)
  return transaction.deleteFrom('doors.login_link').where(linkOf(asked)).returning('user_id').executeTakeFirst()
}

/**
 * Lets the login in from now on, told its word by whoever chose its password: anybody can type in another's address with a password of
 * his own, and would otherwise get in once its holder opens the letter. Answers the e-mail address; `stale` for a word that is unknown,
 * used or too old, `wrong` for another password, which uses nothing up.
 */
const confirmLogin = async (
  transaction: Database,
  { password, ...opened }: Opened & { readonly password: string },
): Promise<ConfirmResult> => {
  const asked = { ...opened, purpose: 'confirm' } as const
  const kept = await transaction
    .selectFrom('doors.login_link')
    .innerJoin('doors.account', 'doors.account.user_id', 'doors.login_link.user_id')
    .select('doors.account.password')
    .where('provider_id', '=', 'credential')
    .where(linkOf(asked))
    .executeTakeFirst()
  if (kept === undefined) return { is: 'refused', because: 'stale' }
  const hash = kept.password ?? ''
  const isHis = hash !== '' && password.length <= passwordLength.most && (await verifyPassword({ hash, password }))
  if (!isHis) return { is: 'refused', because: 'wrong' }
  const link = await useLink(transaction, asked)
  if (link === undefined) return { is: 'refused', because: 'stale' }
  return { is: 'confirmed', email: await confirmed(transaction, link.user_id, opened.at) }
}

/** Gives the login a new password and ends its sessions; whoever holds the mailbox has confirmed it, too. */
const choosePassword = async (
  transaction: Database,
  { hash, ...opened }: Opened & { readonly hash: string },
): Promise<string | undefined> => {
  const link = await useLink(transaction, { ...opened, purpose: 'password' })
  if (link === undefined) return undefined
  await sql`delete from doors.session where user_id = ${link.user_id}`.execute(transaction)
  await transaction
    .updateTable('doors.account')
    .set({ password: hash, updated_at: new Date() })
    .where('user_id', '=', link.user_id)
    .where('provider_id', '=', 'credential')
    .execute()
  await transaction.deleteFrom('doors.demo_login').where('user_id', '=', link.user_id).execute()
  return confirmed(transaction, link.user_id, opened.at)
}

// Whose data another entered, at a party, has shown by his mailbox that it is he.
const confirmed = async (transaction: Database, login: string, at: Instant): Promise<string> => {
  const { email, contact_id: contact } = await transaction
    .updateTable('doors.user')
    .set({ email_verified: true, updated_at: new Date() })
    .where('id', '=', login)
    .returning(['email', 'contact_id'])
    .executeTakeFirstOrThrow()
  if (contact !== null) await confirmHimself(transaction, { contact, at, how: 'account' })
  return email
}
