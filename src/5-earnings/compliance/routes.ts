import type { Database } from '#ground/database'
import { answered, notFound, refused } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { money, orNull, periodGiven, z } from '#ground/http/schema.ts'
import { decimalOfCents } from '#ground/money'
import { complianceReport } from './store.ts'
import { figuresOf, type Figure } from './table.ts'

const period = (description: string) => z.string().openapi({ description, example: '2026-02' })

const figureSchema = z
  .object({
    section: z.enum(['turnover', 'commissions', 'partners', 'customers', 'earnings', 'classes', 'ranks']),
    figure: z
      .string()
      .openapi({ description: 'What is counted; src/5-earnings/compliance says how.', example: 'paid' }),
    rank: orNull(z.string()).openapi({ description: 'In `ranks`: of which rank; null for no rank.' }),
    from: orNull(z.string()).openapi({
      description: 'In `classes`: from which amount; null where people earned nothing.',
    }),
    below: orNull(z.string()).openapi({ description: 'In `classes`: to under which amount; null for the last.' }),
    count: orNull(z.number()).openapi({
      description: 'How many people, or customers per partner with three decimals.',
    }),
    share: orNull(z.number()).openapi({ description: 'In percent, with one decimal.', example: 59.9 }),
    amount: orNull(money('In the company’s currency.')),
  })
  .openapi('ComplianceFigure')

const described = ({ section, figure, of, count, share, amount }: Figure): z.input<typeof figureSchema> => {
  const bounds = typeof of === 'object' && of !== null ? of : { from: null, below: null }
  return {
    section,
    figure,
    rank: typeof of === 'string' ? of : null,
    from: bounds.from === null ? null : decimalOfCents(bounds.from),
    below: bounds.below === null ? null : decimalOfCents(bounds.below),
    count: count === undefined || count === null ? null : count / 1000,
    share: share === undefined || share === null ? null : share / 10,
    amount: amount === undefined ? null : decimalOfCents(amount),
  }
}

const example = {
  section: 'partners' as const,
  figure: 'paid',
  rank: null,
  from: null,
  below: null,
  count: 145,
  share: 59.9,
  amount: null,
}

/** The compliance report over the interface: GET /compliance/{period}. */
export const complianceRoutes = ({ database }: { readonly database: Database }): Api => {
  const routes = routesOn(database)
  routes.read({
    name: 'getComplianceReport',
    path: '/compliance/{period}',
    tag: 'commissions',
    summary: 'Get the compliance report of a month or a rolling year',
    description:
      'End customers, own consumption, what commissions are paid for, bought qualifications, customers of paid partners, and incomes with those who earned nothing. Months without a plan are left out; where there is none with one it is a 404.',
    params: z.object({ period: periodGiven }),
    query: z.strictObject({
      span: z
        .enum(['month', 'year'])
        .default('month')
        .openapi({ description: 'Or the twelve months that end with it.' }),
    }),
    reply: z.object({
      from: period('The first month.'),
      until: period('The last month.'),
      months: z.int(),
      figures: z.array(figureSchema),
    }),
    example: { from: '2026-02', until: '2026-02', months: 1, figures: [example] },
    run: async ({ database: where, params, query }) => {
      const report = await complianceReport(where, { period: params.period, months: query.span === 'year' ? 12 : 1 })
      if (report === undefined) return refused(notFound('plan'))
      const { from, until, months } = report
      return answered({ from, until, months, figures: figuresOf(report).map(described) })
    },
  })
  return routes.app
}
