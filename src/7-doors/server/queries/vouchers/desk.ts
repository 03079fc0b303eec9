import type { Database } from '#ground/database'
import { uuidOf, type ContactNumber } from '#ground/identity'
import {
  listTemplates,
  makeVoucher,
  switchVoucher,
  templateByUuid,
  voucherByUuid,
  vouchersOf,
  type NewVoucher,
  type Voucher,
} from '#referral/voucher/store.ts'
import type { CodeMade, DeskVouchers, TemplateId, VoucherId } from '../../vouchers.ts'
import { carryOut } from '../carry-out.ts'
import { describeCodes, describeTemplate, type VoucherNeeds } from './rows.ts'

/** A partner's codes. Another's is as if it were not there. */
export const deskVouchers = (needs: VoucherNeeds, viewer: ContactNumber): DeskVouchers => {
  const { database, clock, actor } = needs
  return {
    templates: async () =>
      (await listTemplates(database, { for: 'partners', at: clock() })).map(each => describeTemplate(each, clock())),
    codes: async () => describeCodes(needs, viewer, await vouchersOf(database, viewer)),
    code: async id => {
      const voucher = await voucherOf(database, id, viewer)
      return voucher === undefined ? null : (await describeCodes(needs, viewer, [voucher]))[0]!
    },
    make: async ({ commandId, ...content }) => {
      const sent = { actor: await actor(), commandId, request: 'make my voucher code', content }
      return carryOut(database, sent, inside =>
        makeCode(inside, { ...content, partner: viewer, at: clock(), by: 'partner' }),
      )
    },
    switchCode: async ({ commandId, ...content }) => {
      const sent = { actor: await actor(), commandId, request: 'switch my voucher code', content }
      await carryOut(database, sent, async inside => {
        const voucher = await voucherOf(inside, content.voucher, viewer)
        if (voucher === undefined) return { is: 'refused' }
        await switchVoucher(inside, { voucher: voucher.number, offAt: content.isOn ? null : clock() })
        return { is: 'switched' }
      })
    },
  }
}

/** The code, if it is this partner's. */
const voucherOf = async (database: Database, id: VoucherId, partner: ContactNumber): Promise<Voucher | undefined> => {
  const uuid = uuidOf('voucher', id)
  const voucher = uuid === undefined ? undefined : await voucherByUuid(database, uuid)
  return voucher?.partner === partner ? voucher : undefined
}

export const templateOf = async (database: Database, id: TemplateId) => {
  const uuid = uuidOf('template', id)
  return uuid === undefined ? undefined : templateByUuid(database, uuid)
}

export const makeCode = async (
  inside: Database,
  { template, ...asked }: Omit<NewVoucher, 'template'> & { readonly template: TemplateId },
): Promise<CodeMade> => {
  const known = await templateOf(inside, template)
  if (known === undefined) return { is: 'refused', because: 'template not usable' }
  const made = await makeVoucher(inside, { ...asked, template: known.number })
  return made.is === 'refused' ? made : { is: 'made', id: made.voucher.id }
}
