import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machine } from '../machine.ts'
import { numberOf, roundedNumbers } from '../timing.ts'
import { compileYardstick } from '../yardstick.ts'
import { shapes, type Shape } from './company.ts'
import { measure, parts, type Part, type Plan } from './measure.ts'
import { ratiosOf, targetsOf } from './report.ts'

const usage = `npm run -s bench:volumes -- [options]      prints JSON; what it is doing goes to the error output
  --sizes 10k,100k,1M,10M   how many contacts
  --shapes grown,line       a company as it grows; one line as deep as it is long
  --without duckdb,...      leaves out c++, duckdb or postgresql
  --repeats 5               fresh processes for ours and for C++
  --patience 120            seconds after which SQL is given up
  --quick                   10k and 100k, three repeats, ten seconds of patience`

const shapeOf = (text: string): Shape => {
  const found = shapes.find(shape => shape === text)
  if (found === undefined) throw new Error(`"${text}" is no shape\n${usage}`)
  return found
}

const planOf = (folder: string, options: Readonly<Record<string, string | boolean | undefined>>): Plan => {
  const isQuick = options['quick'] === true
  const text = (name: string, usual: string, quick = usual) => String(options[name] ?? (isQuick ? quick : usual))
  return {
    sizes: text('sizes', '10k,100k,1M,10M', '10k,100k')
      .split(',')
      .map(size => numberOf(size, usage)),
    shapes: text('shapes', shapes.join(',')).split(',').map(shapeOf),
    without: new Set(text('without', '').split(',')),
    patienceMs: numberOf(text('patience', '120', '10'), usage) * 1000,
    repeats: numberOf(text('repeats', '5', '3'), usage),
    folder,
    yardstick: compileYardstick(join(import.meta.dirname, 'yardstick.cpp'), folder),
    say: line => void process.stderr.write(`${line}\n`),
  }
}

const whole = (options: Readonly<Record<string, string | boolean | undefined>>): void => {
  const folder = mkdtempSync(join(tmpdir(), 'stamm-bench-'))
  chmodSync(folder, 0o755)
  try {
    const measured = measure(planOf(folder, options))
    const results = measured.map(one => ({ ...one, ratios: ratiosOf(one) }))
    console.log(JSON.stringify({ machine: machine(), results, targets: targetsOf(measured) }, roundedNumbers, 2))
    if (measured.some(one => Object.values(one.differences).some(count => count > 0))) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string' },
    shapes: { type: 'string' },
    without: { type: 'string' },
    repeats: { type: 'string' },
    patience: { type: 'string' },
    quick: { type: 'boolean' },
    help: { type: 'boolean' },
    part: { type: 'string' },
  },
})

// So that whatever a part started is stopped with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

if (options.help) console.log(usage)
else if (options.part === undefined) whole(options)
else console.log(JSON.stringify(await parts[options.part as Part](positionals[0]!, positionals.slice(1))))
