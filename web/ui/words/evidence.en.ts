/** What decided a sponsor, as the end of a sentence. */
export const evidenceEn = {
  import: 'from an import',
  'demo generator': 'invented for the demo',
  company: 'decided by the company',
  interface: 'through the interface',
  'leaving partner': (leaver: string) => `because ${leaver} left`,
  house: 'because nobody brought this contact',
  voucher: 'by a voucher',
  party: 'at a home party',
  named: 'named as sponsor',
  link: 'by a personal link',
  subdomain: 'registered on the partner’s page',
  remembered: 'was on the partner’s page before',
  rule: 'by the company’s rule, because nobody was named',
  cancellation: 'because the order was cancelled before it was paid',
  lead: 'given as a lead by the partner before',
}
