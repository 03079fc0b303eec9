import { createTransport } from 'nodemailer'

export type Outgoing = {
  /** Stays the same when it is tried again, so that a mail server can tell the second from another. */
  readonly uuid: string
  readonly to: string
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly { readonly filename: string; readonly content: Buffer }[]
}

export type Mailer = {
  /** @throws what the mail server or the way to it answered. */
  readonly send: (mail: Outgoing) => Promise<void>
  readonly close: () => void
}

export type MailerAsked = {
  /** SMTP_URL, such as smtps://user:password@mail.example:465 */
  readonly url: string
  /** STAMM_MAIL_FROM, such as "Stamm <shop@company.example>" */
  readonly from: string
  readonly replyTo?: string | undefined
}

export type MailerResult =
  | { readonly is: 'ready'; readonly mailer: Mailer }
  | { readonly is: 'refused'; readonly because: string }

const wholeSendInMs = 90_000
const waits = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 45_000, dnsTimeout: 10_000 }

const addressPattern = /^(?:[^<>@\r\n]*<)?([^\s<>@,;]+@([^\s<>@,;]+))>?$/u

/** A mailer for a mail server. The password is told to nobody else. */
export const mailerOf = ({ url, from, replyTo }: MailerAsked): MailerResult => {
  const server = URL.canParse(url) ? new URL(url) : undefined
  if (server === undefined || !/^smtps?:$/u.test(server.protocol) || server.hostname === '')
    return refuse('SMTP_URL: expected an address such as smtps://user:password@mail.example:465')
  const sender = addressPattern.exec(from)
  if (sender === null)
    return refuse('STAMM_MAIL_FROM: expected the sender of mails, such as "Our shop <shop@company.example>"')
  const transport = createTransport({ url, ...waits, disableFileAccess: true, disableUrlAccess: true })
  return {
    is: 'ready',
    mailer: {
      send: mail =>
        inTime(transport.sendMail(envelopeOf(mail, { from, replyTo, domain: sender[2]! })).then(() => undefined)),
      close: () => transport.close(),
    },
  }
}

const refuse = (because: string) => ({ is: 'refused', because }) as const

type Sender = { readonly from: string; readonly replyTo: string | undefined; readonly domain: string }

const envelopeOf = (mail: Outgoing, { from, replyTo, domain }: Sender) => ({
  from,
  ...(replyTo === undefined ? {} : { replyTo }),
  // One address as it is, not a list that somebody could have written into the field.
  to: { name: '', address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  attachments: mail.attachments.map(({ filename, content }) => ({ filename, content, contentType: 'application/pdf' })),
  messageId: `<${mail.uuid}@${domain}>`,
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
})

// A server that answers a word a minute would hold the message longer than it is ours.
const inTime = async (sending: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server took too long')), wholeSendInMs)
  })
  try {
    await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}
