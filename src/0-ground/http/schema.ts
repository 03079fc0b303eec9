import { z } from '@hono/zod-openapi'
import { parseCents, parsePoints, type Amount } from '#ground/money'
import { parseDay, parseInstant, parsePeriod, type Instant, type Zone } from '#ground/period'
import { partsOf, type CursorKind } from './index.ts'

export { z }

type Told = {
  readonly description: string
  readonly example: string
  readonly pattern?: string
  readonly format?: string
}

/** A text that a parser of ours reads; `expected` completes "expected …" where it cannot. */
export const parsed = <T>(parse: (text: string) => T | undefined, expected: string, told: Told) =>
  z
    .string()
    .transform((text, context): T => {
      const value = parse(text)
      if (value !== undefined) return value
      context.addIssue({ code: 'custom', message: `expected ${expected}`, input: text })
      return z.NEVER
    })
    .openapi({ type: 'string', ...told })

const amount = <A extends Amount>(parse: (text: string) => A | undefined, digits: number, example: string) => {
  const pattern = String.raw`^\d{1,9}(\.\d{1,${digits}})?$`
  return (description: string) =>
    parsed(
      text => (new RegExp(pattern, 'u').test(text) ? parse(text) : undefined),
      `an amount of at most 9 digits and ${digits} decimals in a text, such as "${example}"`,
      { description, example, pattern },
    )
}

/** A schema that has a name of its own in the document, or null: `nullable` would make it nullable everywhere. */
export const orNull = <S extends z.ZodType>(schema: S) => z.union([schema, z.null()])

/** Money that is given to us: "12.50", never negative. */
export const moneyGiven = amount(parseCents, 2, '12.50')
/** Points that are given to us: "12.500", never negative. */
export const pointsGiven = amount(parsePoints, 3, '10.000')

/** Money as we tell it: always two decimals. */
export const money = (description: string, example = '12.50') =>
  z.string().openapi({ description, example, pattern: String.raw`^-?\d+\.\d{2}$` })
/** Points as we tell them: always three decimals. */
export const points = (description: string, example = '10.000') =>
  z.string().openapi({ description, example, pattern: String.raw`^-?\d+\.\d{3}$` })

const withOffset = /(?:Z|[+-]\d{2}:?\d{2})$/u

/** A moment that is given to us, with its offset from UTC, and not after the present. */
export const pastGiven = (description: string, now: () => Instant) =>
  parsed(
    text => {
      const at = withOffset.test(text) ? parseInstant(text, 'UTC' as Zone) : undefined
      return at !== undefined && at <= now() ? at : undefined
    },
    'a moment that is not in the future, with its offset, such as 2011-10-31T16:20:00Z',
    { description, example: '2011-10-31T16:20:00Z', format: 'date-time' },
  )

/** A moment as we tell it: ISO 8601 in UTC. */
export const moment = (description: string, example = '2011-10-31T16:20:00.000Z') =>
  z.string().openapi({ description, example, format: 'date-time' })

/** A day of the company's calendar. */
export const dayGiven = (description: string) =>
  parsed(parseDay, 'a day such as 2011-10-31', { description, example: '2011-10-31', format: 'date' })

/** A day as we tell it. */
export const day = (description: string) => z.string().openapi({ description, example: '2011-10-31', format: 'date' })

export const periodGiven = parsed(parsePeriod, 'a month such as 2011-10', {
  description: "A settlement period: a month in the company's time zone.",
  example: '2011-10',
  pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])$`,
})

/** A text of a form, without white space around it, of at most 200 characters. */
export const text = (description: string, example: string) =>
  z.string().trim().min(1).max(200).openapi({ description, example })

const limits = { most: 200, usual: 50 } as const

/** The two parameters of every list. The kinds say what a cursor of this list remembers. */
export const paging = <const K extends readonly CursorKind[]>(kinds: K) => ({
  limit: z
    .string()
    .regex(/^\d+$/u, 'expected a whole number')
    .transform(Number)
    .pipe(z.number().min(1).max(limits.most))
    .optional()
    .transform(limit => limit ?? limits.usual)
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: limits.most,
      default: limits.usual,
      description: `How many rows at most, up to ${limits.most}.`,
      example: limits.usual,
    }),
  cursor: parsed(cursor => partsOf(cursor, kinds), 'the `next` of the page before', {
    description: 'Where to go on: the `next` of the page before. Leave it out for the first page.',
    example: 'WzQyXQ',
  }).optional(),
})

/** A page of rows. */
export const pageOfRows = <R extends z.ZodType>(row: R) =>
  z.object({
    rows: z.array(row),
    next: z.string().nullable().openapi({
      description: 'The `cursor` of the following page; null on the last.',
      example: 'WzQyXQ',
    }),
  })

/** A phrase or sentence for people, in the languages of the pages. */
export const inLanguages = z.object({ de: z.string(), en: z.string() })

export const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'The kind of problem, for programs.', example: '/problems/validation' }),
    title: z.string().openapi({ description: 'The kind of problem, for people.', example: 'Validation' }),
    status: z.int().openapi({ description: 'The HTTP status again.', example: 400 }),
    detail: z.string().openapi({ description: 'What is wrong with this request.' }),
    errors: z
      .array(
        z.object({
          detail: z
            .string()
            .openapi({ example: 'expected an amount of at most 9 digits and 2 decimals in a text, such as "12.50"' }),
          pointer: z.string().optional().openapi({ description: 'Where in the body.', example: '#/lines/0/net' }),
          parameter: z.string().optional().openapi({ description: 'Which part of path or query.' }),
          header: z.string().optional(),
          line: z.int().optional().openapi({ description: 'Where in a text that was sent, from 1.', example: 6 }),
          column: z.int().optional().openapi({ description: 'Where in the line, from 1.', example: 96 }),
          path: z.string().optional().openapi({
            description: "The way to it through the text's own names.",
            example: 'bonuses › 1 › brackets › 1 › rate',
          }),
          found: inLanguages.optional().openapi({ description: 'What stands there, for people.' }),
          expected: inLanguages.optional().openapi({ description: 'What may stand there, for people.' }),
        }),
      )
      .optional()
      .openapi({ description: 'One for each field that is wrong.' }),
  })
  .openapi('Problem', { description: 'Problem details after RFC 9457, sent as application/problem+json.' })
