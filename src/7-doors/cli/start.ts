import { parseArgs } from 'node:util'
import { openDatabase, type OpenedDatabase } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { companyShop, ownHost } from '#referral/subdomain'
import { providersOf } from '#sales/payment/store.ts'
import { startJobs, startThread } from '#doors/jobs'
import { ensureBuild } from '#doors/server/build.ts'
import { baseOf, proxiesIn, startServer, type Proxies } from '#doors/server/serve.ts'
import { mailPlan, type MailPlan } from './mail.ts'
import { houseOf, makeCompany, newCompanyOf, type House } from './company.ts'
import { doorsOf, resolveTxt } from './doors.ts'
import { stopRequest, type StopRequest } from './stop.ts'
import { refuse, type Command, type Terminal } from './index.ts'

const usage = `stamm start: the server with its pages and its interface
  --port 3000         where to listen (PORT)
  --host 127.0.0.1    on which address (HOST)
  --base localhost    the name it is known by (STAMM_BASE_HOST): shops are open at shop.NAME and a partner's name.NAME
  --data ./data       the folder of the embedded database (STAMM_DATA); unused with DATABASE_URL
  --empty             the first start makes an empty company instead of the demo, with
    --name NAME  --country DE  --language de|en  --currency EUR  --zone Europe/Berlin  --email you@company.example
`

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  base: { type: 'string' },
  data: { type: 'string' },
  empty: { type: 'boolean', default: false },
  name: { type: 'string', default: 'Stamm' },
  country: { type: 'string', default: 'DE' },
  language: { type: 'string', default: 'de' },
  currency: { type: 'string', default: 'EUR' },
  zone: { type: 'string', default: 'Europe/Berlin' },
  email: { type: 'string', default: 'office@company.example' },
  help: { type: 'boolean', default: false },
} as const

/** Serves until a signal stops it, or until whoever started it is gone. */
export const start: Command = async (args, terminal) => {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help) {
    terminal.stdout.write(usage)
    return 0
  }
  const portText = values.port ?? terminal.env.PORT ?? '3000'
  const port = /^\d{1,5}$/u.test(portText) ? Number(portText) : Number.NaN
  if (!(port <= 65_535)) return refuse(terminal, `--port: found "${portText}", expected a number from 0 to 65535`)
  const secret = terminal.env.STAMM_SECRET ?? ''
  if (secret !== '' && secret.length < 32) return refuse(terminal, 'STAMM_SECRET: expected at least 32 characters')
  const proxies = proxiesIn(terminal.env.STAMM_PROXIES ?? '')
  if ('faulty' in proxies)
    return refuse(
      terminal,
      `STAMM_PROXIES: found "${proxies.faulty}", expected addresses such as 127.0.0.1 or 10.0.0.0/8`,
    )
  const mail = mailPlan(terminal.env)
  if (mail.is === 'refused') return refuse(terminal, mail.because)
  const asked = values.empty ? newCompanyOf(values, Date.now() as Instant) : 'demo'
  if (asked !== 'demo' && 'is' in asked) return refuse(terminal, asked.because)

  const stop = stopRequest()
  const opened = await openDatabase({
    url: terminal.env.DATABASE_URL,
    dataFolder: values.data ?? terminal.env.STAMM_DATA ?? './data',
    onLost: error => {
      terminal.stderr.write(`stamm: ${error.message}\n`)
      process.exit(1)
    },
  })
  try {
    const host = values.host ?? terminal.env.HOST ?? '127.0.0.1'
    const baseHost = values.base ?? terminal.env.STAMM_BASE_HOST
    const make: Serving['make'] = { asked, email: values.email, terminal }
    return await serve(opened, { port, host, baseHost, proxies, terminal, stop, mail, make })
  } finally {
    await opened.close()
    stop.dispose()
  }
}

type Serving = {
  readonly port: number
  readonly host: string
  readonly baseHost: string | undefined
  readonly proxies: Proxies
  readonly terminal: Terminal
  readonly stop: StopRequest
  readonly mail: Exclude<MailPlan, { is: 'refused' }>
  readonly make: Parameters<typeof makeCompany>[1]
}

const serve = async (opened: OpenedDatabase, serving: Serving): Promise<number> => {
  const { port, host, baseHost, proxies, terminal, stop, mail, make } = serving
  const say = (line: string) => void terminal.stderr.write(`${line}\n`)
  // The first start makes company and pages side by side; later ones find both.
  const first = await stop.orUntil(Promise.all([makeCompany(opened.database, make), ensureBuild(say)]))
  if (first === undefined) return interrupted
  const [made] = first
  const house = await houseOf(opened.database)
  const providers = providersOf(terminal.env)
  const thread = startThread(opened)
  const jobs = startJobs({ database: opened.database, zone: house.zone, providers, resolveTxt, complain: say })
  try {
    const doors = await doorsOf(opened, {
      zone: house.zone,
      baseHost: baseOf({ name: baseHost, host, port }).host,
      secret: terminal.env.STAMM_SECRET,
      providers,
      isMailing: mail.is === 'ready',
      complain: say,
    })
    const server = await stop.orUntil(startServer({ port, host, baseHost, proxies, progress: say, ...doors }))
    if (server === undefined) return interrupted
    if (server.is === 'refused') {
      say(`stamm: ${server.message}`)
      return 1
    }
    const base = baseHost ?? (isOfThisMachine(host) ? 'localhost' : host)
    const post = mail.open({ database: opened.database, complain: say, base, port: server.port })
    terminal.stdout.write(greeting(house, made, { host, baseHost, port: server.port }))
    if (mail.is === 'kept only') say('No SMTP_URL: mails are not sent, the office reads them at /mail.')
    await stop.asked
    await post.stop()
    await server.close()
    return 0
  } finally {
    // A month that is being closed is closed after the next start.
    await Promise.all([jobs.stop(), thread.end()])
  }
}

const interrupted = 130

type Address = { readonly host: string; readonly baseHost: string | undefined; readonly port: number }

const greeting = ({ name, logins }: House, made: readonly string[], { host, baseHost, port }: Address): string => {
  const shops = baseOf({ name: baseHost, host, port })
  const address = `http://${isOfThisMachine(host) ? 'localhost' : host}:${port}`
  return `
  ${name} is open at ${address}
  Its shop: ${shops.addressOf(companyShop(shops.host))}; a partner's is below it by his name, such as ${shops.addressOf(ownHost('anna', shops.host))}
  The interface for shops: ${address}/api/docs

${[...logins, ...made].map(line => `  ${line}\n`).join('')}
  Ctrl-C stops everything.
`
}

const isOfThisMachine = (host: string) => ['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::'].includes(host)
