import { problem, type Fault, type Problem } from '#ground/http'
import { inLanguages, moment, z } from '#ground/http/schema.ts'
import { isoOf } from '#ground/period'
import { describePlan, holdingOf, type PlanProblem, type PlanWarning, type ReadPlan } from '../index.ts'
import type { PlanVersion } from '../store.ts'

const month = (description: string, example: string) =>
  z.string().openapi({ description, example, pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])$` })

const version = {
  version: z.int().openapi({ description: 'Its number; none is given twice.', example: 3 }),
  name: z.string().openapi({ example: 'Differenzplan' }),
  from: month('The first month it holds for, as its text says.', '2026-04'),
  until: month('The last month it holds for; null while it holds on.', '2026-12').nullable(),
  isReplaced: z.boolean().openapi({
    description: 'True where a newer version begins in the same month: then it holds for none.',
  }),
  addedAt: moment('When it was added.'),
  addedBy: z.string().openapi({ description: 'By whom.', example: 'office@company.example' }),
}

export const versionSchema = z.object(version).openapi('PlanVersion', {
  description: 'A version of the compensation plan. It is never changed: another takes its place.',
})

const sentenceSchema = z
  .object({
    about: z.enum(['volume', 'active', 'rank', 'ladder', 'rule', 'payout']),
    name: z.string().nullable().openapi({
      description: 'The volume, rank or rule it is about; null where it has no name.',
      example: 'Eigenprovision',
    }),
    de: z.string(),
    en: z.string(),
  })
  .openapi('PlanSentence')

const checked = {
  plan: z.record(z.string(), z.unknown()).openapi({
    description:
      'The plan as data, in the words of its language: every value is the text that stands in the file, so that no number passes through a fraction.',
  }),
  words: z.array(sentenceSchema).openapi({ description: 'What each volume, rank and rule does, in plain words.' }),
  warnings: z
    .array(z.object({ line: z.int(), column: z.int() }).extend(inLanguages.shape).openapi('PlanWarning'))
    .openapi({ description: 'What may be kept and should be looked at.' }),
}

export const wholeSchema = z
  .object({
    ...version,
    text: z.string().openapi({ description: 'As it was written, with its comments.' }),
    ...checked,
  })
  .openapi('PlanVersionRead')

export const addedSchema = z.object({ ...version, warnings: checked.warnings }).openapi('PlanAdded')

export const checkedSchema = z.object({ name: version.name, from: version.from, ...checked }).openapi('PlanChecked')

export const exampleVersion: z.input<typeof versionSchema> = {
  version: 3,
  name: 'Klein',
  from: '2026-04',
  until: null,
  isReplaced: false,
  addedAt: '2026-03-12T09:00:00.000Z',
  addedBy: 'office@company.example',
}

export const exampleText = `name: Klein
from: 2026-04
volumes:
  Umsatz: {sum: own}
bonuses:
  - {name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 5 %}]}
`

export const exampleChecked = {
  plan: {
    name: 'Klein',
    from: '2026-04',
    volumes: { Umsatz: { sum: 'own' } },
    bonuses: [
      {
        name: 'Provision',
        kind: 'own volume',
        base: 'Umsatz',
        method: 'slab',
        brackets: [{ from: '0', rate: '5 %' }],
      },
    ],
  },
  words: [
    {
      about: 'volume' as const,
      name: 'Umsatz',
      de: 'Umsatz: was ein Partner und seine Kunden erzeugen, in Geld.',
      en: 'Umsatz: what a partner and his customers generate, in money.',
    },
    {
      about: 'rule' as const,
      name: 'Provision',
      de: 'Provision: Auf Umsatz ab 0: 5 %; die erreichte Stufe gilt für alles.',
      en: 'Provision: On Umsatz from 0: 5 %; the bracket reached holds for all of it.',
    },
    {
      about: 'payout' as const,
      name: null,
      de: 'Alle Regeln zusammen zahlen höchstens 5 % des Umsatzes.',
      en: 'All rules together pay at most 5 % of the turnover.',
    },
  ],
  warnings: [],
}

export const shown = (each: PlanVersion, all: readonly PlanVersion[]): z.input<typeof versionSchema> => ({
  version: each.version,
  name: each.name,
  from: each.from,
  ...holdingOf(each, all),
  addedAt: isoOf(each.addedAt),
  addedBy: each.addedBy,
})

type Read = Extract<ReadPlan, { is: 'read' }>

export const shownWarnings = (warnings: readonly PlanWarning[]) =>
  warnings.map(({ line, column, told: { de, en } }) => ({ line, column, de, en }))

export const shownRead = ({ plan, written, warnings }: Read) => ({
  plan: written as Record<string, unknown>,
  words: describePlan(plan),
  warnings: shownWarnings(warnings),
})

const faultOf = ({ found, expected, path, ...place }: PlanProblem): Fault => ({
  pointer: '#/text',
  detail: `${path === '' ? '' : `${path}: `}found ${found.en}, expected ${expected.en}`,
  ...place,
  path,
  found,
  expected,
})

export const refusedPlan = (problems: readonly PlanProblem[]): Problem => ({
  ...problem(400, 'plan refused', 'The plan cannot be kept as it is written; errors says where and why.'),
  errors: problems.map(faultOf),
})

export const planGiven = z
  .strictObject({
    text: z.string().min(1).openapi({
      description: 'The plan in YAML; examples/plans/plan.schema.json is its schema.',
      example: exampleText,
    }),
  })
  .openapi('PlanText')
