import { uuidOf } from '#ground/identity'
import { cents } from '#ground/money'
import {
  countSuspicions,
  decideSuspicion,
  figuresOfTemplates,
  listTemplates,
  makeTemplate,
  switchTemplate,
  switchVoucher,
  voucherByUuid,
  vouchersOf,
  type Decided,
  type Template,
} from '#referral/voucher/store.ts'
import type { OfficeVouchers, TemplateId, VoucherTemplateRow } from '../../vouchers.ts'
import { carryOut } from '../carry-out.ts'
import { makeCode, templateOf } from './desk.ts'
import { reviewPage } from './reviews.ts'
import { describeCodes, describeTemplate, type VoucherNeeds } from './rows.ts'

/** The company's voucher templates and codes, and what looks odd about redeemed ones. */
export const officeVouchers = (needs: VoucherNeeds): OfficeVouchers => {
  const { database } = needs
  return {
    templates: async () => templateRows(needs, await listTemplates(database, { for: 'company' })),
    template: id => oneTemplate(needs, id),
    openReviews: () => countSuspicions(database),
    reviews: asked => reviewPage(database, asked),
    ...templateCommands(needs),
    ...codeCommands(needs),
  }
}

const templateRows = async (
  { database, clock }: VoucherNeeds,
  templates: readonly Template[],
): Promise<VoucherTemplateRow[]> => {
  const figures = await figuresOfTemplates(database)
  return templates.map(template => {
    const { codes, redeemed, discount } = figures.get(template.number)!
    return { ...describeTemplate(template, clock()), codes, redeemed, saved: cents(discount) }
  })
}

const oneTemplate = async (needs: VoucherNeeds, id: TemplateId) => {
  const template = await templateOf(needs.database, id)
  if (template === undefined) return null
  const own = (await vouchersOf(needs.database, null)).filter(voucher => voucher.template === template.number)
  return { template: (await templateRows(needs, [template]))[0]!, codes: await describeCodes(needs, null, own) }
}

const templateCommands = ({
  database,
  clock,
  actor,
}: VoucherNeeds): Pick<OfficeVouchers, 'makeTemplate' | 'switchTemplate'> => ({
  makeTemplate: async ({ commandId, template }) => {
    const by = await actor()
    const sent = { actor: by, commandId, request: 'make voucher template', content: template }
    const made = await carryOut(database, sent, async inside => {
      const { id } = await makeTemplate(inside, { template, at: clock(), by })
      return { is: 'made', id }
    })
    return made.id
  },
  switchTemplate: async ({ commandId, ...content }) => {
    const sent = { actor: await actor(), commandId, request: 'switch voucher template', content }
    await carryOut(database, sent, async inside => {
      const template = await templateOf(inside, content.template)
      if (template === undefined) return { is: 'refused' }
      await switchTemplate(inside, { template: template.number, offAt: content.isOn ? null : clock() })
      return { is: 'switched' }
    })
  },
})

const codeCommands = ({
  database,
  clock,
  actor,
}: VoucherNeeds): Pick<OfficeVouchers, 'make' | 'switchCode' | 'decide'> => ({
  make: async ({ commandId, ...content }) => {
    const sent = { actor: await actor(), commandId, request: 'make voucher code', content }
    return carryOut(database, sent, inside =>
      makeCode(inside, { ...content, partner: null, at: clock(), by: 'company' }),
    )
  },
  switchCode: async ({ commandId, ...content }) => {
    const sent = { actor: await actor(), commandId, request: 'switch voucher code', content }
    await carryOut(database, sent, async inside => {
      const uuid = uuidOf('voucher', content.voucher)
      const voucher = uuid === undefined ? undefined : await voucherByUuid(inside, uuid)
      if (voucher === undefined) return { is: 'refused' }
      await switchVoucher(inside, { voucher: voucher.number, offAt: content.isOn ? null : clock() })
      return { is: 'switched' }
    })
  },
  decide: async ({ commandId, ...content }) => {
    const by = await actor()
    const { review, decision, reason } = content
    const uuid = uuidOf('suspicion', review)
    if (uuid === undefined) return { is: 'refused', because: 'unknown' }
    return carryOut<Decided>(database, { actor: by, commandId, request: 'decide voucher review', content }, inside =>
      decideSuspicion(inside, { uuid, decision, reason, by, at: clock() }),
    )
  },
})
