import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { contactsByNumber } from '#people/contact/store.ts'
import type { DemoLogin } from '#doors/server'
import { emailOf, faultOf, passwordLength, type LoginResult, type NewLogin } from './index.ts'

const refuse = (because: Extract<LoginResult, { is: 'refused' }>['because']): LoginResult => ({
  is: 'refused',
  because,
})

/** Makes a login. A partner's login is his contact's, and works as long as he is a partner. */
export const createLogin = async (database: Database, login: NewLogin): Promise<LoginResult> => {
  const fault = faultOf(login)
  if (fault !== undefined) return refuse(fault)
  const name = await nameOf(database, login)
  if (name === undefined) return refuse('not a partner')
  const password = await hashPassword(login.password)
  const id = await inTransaction(database, transaction => keepLogin(transaction, { login, name, password }))
  return id === undefined ? refuse('e-mail taken') : { is: 'created', email: emailOf(login.email) }
}

/** A login whose password a demo company shows on its login page. */
export const createDemoLogin = async (database: Database, login: NewLogin): Promise<LoginResult> => {
  const created = await createLogin(database, login)
  if (created.is === 'refused') return created
  await database
    .insertInto('doors.demo_login')
    .columns(['user_id', 'password'])
    .expression(query =>
      query
        .selectFrom('doors.user')
        .select(expression => ['id', expression.val(login.password).as('password')])
        .where('email', '=', created.email),
    )
    .execute()
  return created
}

/** Nobody signs in with this address any more; its sessions and keys end with it. Answers whether there was such a login. */
export const removeLogin = async (database: Database, email: string): Promise<boolean> => {
  const removed = await database.deleteFrom('doors.user').where('email', '=', emailOf(email)).executeTakeFirstOrThrow()
  return removed.numDeletedRows > 0n
}

/**
 * Gives the login another password and ends its sessions; a demo no longer shows it. Answers whether there is such a login.
 * @throws RangeError when the password is too short or too long.
 */
export const changePassword = async (
  database: Database,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<boolean> => {
  if (password.length < passwordLength.least || password.length > passwordLength.most)
    throw new RangeError(`a password has ${passwordLength.least} to ${passwordLength.most} characters`)
  const hash = await hashPassword(password)
  return inTransaction(database, async transaction => {
    const user = transaction.selectFrom('doors.user').select('id').where('email', '=', emailOf(email))
    const changed = await transaction
      .updateTable('doors.account')
      .set({ password: hash, updated_at: new Date() })
      .where('provider_id', '=', 'credential')
      .where('user_id', '=', user)
      .executeTakeFirstOrThrow()
    await sql`delete from doors.session where user_id = (${user})`.execute(transaction)
    await transaction.deleteFrom('doors.demo_login').where('user_id', '=', user).execute()
    return changed.numUpdatedRows > 0n
  })
}

const shownByDemo = (database: Database) =>
  database
    .selectFrom('doors.demo_login as demo')
    .innerJoin('doors.user as user', 'user.id', 'demo.user_id')
    .select(['user.role', 'user.name', 'user.email', 'demo.password'])
    .orderBy('user.role')
    .orderBy('user.email')
    .execute()

/** The logins to show on a demo company's login page, those of the company first; none in a real company. */
export const demoLogins = async (database: Database): Promise<DemoLogin[]> =>
  (await shownByDemo(database)).flatMap(({ role, ...login }) => (role === 'customer' ? [] : [{ role, ...login }]))

/** Those to show in a demo company's shops: customers first, then partners. */
export const demoShoppers = async (database: Database): Promise<Omit<DemoLogin, 'role'>[]> =>
  (await shownByDemo(database)).filter(({ role }) => role !== 'company').map(({ role: _role, ...login }) => login)

const nameOf = async (database: Database, login: NewLogin): Promise<string | undefined> => {
  if (login.role === 'company') return login.name
  return (await partnerBehind(database, login.contact))?.displayName
}

/** The contact when he is a partner now: a login of somebody else has no rights. */
export const partnerBehind = async (database: Database, contact: ContactNumber | null) => {
  if (contact === null) return undefined
  const found = (await contactsByNumber(database, [contact])).get(contact)
  return found?.role === 'partner' ? found : undefined
}

type Kept = { readonly login: NewLogin; readonly name: string; readonly password: string }

const keepLogin = async (database: Database, { login, name, password }: Kept): Promise<string | undefined> => {
  const kept = await database
    .insertInto('doors.user')
    .values({
      name,
      email: emailOf(login.email),
      email_verified: true,
      updated_at: new Date(),
      role: login.role,
      contact_id: login.contact,
    })
    .onConflict(conflict => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (kept === undefined) return undefined
  await database
    .insertInto('doors.account')
    .values({ account_id: kept.id, provider_id: 'credential', user_id: kept.id, password, updated_at: new Date() })
    .execute()
  return kept.id
}
