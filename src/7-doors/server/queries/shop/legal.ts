import { z } from 'zod'
import type { Database } from '#ground/database'
import { setting } from '#ground/setting'
import { readSetting } from '#ground/setting/store.ts'
import { shippingPolicy } from '#sales/cart'
import type { Country } from '#sales/catalogue'
import { imprintOf, sellerSetting } from '#sales/invoice'
import type { Language } from '../../records.ts'
import type { LegalQueries } from '../../shop-papers.ts'

const longestText = 100_000
const text = z.strictObject({ de: z.string().max(longestText), en: z.string().max(longestText) })
const none = { de: '', en: '' }

/** What stands below every page of the shop, in the company's own words. */
export const legalSetting = setting('legal texts', z.strictObject({ imprint: text, terms: text, privacy: text }), {
  imprint: none,
  terms: none,
  privacy: none,
})

type Reader = { readonly database: Database; readonly language: Language; readonly country: Country }

export const legalQueries = ({ database, language, country }: Reader): LegalQueries => ({
  text: async page => {
    const texts = (await readSetting(database, legalSetting))[page]
    return texts[language] === '' ? texts[language === 'de' ? 'en' : 'de'] : texts[language]
  },
  seller: async () => {
    const { name } = await database.selectFrom('company').select('name').executeTakeFirstOrThrow()
    return imprintOf(await readSetting(database, sellerSetting), name)
  },
  shipping: async () => {
    const cost = (await readSetting(database, shippingPolicy))[country]
    return cost === undefined ? null : { country, ...cost }
  },
})
