import { keepSetting, readSetting } from '#ground/setting/store.ts'
import type { LegalOffice } from '../shop-papers.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { legalSetting } from './shop/legal.ts'

/** The texts below the shops' pages, as the company writes them. */
export const legalOffice = ({ database, actor }: CommandNeeds): LegalOffice => ({
  texts: () => readSetting(database, legalSetting),
  keep: async ({ commandId, texts }) => {
    const by = await actor()
    await carryOut(database, { actor: by, commandId, request: 'keep legal texts', content: texts }, async inside => {
      await keepSetting(inside, legalSetting, { value: texts, by })
      return { is: 'kept' }
    })
  },
})
