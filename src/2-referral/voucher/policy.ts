// Its shape is described in the interface, so it is made by the zod that can describe itself.
import { z } from '#ground/http/schema.ts'
import { setting } from '#ground/setting'

const words = z.array(z.string().min(1).max(60)).max(1000)

/** The company's policy for vouchers as data. */
export const voucherPolicy = setting(
  'voucher',
  z.strictObject({
    reserved: words,
    offensive: words,
    harmless: words,
    /** How many codes in use a partner may have from one template. */
    codesPerPartner: z.int().min(1).max(10_000),
    /** From so many redemptions of one code within so many hours on, somebody should look. */
    spread: z.strictObject({ redemptions: z.int().min(2).max(100_000), hours: z.int().min(1).max(720) }),
  }),
  { reserved: [], offensive: [], harmless: [], codesPerPartner: 20, spread: { redemptions: 20, hours: 24 } },
)
