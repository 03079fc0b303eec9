import type { Api } from '#ground/http/operation.ts'

const description = `Contacts, orders and volumes of the company.

**Who asks.** A key of the company, sent as \`Authorization: Bearer stamm_…\` or \`x-api-key: stamm_…\`; it may read, or read and write.
The session of somebody who is signed in may read too: somebody of the company everything, a partner his own figures and sums of the
partners below him.

**Commands happen once.** Every POST that changes something needs the header \`Idempotency-Key\`, a text that you choose, such as a UUID.
Send the same again when you do not know whether a request arrived: it is carried out once, and answered the same with
\`Idempotency-Replayed: true\`, for 30 days.

**Amounts** are decimals in a text, money with two and points with three: \`"12.50"\`, \`"12.500"\`. **Moments** are ISO 8601 in UTC; yours
need an offset. **Ids** begin with what they name: \`con_\`, \`ord_\`, \`ret_\`, \`ent_\`, \`tpl_\`, \`vou_\`, \`sus_\`, \`prd_\`.

**Lists** give \`rows\` and \`next\`; send \`next\` as \`cursor\` to go on, until it is null.

**Problems** are told after RFC 9457 as \`application/problem+json\`: compare \`type\`, show \`detail\`, and find in \`errors\` each field that is wrong.`

const tags = [
  { name: 'contacts', description: 'Who is known to the company, what he is, and who brought him.' },
  { name: 'addresses', description: "Partners' names on the web, what their pages show, and domains of their own." },
  {
    name: 'vouchers',
    description: 'Voucher templates, codes, what they would do, and what looks odd about redeemed ones.',
  },
  {
    name: 'catalogue',
    description: 'What the shop sells: products, their variants, prices by country and group, and stock.',
  },
  { name: 'orders', description: 'What was ordered, paid, shipped and taken back.' },
  {
    name: 'parties',
    description: 'Home parties: planning them, what is ordered there, what hosts get, and what came of it.',
  },
  {
    name: 'volumes',
    description:
      'Whose turnover it is: personal, customer, own (Eigenumsatz), team and first-line volume of a month. Each answer says which reading it is.',
  },
  {
    name: 'commissions',
    description:
      'What it is worth: the compensation plan, the runs of months with every commission line and its reason, what another plan would have cost, and what regulators ask.',
  },
]

/** The OpenAPI document of all routes of the app. */
export const documentOf = (app: Api) => {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key of the company.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: 'A key of the company.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-stamm.session_token',
    description: 'The session of somebody who is signed in; only for reading.',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Stamm', version: '1', description, license: { name: 'Apache-2.0' } },
    servers: [{ url: '/api' }],
    tags,
  })
}
