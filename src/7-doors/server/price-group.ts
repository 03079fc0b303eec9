import type { Instant } from '#ground/period'
import type { PriceGroup } from '#sales/catalogue'
import type { Command } from './index.ts'
import type { ContactId } from './records.ts'

export type PriceGroupShown = {
  /** The group the company put him into; null where his role decides. */
  readonly given: PriceGroup | null
  /** The group of his role. */
  readonly byRole: PriceGroup
  /** What the company decided, the newest first; `until` is null while it holds. */
  readonly history: readonly {
    readonly group: PriceGroup
    readonly from: Instant
    readonly until: Instant | null
    readonly by: 'office' | 'interface' | 'import'
  }[]
}

export type PriceGroupOffice = {
  /** Null when nobody has the id. */
  readonly of: (id: ContactId) => Promise<PriceGroupShown | null>
  /** From now on; a null group leaves it to his role. Null answer: nobody has the id. */
  readonly give: (
    command: Command & { readonly contact: ContactId; readonly group: PriceGroup | null },
  ) => Promise<'given' | null>
}
