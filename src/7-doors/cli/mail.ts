import type { Database } from '#ground/database'
import { startMail, type Jobs } from '#doors/jobs'
import { shopOriginOf } from '#doors/mail'
import { attachmentsOf, mailerOf, sceneIn } from '#doors/mail/store.ts'

type Post = {
  readonly database: Database
  readonly complain: (line: string) => void
  /** Where the company's pages are open. */
  readonly base: string
  readonly port: number
}

export type MailPlan =
  | { readonly is: 'ready'; readonly open: (post: Post) => Jobs }
  /** Without a mail server messages are kept, and the office reads them at /mail. */
  | { readonly is: 'kept only'; readonly open: (post: Post) => Jobs }
  | { readonly is: 'refused'; readonly because: string }

/** How mails go out, by SMTP_URL and STAMM_MAIL_FROM. */
export const mailPlan = ({ SMTP_URL = '', STAMM_MAIL_FROM = '' }: NodeJS.ProcessEnv): MailPlan => {
  if (SMTP_URL === '') return { is: 'kept only', open: () => ({ stop: async () => undefined }) }
  const result = mailerOf({ url: SMTP_URL, from: STAMM_MAIL_FROM })
  if (result.is === 'refused') return result
  const { mailer } = result
  return {
    is: 'ready',
    open: ({ database, complain, base, port }) => {
      const origin = shopOriginOf({ base, port })
      const sceneOf = (where: Database) => sceneIn(where, origin)
      const jobs = startMail({ database, mailer, sceneOf, attachmentsOf, complain })
      return {
        stop: async () => {
          await jobs.stop()
          mailer.close()
        },
      }
    },
  }
}
