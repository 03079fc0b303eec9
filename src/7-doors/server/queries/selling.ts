import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { voucherPolicy } from '#referral/voucher/store.ts'
import { shippingPolicy } from '#sales/cart'
import { exchangeSetting } from '#sales/checkout/store.ts'
import type { SellingOffice } from '../index.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'

/** What the company's page about shipping, currencies and vouchers asks. */
export const sellingOffice = ({ database, actor }: CommandNeeds): SellingOffice => ({
  settings: async () => ({
    shipping: await readSetting(database, shippingPolicy),
    exchange: await readSetting(database, exchangeSetting),
    vouchers: await readSetting(database, voucherPolicy),
  }),
  keepSettings: async ({ commandId, ...content }) => {
    const by = await actor()
    await carryOut(database, { actor: by, commandId, request: 'keep selling settings', content }, async inside => {
      const { reserved, offensive, harmless, ...limits } = content.vouchers
      const lists = { reserved: [...reserved], offensive: [...offensive], harmless: [...harmless] }
      await keepSetting(inside, shippingPolicy, { value: content.shipping, by })
      await keepSetting(inside, exchangeSetting, { value: content.exchange, by })
      await keepSetting(inside, voucherPolicy, { value: { ...limits, ...lists }, by })
      return { is: 'kept' }
    })
  },
})
