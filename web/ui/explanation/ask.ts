import { redirect } from 'react-router'
import { parsePeriod, type Period } from '#ground/period'
import type { ContactId, EntriesAsked, EntryRow, Explanation, ExplanationAsked, Page, World } from '#doors/server'
import { contactIdOf, cursorOf, found } from '../asked.ts'
import { periodChoice, type PeriodChoice } from '../periods.ts'
import type { Explained, Opened } from './places.ts'

/** The two questions an explanation is made of, put to the office or to the desk. */
export type Source = {
  readonly explain: (asked: ExplanationAsked) => Promise<Explanation | null>
  readonly entries: (asked: EntriesAsked) => Promise<Page<EntryRow> | null>
}

/** The month of an explanation's address. `?period=`, from the picker, leads to that month's address; another word is a 404. */
export const explainedPeriod = (
  request: Request,
  inAddress: string | undefined,
  addressOf: (period: Period) => string,
): Period => {
  const picked = parsePeriod(new URL(request.url).searchParams.get('period') ?? '')
  if (picked !== undefined) throw redirect(addressOf(picked))
  return found(parsePeriod(inAddress ?? '') ?? null)
}

const openedOf = async (source: Source, period: Period, asked: URLSearchParams): Promise<Opened | null> => {
  const open = asked.get('open')
  if (open === null) return null
  const of: ContactId = contactIdOf(open)
  const cursor = cursorOf(asked, 'entries')
  return { of, entries: found(await source.entries({ of, period, cursor })), isFirst: cursor === null }
}

export type Explaining = Explained & { readonly choice: PeriodChoice }

/** Everything an explanation's page shows. @throws a 404 where there is nothing to explain. */
export const explained = async (
  world: World,
  source: Source,
  { period, asked }: { readonly period: Period; readonly asked: URLSearchParams },
): Promise<Explaining> => {
  const [customersFrom, linesFrom] = [cursorOf(asked, 'customers'), cursorOf(asked, 'lines')]
  const [choice, explanation, opened] = await Promise.all([
    periodChoice(world, period),
    source.explain({
      period,
      customersFrom,
      linesFrom,
      open: asked.get('open') === null ? null : contactIdOf(asked.get('open') ?? undefined),
    }),
    openedOf(source, period, asked),
  ])
  return {
    choice,
    explanation: found(explanation),
    opened,
    isFirst: { customers: customersFrom === null, lines: linesFrom === null },
  }
}
