import { answered } from '#ground/http'
import { z } from '#ground/http/schema.ts'
import { listTemplates, makeTemplate, switchTemplate } from '../templates.ts'
import {
  describeTemplate,
  exampleTemplate,
  named,
  newTemplateOf,
  switchGiven,
  templateAt,
  templateGiven,
  templateSchema,
  type Routes,
  type VoucherNeeds,
} from './answers.ts'

/** GET /voucher-templates */
export const listingTemplates = ({ read }: Routes) =>
  read({
    name: 'listVoucherTemplates',
    path: '/voucher-templates',
    tag: 'vouchers',
    summary: 'List voucher templates',
    description: 'All of them, newest first.',
    reply: z.object({ rows: z.array(templateSchema) }),
    example: { rows: [exampleTemplate] },
    run: async ({ database }) =>
      answered({ rows: (await listTemplates(database, { for: 'company' })).map(describeTemplate) }),
  })

const { id: _id, isOn: _isOn, ...exampleGiven } = exampleTemplate

/** POST /voucher-templates */
export const makingTemplate = ({ command }: Routes, { now }: VoucherNeeds) =>
  command({
    name: 'makeVoucherTemplate',
    path: '/voucher-templates',
    tag: 'vouchers',
    summary: 'Make a voucher template',
    description:
      'Its terms never change afterwards, because whoever holds a code keeps what it said: make another and switch this one off.',
    body: templateGiven,
    reply: templateSchema,
    examples: { body: exampleGiven, reply: exampleTemplate },
    run: async ({ database, body, actor }) =>
      answered(
        describeTemplate(await makeTemplate(database, { template: newTemplateOf(body), at: now(), by: actor.id })),
      ),
  })

/** POST /voucher-templates/{id}/switch */
export const switchingTemplate = ({ command }: Routes, { now }: VoucherNeeds) =>
  command({
    name: 'switchVoucherTemplate',
    path: '/voucher-templates/{id}/switch',
    tag: 'vouchers',
    summary: 'Switch a voucher template off or on',
    description: 'While it is off, none of its codes works.',
    params: named,
    body: switchGiven,
    reply: templateSchema,
    examples: { body: { isOn: false }, reply: { ...exampleTemplate, isOn: false } },
    run: async ({ database, params, body }) => {
      const template = await templateAt(database, params.id)
      if (template.is === 'refused') return template
      const offAt = body.isOn ? null : now()
      await switchTemplate(database, { template: template.body.number, offAt })
      return answered(describeTemplate({ ...template.body, offAt }))
    },
  })
