import { answered } from '#ground/http'
import { z } from '#ground/http/schema.ts'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { namePolicy } from '../index.ts'
import type { Routes } from './answers.ts'

const example = {
  blacklist: ['*gold*'],
  redirectDays: 180,
  unknownHosts: 'company page' as const,
  afterLeaving: 'heir' as const,
}

const schema = z
  .strictObject({
    blacklist: z
      .array(z.string().trim().min(1).max(60))
      .max(2000)
      .openapi({ description: 'Names nobody gets; * stands for any letters.' }),
    redirectDays: z.int().min(0).max(730).openapi({ description: 'How long an old name leads to the new one.' }),
    unknownHosts: z.enum(['company page', 'not found']).openapi({ description: "What a host gets that is nobody's." }),
    afterLeaving: z.enum(['heir', 'company']).openapi({
      description: 'Where the name of a partner who left leads: to whoever got his customers, or to the company.',
    }),
  })
  .openapi('NamePolicy')

/** GET and POST /settings/names */
export const settlingNames = ({ read, command }: Routes) => {
  const common = { path: '/settings/names', tag: 'addresses', reply: schema } as const
  read({
    ...common,
    name: 'getNamePolicy',
    summary: "Get the company's rules for names",
    description: 'As they are in force.',
    example,
    run: async ({ database }) => answered(await readSetting(database, namePolicy)),
  })
  command({
    ...common,
    name: 'changeNamePolicy',
    summary: "Change the company's rules for names",
    description: 'All of them, from now on. Names that were given stay given.',
    body: schema,
    examples: { body: example, reply: example },
    run: async ({ database, body, actor }) => {
      await keepSetting(database, namePolicy, { value: body, by: actor.id })
      return answered(body)
    },
  })
}
