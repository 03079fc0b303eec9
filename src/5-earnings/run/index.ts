import { z } from 'zod'
import { setting } from '#ground/setting'
import { reasonClasses, type ReasonClass } from '#sales/order'

/**
 * The classes that take commissions back unless the company says otherwise: the customer withdrew, or did not pay. What the company gives
 * back out of goodwill, or because its goods were defective, is its own affair (HGB § 87a (3)).
 */
const takenBackByDefault: readonly ReasonClass[] = ['withdrawal', 'unpaid']

/** Which returns take commissions back. One whose class nobody told does. */
export const returnsSetting = setting(
  'returns that take commissions back',
  z.strictObject({ classes: z.array(z.enum(reasonClasses)) }),
  { classes: [...takenBackByDefault] },
)
