import { parseArgs } from 'node:util'
import type { Database } from '#ground/database'
import { decimalOfCents } from '#ground/money'
import { isoOf, parsePeriod, type Instant, type Period } from '#ground/period'
import { approveRun, closeRun, draftRun, listRuns, runOf, verifyRuns, type Run } from '#earnings/run/store.ts'
import { personOfLogin } from '#doors/auth/store.ts'
import { progressOn } from '#doors/connectors'
import { openBeside } from './open.ts'
import { refuse, type Command, type Terminal } from './index.ts'

const usage = `stamm run draft --period 2011-10 --login EMAIL
  computes the commissions of a month; as often as you like until it is closed
stamm run approve --period 2011-10 --login EMAIL
  approves the draft; whoever approves must be another than who drafted
stamm run close --period 2011-10 --login EMAIL
  closes an approved month for ever: killed, it has not happened and may be told again
stamm run show [--period 2011-10]
  every run, or one with its sums
stamm run verify [--period 2011-10]
  recomputes the chain of closed months and what came out of each; exit code 1 where something has changed
`

const options = {
  period: { type: 'string' },
  login: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const acts = ['draft', 'approve', 'close'] as const
type Act = (typeof acts)[number]

export const run: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb = '', ...rest] = positionals
  const act = acts.find(known => known === verb)
  if (values.help || rest.length > 0 || (act === undefined && !['show', 'verify'].includes(verb))) {
    terminal[values.help ? 'stdout' : 'stderr'].write(usage)
    return values.help ? 0 : 2
  }
  const period = values.period === undefined ? undefined : parsePeriod(values.period)
  if (period === undefined && (act !== undefined || values.period !== undefined))
    return refuse(terminal, `--period: found "${values.period ?? ''}", expected a month such as 2011-10`)
  if (act !== undefined && values.login === undefined)
    return refuse(terminal, '--login: expected the address that somebody of the company signs in with')
  const opened = await openBeside(terminal)
  try {
    if (act !== undefined) return await doIt(opened.database, { act, period: period!, login: values.login! }, terminal)
    return await (verb === 'show' ? show : verify)(opened.database, period, terminal)
  } finally {
    await opened.close()
  }
}

type Asked = { readonly act: Act; readonly period: Period; readonly login: string }

const doIt = async (database: Database, { act, period, login }: Asked, terminal: Terminal): Promise<number> => {
  const by = await personOfLogin(database, login)
  if (by === undefined) return refuse(terminal, `--login: nobody of the company signs in as "${login}"`)
  const acting = { period, by, at: Date.now() as Instant }
  const bar = progressOn(terminal.stderr)
  const result =
    act === 'draft'
      ? await draftRun(database, acting)
      : act === 'approve'
        ? await approveRun(database, acting)
        : await closeRun(database, {
            ...acting,
            progress: ({ what, done, total }) => bar.tell({ what, done, of: total }),
          })
  bar.end()
  if (result.is === 'refused') {
    terminal.stderr.write(`stamm: ${period} is not ${act === 'draft' ? 'drafted' : `${act}d`}: ${result.because}\n`)
    return 1
  }
  return show(database, period, terminal)
}

const show = async (database: Database, period: Period | undefined, terminal: Terminal): Promise<number> => {
  if (period === undefined) {
    for (const each of await listRuns(database)) terminal.stdout.write(`${headOf(each)}\n`)
    return 0
  }
  const found = await runOf(database, period)
  if (found === undefined) return refuse(terminal, `there is no run of ${period}; "stamm run draft" makes one`)
  const { sums } = found.record
  const lines = [
    headOf(found),
    `  turnover ${decimalOfCents(sums.turnover)}, ${sums.partners} partners are paid, ${sums.negative} owe`,
    ...sums.rules.map(({ name, amount, lines }) => `  ${name}: ${decimalOfCents(amount)} in ${lines} lines`),
    ...(sums.takenBack.lines === 0
      ? []
      : [`  taken back of earlier months: ${decimalOfCents(sums.takenBack.amount)} in ${sums.takenBack.lines} lines`]),
    ...(found.closed === null ? [] : [`  hash ${found.closed.hash}`]),
  ]
  terminal.stdout.write(`${lines.join('\n')}\n`)
  return 0
}

const headOf = ({ period, state, record, closed, approved, drafted }: Run): string =>
  `${period}  ${state} ${isoOf((closed ?? approved ?? drafted).at)}  version ${record.plan.version}  ${decimalOfCents(record.sums.total)}`

const verify = async (database: Database, period: Period | undefined, terminal: Terminal): Promise<number> => {
  let [count, changed] = [0, 0]
  for await (const { period: month, findings } of verifyRuns(database, period)) {
    count += 1
    changed += findings.length === 0 ? 0 : 1
    terminal.stdout.write(
      `${month}  ${findings.length === 0 ? 'as it was closed' : `changed: ${findings.join(', ')}`}\n`,
    )
  }
  if (count === 0) return refuse(terminal, 'no month is closed yet')
  return changed === 0 ? 0 : 1
}
