import { answered, pageOf, type Actor } from '#ground/http'
import { paging, pageOfRows, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import type { Zone } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { printReading } from '#volume/kinds'
import { periods } from '#volume/rollup/store.ts'
import { rowsOf, type MonthColumns } from '../index.ts'
import {
  asked,
  companyReading,
  contactPath,
  contactSeen,
  describeVolumes,
  exampleVolumes,
  headOf,
  monthAsked,
  periodPath,
  periodShown,
  readingShown,
  sightOf,
  volumesSchema,
  type Routes,
} from './answers.ts'

const head = { period: periodShown, reading: readingShown }
const exampleHead = { period: '2026-02', reading: 'nearest/order' }

/** GET /volumes */
export const listingPeriods = ({ read }: Routes) =>
  read({
    name: 'listPeriods',
    path: '/volumes',
    tag: 'volumes',
    summary: 'List the months with turnover',
    description: "Months with at least one entry, oldest first, and the company's reading of Eigenumsatz.",
    access: 'partners too',
    reply: z.object({ periods: z.array(periodShown), reading: readingShown }),
    example: { periods: ['2026-01', '2026-02'], reading: 'nearest/order' },
    run: async ({ database }) =>
      answered({ periods: await periods(database), reading: printReading(await companyReading(database)) }),
  })

/** GET /volumes/{period} */
export const listingVolumes = ({ read }: Routes, zone: Zone) =>
  read({
    name: 'listVolumes',
    path: '/volumes/{period}',
    tag: 'volumes',
    summary: "List a month's volumes",
    description:
      'Everybody with turnover of his own or as a partner, in the order of registration. Contacts without either are left out. A partner is told himself and, as sums, the partners below him.',
    access: 'partners too',
    params: periodPath,
    query: z.strictObject({
      ...asked,
      of: z
        .enum(['everybody', 'partners'])
        .default('everybody')
        .openapi({ description: 'Or only those with own volume.' }),
      ...paging(['contact']),
    }),
    reply: z.object({ ...head, ...pageOfRows(volumesSchema).shape }),
    example: { ...exampleHead, rows: [exampleVolumes], next: null },
    run: async ({ database, params, query: { reading, of, limit, cursor }, actor }) => {
      const asking = await monthAsked(database, { period: params.period, reading, zone, actor })
      if (asking.is === 'refused') return asking
      const month = asking.body
      const isAsked = of === 'partners' ? isPartnerIn(month) : isListedIn(month)
      const range = { after: cursor?.[0] ?? -1, limit: limit + 1 }
      const page = pageOf([...some(candidates(month, actor), isAsked, range)], limit, contact => [contact])
      const contacts = await contactsByNumber(database, page.rows as readonly ContactNumber[])
      const rows = [...contacts.values()]
        .toSorted((a, b) => a.number - b.number)
        .map(contact => describeVolumes(month, { contact, sight: sightOf(month, actor, contact.number) }))
      return answered({ ...headOf(month), rows, next: page.next })
    },
  })

const isPartnerIn = (month: MonthColumns) => (contact: number) =>
  month.hasVolumes[contact] === 1 || rowsOf(month.owned, contact).length > 0

const isListedIn = (month: MonthColumns) => (contact: number) =>
  isPartnerIn(month)(contact) || month.net.personal[contact] !== 0 || month.points.personal[contact] !== 0

/** Whose volumes the asker may see at least in part, in the order of numbers. */
const candidates = (month: MonthColumns, actor: Actor): Iterable<number> => {
  if (actor.role === 'company') return month.hasVolumes.keys()
  const found = [actor.contact as number]
  for (const partner of found) found.push(...rowsOf(month.tree.firstLine, partner))
  return found.sort((a, b) => a - b)
}

type Range = { readonly after: number; readonly limit: number }

const some = function* (contacts: Iterable<number>, isAsked: (contact: number) => boolean, { after, limit }: Range) {
  let left = limit
  for (const contact of contacts) {
    if (contact <= after || !isAsked(contact)) continue
    yield contact
    left -= 1
    if (left === 0) return
  }
}

/** GET /volumes/{period}/contacts/{id} */
export const readingVolumes = ({ read }: Routes, zone: Zone) =>
  read({
    name: 'getVolumes',
    path: '/volumes/{period}/contacts/{id}',
    tag: 'volumes',
    summary: "Get a contact's volumes of a month",
    description: 'A partner may ask for himself and, as sums, for partners below him.',
    access: 'partners too',
    params: contactPath,
    query: z.strictObject(asked),
    reply: z.object({ ...head, ...volumesSchema.shape }).openapi('VolumesOfMonth'),
    example: { ...exampleHead, ...exampleVolumes },
    run: async ({ database, params: { period, id }, query: { reading }, actor }) => {
      const asking = await monthAsked(database, { period, reading, zone, actor })
      if (asking.is === 'refused') return asking
      const month = asking.body
      const seen = await contactSeen(database, { month, actor, id, sight: 'sums' })
      return seen.is === 'refused' ? seen : answered({ ...headOf(month), ...describeVolumes(month, seen.body) })
    },
  })
