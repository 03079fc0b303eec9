// `npm run test:plans`: the commissions of 12,000 drawn trees and plans, always the same, beside a plain recursion written from their words.
process.env['STAMM_PLANS'] = '4000'
process.argv.push('src/5-earnings/month/plain')
await import('./run.ts')
