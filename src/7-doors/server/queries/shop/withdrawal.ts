import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { checkDeclaration } from '#sales/withdrawal'
import { declareWithdrawal } from '#sales/withdrawal/store.ts'
import type { Language } from '../../records.ts'
import type { WithdrawalCommands } from '../../shop-papers.ts'

type Writer = { readonly database: Database; readonly language: Language; readonly at: Instant }

/** Withdrawing from a contract without a login. Whether there is such an order is not asked, nor told. */
export const withdrawalCommands = ({ database, language, at }: Writer): WithdrawalCommands => ({
  check: written => {
    const checked = checkDeclaration({ ...written, pieces: null, language })
    return checked.is === 'refused' ? checked.faults : []
  },
  declare: async (written, commandKey) => {
    const checked = checkDeclaration({ ...written, pieces: null, language })
    if (checked.is === 'refused') return checked
    const { declaration } = checked
    const received = await inTransaction(database, inside => declareWithdrawal(inside, { declaration, at, commandKey }))
    return { is: 'received', at: received.at, email: declaration.email }
  },
})
