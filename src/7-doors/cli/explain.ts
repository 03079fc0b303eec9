import { parseArgs } from 'node:util'
import { parsePeriod } from '#ground/period'
import { tellExplanation } from '#volume/explanation/tell.ts'
import { tellCommissions } from '#earnings/run/store.ts'
import { openBeside } from './open.ts'
import { refuse, type Command } from './index.ts'

const usage = `stamm explain CONTACT --period 2011-10 [--language de|en]: how a contact's volumes and commissions of a month came to be
  CONTACT      the company's own number for the contact, or his id (con_…)
  --language   the company's when left out
`

const options = {
  period: { type: 'string' },
  language: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const languages = ['de', 'en'] as const

export const explain: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [contact, ...rest] = positionals
  if (values.help || contact === undefined || rest.length > 0) {
    terminal[values.help ? 'stdout' : 'stderr'].write(usage)
    return values.help ? 0 : 2
  }
  const period = parsePeriod(values.period ?? '')
  if (period === undefined)
    return refuse(terminal, `--period: found "${values.period ?? ''}", expected a month such as 2011-10`)
  const language = languages.find(known => known === values.language)
  if (values.language !== undefined && language === undefined)
    return refuse(terminal, `--language: found "${values.language}", expected de or en`)
  const opened = await openBeside(terminal)
  try {
    const told = await tellExplanation(opened.database, { contact, period, language })
    if (told.is === 'refused') return refuse(terminal, `nobody is known as "${contact}"`)
    terminal.stdout.write(told.text)
    const asked = { contact: told.contact, period, language: told.language }
    const commissions = await tellCommissions(opened.database, asked)
    if (commissions !== undefined) terminal.stdout.write(`\n${commissions}`)
    return 0
  } finally {
    await opened.close()
  }
}
