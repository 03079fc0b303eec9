import { runContest } from '../contest.ts'
import { measure, parts } from './measure.ts'
import { ratiosOf, targetsOf } from './report.ts'

const usage = `npm run -s bench:commissions -- [options]      prints JSON; what it is doing goes to the error output
  --sizes 100k,1M,10M       how many contacts, one in ten a partner
  --shapes grown,line       a company as it grows; all partners in one line
  --without duckdb,...      leaves out c++ or duckdb
  --repeats 5               fresh processes for ours and for C++
  --patience 600            seconds after which SQL is given up
  --quick                   10k and 100k, three repeats`

const usual = { sizes: '100k,1M,10M', patience: '600', quickPatience: '600' }

await runContest({ folder: import.meta.dirname, usage, usual, parts, measure, ratiosOf, targetsOf })
