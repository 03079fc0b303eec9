import type { Database } from '#ground/database'
import { inTransaction, type OpenedDatabase } from '#ground/database/store.ts'
import type { Instant, Zone } from '#ground/period'
import { startBeside, type Thread } from '#ground/thread/store.ts'
import { keepMissingKeys } from '#people/contact/store.ts'
import { forgetOld, sendDue, type Sending } from '#doors/mail/store.ts'
import { compareChanged } from '#people/duplicate/store.ts'
import { forgetUnconfirmed } from '#referral/link/store.ts'
import { recheckDomains, type ResolveTxt } from '#referral/subdomain/store.ts'
import { writeDue } from '#sales/invoice/store.ts'
import { grantRewards } from '#sales/host-reward/store.ts'
import { countGuests } from '#sales/party-order/store.ts'
import { settlePayments, tellNews } from '#sales/checkout/store.ts'
import type { Providers } from '#sales/payment/store.ts'
import { simulateDue } from '#earnings/simulation/store.ts'
import { closeAsked } from '#earnings/run/store.ts'
import { packLargeMonths, pull } from '#volume/ledger/store.ts'

/** Months are computed, drafted, approved and closed, and compliance reports made, in a thread beside the server, which answers meanwhile. */
export const startThread = ({
  database,
  url,
  isEmbedded,
}: Pick<OpenedDatabase, 'database' | 'url' | 'isEmbedded'>): Thread =>
  startBeside(database, new URL('./thread.ts', import.meta.url), { url, isEmbedded })

export type Jobs = { readonly stop: () => Promise<void> }

type Work = {
  /** Asked for the records of partners' own domains; without it they are not looked at. */
  readonly resolveTxt?: ResolveTxt
  readonly database: Database
  readonly zone: Zone
  readonly providers?: Providers
  readonly complain: (line: string) => void
}

type Job = {
  /** Who could not, when it failed: "the ledger could not pull". */
  readonly failure: string
  readonly pauseInMs: number
  readonly run: (signal: AbortSignal) => Promise<unknown>
}

/**
 * Does the work nobody asks for, each job with its own pause, until stopped. Whoever places an order may pull at once as well: the
 * ledger books exactly once whoever asks. A database that is away for a moment is tried again, and said once.
 */
export const startJobs = (work: Work): Jobs => {
  const started = [...jobsOfSales(work), ...jobsOfPeople(work), ...jobsOfBooks(work)].map(job =>
    start(job, work.complain),
  )
  return { stop: async () => void (await Promise.all(started.map(job => job.stop()))) }
}

const jobsOfSales = ({ database, zone, providers = {} }: Work): readonly Job[] => [
  {
    failure: 'buyers could not be told what became of their orders',
    pauseInMs: 3_000,
    run: () => tellNews(database, Date.now() as Instant),
  },
  { failure: 'invoices could not be written', pauseInMs: 3_000, run: invoicesOf(database) },
  { failure: 'guests of parties could not be counted', pauseInMs: 5_000, run: () => countGuests(database, zone) },
  { failure: 'payments could not be settled', pauseInMs: 5_000, run: () => settlePayments({ database, providers }) },
]

const jobsOfPeople = ({ database, resolveTxt }: Work): readonly Job[] => [
  { failure: 'identity keys could not be made', pauseInMs: 30_000, run: () => keepAllMissingKeys(database) },
  { failure: 'contacts could not be compared', pauseInMs: 2_000, run: () => compareAllChanged(database) },
  {
    failure: 'answers to invitations could not be forgotten',
    pauseInMs: 3_600_000,
    run: () => forgetUnconfirmed(database, Date.now() as Instant),
  },
  {
    failure: 'domains could not be looked at',
    pauseInMs: 600_000,
    run: async () => resolveTxt && recheckDomains(database, Date.now() as Instant, resolveTxt),
  },
  {
    failure: 'old messages could not be forgotten',
    pauseInMs: 60_000,
    run: () => forgetOld(database, Date.now() as Instant),
  },
]

const jobsOfBooks = ({ database, zone }: Work): readonly Job[] => [
  { failure: 'the ledger could not pull', pauseInMs: 1_000, run: () => pull(database, zone) },
  {
    failure: 'an approved month could not be closed',
    pauseInMs: 1_000,
    run: () => closeAsked(database, Date.now() as Instant),
  },
  {
    failure: 'hosts could not be given their rewards',
    pauseInMs: 30_000,
    run: () => grantRewards(database, { at: Date.now() as Instant, zone }),
  },
  {
    failure: 'a simulation could not be computed',
    pauseInMs: 1_000,
    run: signal => simulateAllDue(database, signal),
  },
  { failure: 'the ledger could not pack a month', pauseInMs: 60_000, run: () => packLargeMonths(database) },
]

// All orders once at the start and then every hour; between, those with news.
const invoicesOf = (database: Database) => {
  let nextLookAtAll = 0
  return async (): Promise<void> => {
    const at = Date.now() as Instant
    const look = at >= nextLookAtAll ? 'ever' : 'lately'
    await writeDue(database, { at, look })
    if (look === 'ever') nextLookAtAll = at + 3_600_000
  }
}

const simulateAllDue = async (database: Database, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && (await simulateDue(database, signal)));
}

const keepAllMissingKeys = async (database: Database): Promise<void> => {
  while ((await inTransaction(database, transaction => keepMissingKeys(transaction))) > 0);
}

/** Sends what rooms have told, until stopped. Its pause is short: who asked for a letter waits for it. */
export const startMail = ({ complain, ...sending }: Sending & { readonly complain: (line: string) => void }): Jobs =>
  start({ failure: 'mails could not be sent', pauseInMs: 2_000, run: () => sendDue(sending) }, complain)

const compareAllChanged = async (database: Database): Promise<void> => {
  while ((await inTransaction(database, transaction => compareChanged(transaction, Date.now() as Instant))) > 0);
}

const start = ({ failure, pauseInMs, run }: Job, complain: Work['complain']): Jobs => {
  const stopping = new AbortController()
  let wasWell = true
  let timer: NodeJS.Timeout | undefined
  const once = async (): Promise<void> => {
    try {
      await run(stopping.signal)
      wasWell = true
    } catch (error) {
      if (wasWell && !stopping.signal.aborted) complain(`${failure}, trying again: ${(error as Error).message}`)
      wasWell = false
    }
  }
  let running = Promise.resolve()
  const next = () => {
    running = once().then(() => {
      if (!stopping.signal.aborted) timer = setTimeout(next, pauseInMs)
    })
  }
  next()
  return {
    stop: () => {
      stopping.abort()
      clearTimeout(timer)
      return running
    },
  }
}
