import { parseArgs } from 'node:util'
import { machine } from '../machine.ts'
import { judged, numberOf } from '../timing.ts'
import { shapes } from '../volumes/company.ts'
import { measureLive } from './measure.ts'

const usage = `npm run -s bench:live -- [options]      prints JSON
  --sizes 100k,1M       how many contacts, one in ten a partner
  --postings 4M         how many entries`

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100k,1M' },
    postings: { type: 'string', default: '4M' },
    help: { type: 'boolean' },
  },
})

const whole = (): void => {
  const sizes = options.sizes.split(',').map(size => numberOf(size, usage))
  const postings = numberOf(options.postings, usage)
  const results = shapes.flatMap(shape =>
    sizes.map(contacts => measureLive({ contacts, shape, postings, newcomers: 20_000 })),
  )
  const targets = results
    .filter(({ contacts }) => contacts === 1_000_000)
    .flatMap(({ shape, postingsPerSecond, question }) => [
      { shape, ...judged({ target: 'postings a second', atLeast: 500_000, reached: postingsPerSecond }) },
      { shape, ...judged({ target: 'microseconds of a question, p99', atMost: 50, reached: question.p99 }) },
    ])
  console.log(JSON.stringify({ machine: machine(), results, targets }, undefined, 2))
  if (results.some(({ differences }) => differences > 0)) process.exitCode = 1
}

if (options.help) console.log(usage)
else whole()
