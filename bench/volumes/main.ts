import { runContest } from '../contest.ts'
import { measure, parts } from './measure.ts'
import { ratiosOf, targetsOf } from './report.ts'

const usage = `npm run -s bench:volumes -- [options]      prints JSON; what it is doing goes to the error output
  --sizes 10k,100k,1M,10M   how many contacts
  --shapes grown,line       a company as it grows; one line as deep as it is long
  --without duckdb,...      leaves out c++, duckdb or postgresql
  --repeats 5               fresh processes for ours and for C++
  --patience 120            seconds after which SQL is given up
  --quick                   10k and 100k, three repeats, ten seconds of patience`

const usual = { sizes: '10k,100k,1M,10M', patience: '120', quickPatience: '10' }

await runContest({ folder: import.meta.dirname, usage, usual, parts, measure, ratiosOf, targetsOf })
