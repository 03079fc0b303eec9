import type { ColumnType, Generated } from 'kysely'

export type Reason = 'placed' | 'paid' | 'shipped'

export type CompanyTable = {
  only_row: Generated<boolean>
  name: string
  country: string
  language: 'de' | 'en'
  currency: string
  zone: string
  volume_when: ColumnType<Reason, Reason | undefined, Reason>
  reading_whose: ColumnType<Whose, Whose | undefined, Whose>
  reading_moment: ColumnType<Moment, Moment | undefined, Moment>
  notice: ColumnType<Notice | null, string | null, string | null>
}

type Whose = 'direct' | 'nearest' | 'recruited'

type Moment = 'order' | 'period end'

type Notice = { readonly de: string; readonly en: string }
