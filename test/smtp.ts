import { createServer, type AddressInfo, type Socket } from 'node:net'

export type Received = { readonly from: string; readonly to: readonly string[]; readonly data: string }

export type SmtpDouble = {
  readonly url: string
  /** What was delivered, in order, as it came over the line. */
  readonly mails: Received[]
  /** What it says to a delivery instead of "250"; undefined for the usual. */
  answer: string | undefined
  readonly close: () => Promise<void>
}

/** A mail server of our own, as far as a sender can tell: takes mails and keeps them. */
export const smtpDouble = async (): Promise<SmtpDouble> => {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    converse(socket, double)
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const double: SmtpDouble = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails: [],
    answer: undefined,
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return double
}

type Talk = { from: string; to: string[]; data: string[] | undefined }

const converse = (socket: Socket, double: SmtpDouble): void => {
  const talk: Talk = { from: '', to: [], data: undefined }
  let unread = ''
  const say = (line: string) => void socket.write(`${line}\r\n`)
  socket.on('data', bytes => {
    const lines = (unread + bytes.toString('latin1')).split('\r\n')
    unread = lines.pop()!
    for (const line of lines)
      if (talk.data === undefined) command(line, talk, say)
      else content(line, talk, { say, double })
  })
  say('220 double')
}

const command = (line: string, talk: Talk, say: (line: string) => void): void => {
  const address = /<(.*?)>/u.exec(line)?.[1] ?? ''
  if (/^MAIL/iu.test(line)) Object.assign(talk, { from: address, to: [] })
  if (/^RCPT/iu.test(line)) talk.to.push(address)
  if (/^DATA/iu.test(line)) talk.data = []
  say(/^DATA/iu.test(line) ? '354 go on' : /^QUIT/iu.test(line) ? '221 bye' : '250 ok')
}

const content = (
  line: string,
  talk: Talk,
  { say, double }: { readonly say: (line: string) => void; readonly double: SmtpDouble },
): void => {
  if (line !== '.') {
    talk.data!.push(line.replace(/^\.\./u, '.'))
    return
  }
  const { from, to, data } = talk
  talk.data = undefined
  if (double.answer === undefined) double.mails.push({ from, to, data: data!.join('\n') })
  say(double.answer ?? '250 kept')
}
