import type { LoaderFunctionArgs } from 'react-router'
import { cents, decimalOfCents, type Cents } from '#ground/money'
import { found, idOf } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'
import { preferencesOf } from '../ui/preferences.ts'
import { wordsOf } from '../ui/shell-data.ts'
import { spreadsheetFile } from '../ui/spreadsheet.ts'

/** Every partner's difference, for a spreadsheet. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { office, viewer } = officeWorld({ request, context })
  const partners = found(await office.simulation.partners(idOf('simulation', params['id'])))
  const { language } = preferencesOf(request, viewer.language)
  const { fileHead } = wordsOf(language).simulation
  const amount = (value: Cents) => (language === 'de' ? decimalOfCents(value).replace('.', ',') : decimalOfCents(value))
  const lines = partners.map(({ number, name, ranks, present, other }) => [
    number,
    name,
    ranks.present,
    ranks.other,
    ...[present, other, cents(other - present)].map(amount),
  ])
  return spreadsheetFile([Object.values(fileHead), ...lines], 'simulation')
}
