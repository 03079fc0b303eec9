import type { Database } from '#ground/database'
import { keepSetting } from '#ground/setting/store.ts'
import { sellerSetting } from '#sales/invoice'

/** Who sells in the demo: invented, with the bank account that the IBAN registry prints as its British example. */
export const keepDemoSeller = (database: Database): Promise<void> =>
  keepSetting(database, sellerSetting, {
    value: {
      ...sellerSetting.usual,
      name: 'Stamm Demo Gifts Ltd',
      street: '1 Example Street',
      postalCode: 'ZZ99 9ZZ',
      city: 'London',
      country: 'GB',
      vatId: 'GB 999 9999 73',
      otherVatIds: 'Demo: all of this is invented',
      managers: 'Director: Dana Demo',
      email: 'hello@demo.example',
      phone: '+44 20 7946 0000',
      iban: 'GB29 NWBK 6016 1331 9268 19',
      bic: 'NWBKGB2L',
      bank: 'Example Bank',
    },
    by: 'demo',
  })
