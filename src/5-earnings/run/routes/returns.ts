import { answered } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { moment, z } from '#ground/http/schema.ts'
import { isoOf } from '#ground/period'
import { reasonClasses } from '#sales/order'
import type { RunNeeds } from '../routes.ts'
import { changeReturns, returnsRule, type ReturnsRule } from '../store.ts'

type Routes = ReturnType<typeof routesOn>

const classes = z.array(z.enum(reasonClasses)).openapi({
  description: 'The reasons by law that take commissions back. A return without one does.',
  example: ['withdrawal', 'unpaid'],
})

const from = z.string().nullable().openapi({
  description: 'The first month that a change counts for: that was open then. Null where it counts for all months.',
  example: '2026-03',
})

const ruleSchema = z
  .object({
    classes,
    from,
    changes: z
      .array(z.object({ classes, from, at: moment('When it was changed.'), by: z.string() }))
      .openapi({ description: 'The newest first; empty as long as nobody has changed it.' }),
  })
  .openapi('ReturnsRule', { description: 'Which returns take commissions back.' })

const example: z.input<typeof ruleSchema> = {
  classes: ['withdrawal', 'unpaid'],
  from: '2026-03',
  changes: [
    {
      classes: ['withdrawal', 'unpaid'],
      from: '2026-02',
      at: '2026-03-12T09:00:00.000Z',
      by: 'office@company.example',
    },
  ],
}

const told = (rule: ReturnsRule): z.input<typeof ruleSchema> => ({
  classes: [...rule.classes],
  from: rule.from ?? null,
  changes: rule.changes.map(each => ({
    classes: [...each.classes],
    from: each.from ?? null,
    at: isoOf(each.at),
    by: each.by,
  })),
})

/** GET and POST /settings/returns */
export const settlingReturns = ({ read, command }: Routes, { personOf }: Pick<RunNeeds, 'personOf'>) => {
  const common = { path: '/settings/returns', tag: 'commissions', reply: ruleSchema } as const
  read({
    ...common,
    name: 'getReturnsRule',
    summary: 'Get which returns take commissions back',
    description: 'By the reasons that the law tells apart, with who changed it and when.',
    example,
    run: async ({ database }) => answered(told(await returnsRule(database))),
  })
  command({
    ...common,
    name: 'changeReturnsRule',
    summary: 'Change which returns take commissions back',
    description: 'It counts for returns in every month that is not closed; closed months stay as they were computed.',
    body: z.strictObject({ classes }).openapi('NewReturnsRule'),
    examples: { body: { classes: ['withdrawal', 'unpaid'] }, reply: example },
    run: async ({ database, body, actor }) =>
      answered(told(await changeReturns(database, { ...body, by: await personOf(actor) }))),
  })
}
