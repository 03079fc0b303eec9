import type { ContactNumber } from '#ground/identity'

/** Who may sign in: somebody of the company, who need not be a contact, or a partner. */
export type NewLogin = { readonly email: string; readonly password: string } & (
  | { readonly role: 'company'; readonly name: string; readonly contact: ContactNumber | null }
  | { readonly role: 'partner'; readonly contact: ContactNumber }
)

export type LoginResult =
  | { readonly is: 'created'; readonly email: string }
  | {
      readonly is: 'refused'
      readonly because:
        | 'no e-mail address'
        | 'e-mail taken'
        | 'password too short'
        | 'password too long'
        | 'not a partner'
    }

export const passwordLength = { least: 10, most: 128 } as const

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u

/** One spelling for each address. */
export const emailOf = (text: string): string => text.trim().toLowerCase()

/** What speaks against a login as it is given; undefined when nothing does. */
export const faultOf = ({
  email,
  password,
}: NewLogin): Extract<LoginResult, { is: 'refused' }>['because'] | undefined => {
  if (!emailPattern.test(emailOf(email))) return 'no e-mail address'
  if (password.length < passwordLength.least) return 'password too short'
  if (password.length > passwordLength.most) return 'password too long'
  return undefined
}

/** A session ends a week after its sign-in. */
export const sessionSeconds = 7 * 24 * 3600

/** A link written to a mailbox works for two days. */
export const linkHours = 48

/** What a key of the company may do; who may write may read. */
export type Permission = 'read' | 'write'
