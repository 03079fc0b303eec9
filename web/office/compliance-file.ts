import type { LoaderFunctionArgs } from 'react-router'
import { decimalOfCents } from '#ground/money'
import { figuresOf, type Figure } from '#earnings/compliance'
import { formatsOf } from '../ui/formats.ts'
import { found } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'
import { periodChoice } from '../ui/periods.ts'
import { preferencesOf } from '../ui/preferences.ts'
import { wordsOf } from '../ui/shell-data.ts'
import { spreadsheetFile } from '../ui/spreadsheet.ts'
import type { Words } from '../ui/words/en.ts'
import { classWords } from './class-words.ts'
import { monthsOf } from './compliance-span.ts'

type Pen = { readonly words: Words; readonly formats: ReturnType<typeof formatsOf> }

const figureWords = ({ section, figure }: Figure, { compliance }: Words): string => {
  const places = {
    turnover: compliance.turnover,
    commissions: { ...compliance.commissions, ...compliance.commissions.causes },
    partners: compliance.partners,
    customers: compliance.customers,
    earnings: compliance.statement,
    classes: compliance.statement,
    ranks: compliance.statement,
  }
  return (places[section] as Readonly<Record<string, unknown>>)[figure] as string
}

const ofWords = ({ of }: Figure, { words, formats }: Pen): string => {
  if (of === undefined) return ''
  if (of === null) return words.compliance.statement.noRank
  return typeof of === 'string' ? of : classWords(of, words, formats)
}

const lineOf = (row: Figure, pen: Pen): string[] => {
  const decimal = (text: string) => (pen.formats.language === 'de' ? text.replace('.', ',') : text)
  const number = (value: number | null | undefined, of: number) =>
    value === null || value === undefined ? '' : decimal(String(value / of))
  return [
    pen.words.compliance.sections[row.section],
    figureWords(row, pen.words),
    ofWords(row, pen),
    number(row.count, 1000),
    number(row.share, 10),
    row.amount === undefined ? '' : decimal(decimalOfCents(row.amount)),
  ]
}

/** The report for a spreadsheet. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const { shown } = await periodChoice(world, asked.get('period'))
  const months = monthsOf(asked)
  const report = found(await world.office.compliance.report(shown, months))
  const { language } = preferencesOf(request, world.viewer.language)
  const words = wordsOf(language)
  const pen = { words, formats: formatsOf(language, world.company.currency, world.company.zone) }
  const head = Object.values(words.compliance.fileHead)
  const lines = figuresOf(report).map(row => lineOf(row, pen))
  return spreadsheetFile([head, ...lines], `compliance-${shown}${months === 12 ? '-12' : ''}`)
}
