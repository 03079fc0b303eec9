/** A part of a letter, the same in text and in HTML. */
export type Block =
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** Amounts in a column; the last `sums` rows are sums. */
  | {
      readonly is: 'amounts'
      readonly rows: readonly (readonly [what: string, amount: string])[]
      readonly sums: number
    }
  | { readonly is: 'button'; readonly label: string; readonly url: string }
  | { readonly is: 'note'; readonly text: string }

export type Letter = {
  readonly subject: string
  /** What stands above all: the news in one line. */
  readonly title: string
  readonly blocks: readonly Block[]
  /** Public ids of invoices that go with it as PDF. */
  readonly invoices?: readonly string[]
}

const width = 72

const wrapped = (text: string): string =>
  text
    .split('\n')
    .map(line => {
      const lines = ['']
      for (const word of line.split(' ')) {
        const last = lines.at(-1)!
        if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
      }
      return lines.join('\n')
    })
    .join('\n')

const indented = (value: string) => value.replaceAll('\n', '\n  ')

type Teller = { readonly [K in Block['is']]: (block: Extract<Block, { readonly is: K }>) => string }

// Each kind of block has one way to be told; the types say that none is forgotten.
const told = (teller: Teller, block: Block): string => (teller[block.is] as (block: Block) => string)(block)

const inText: Teller = {
  paragraph: ({ text }) => wrapped(text),
  note: ({ text }) => wrapped(text),
  facts: ({ rows }) => rows.map(([label, value]) => `${label}: ${indented(value)}`).join('\n'),
  amounts: ({ rows }) => rows.map(([what, amount]) => `${what}  ${amount}`).join('\n'),
  button: ({ label, url }) => `${label}:\n${url}`,
}

/** The letter as plain text. */
export const textOf = ({ title, blocks }: Letter, imprint: readonly string[]): string =>
  [wrapped(title), ...blocks.map(block => told(inText, block)), ['-- ', ...imprint].join('\n')].join('\n\n')

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, sign => escapes[sign]!)
const withBreaks = (text: string): string => escaped(text).replaceAll('\n', '<br>')

// Mail readers know style attributes and little else; nothing is fetched, so that nobody learns who has read what.
const css = {
  body: "margin:0;padding:24px 12px;background:#f6f4ef;color:#1d2a26;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
  sheet: 'max-width:560px;margin:0 auto;padding:28px 24px;background:#ffffff;border-radius:12px',
  title: 'margin:0 0 16px;font-size:22px;line-height:1.3',
  paragraph: 'margin:0 0 16px',
  table: 'width:100%;border-collapse:collapse;margin:0 0 16px',
  label:
    'width:1%;white-space:nowrap;padding:4px 16px 4px 0;color:#56635e;vertical-align:top;text-align:left;font-weight:normal',
  value: 'padding:4px 0;vertical-align:top',
  what: 'padding:6px 12px 6px 0;border-top:1px solid #e4e0d6;text-align:left;font-weight:normal',
  amount: 'padding:6px 0;border-top:1px solid #e4e0d6;text-align:right;white-space:nowrap',
  button:
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5b49;color:#ffffff;text-decoration:none;font-weight:600',
  note: 'margin:0 0 16px;color:#56635e;font-size:14px',
  imprint: 'max-width:560px;margin:16px auto 0;color:#56635e;font-size:13px;text-align:center',
} as const

const row = (cells: string) => `<tr>${cells}</tr>`
const table = (rows: readonly string[]) => `<table style="${css.table}"><tbody>${rows.join('')}</tbody></table>`

const inHtml: Teller = {
  paragraph: ({ text }) => `<p style="${css.paragraph}">${withBreaks(text)}</p>`,
  note: ({ text }) => `<p style="${css.note}">${withBreaks(text)}</p>`,
  facts: ({ rows }) => table(rows.map(factRow)),
  amounts: ({ rows, sums }) => table(rows.map((each, at) => amountRow(each, at >= rows.length - sums))),
  button: ({ label, url }) =>
    `<p style="${css.paragraph}"><a href="${escaped(url)}" target="_blank" rel="noopener" style="${css.button}">${escaped(label)}</a></p>`,
}

const factRow = ([label, value]: readonly [string, string]) =>
  row(`<th scope="row" style="${css.label}">${escaped(label)}</th><td style="${css.value}">${withBreaks(value)}</td>`)

const amountRow = ([what, amount]: readonly [string, string], isSum: boolean) => {
  const bold = isSum ? ';font-weight:600' : ''
  return row(
    `<th scope="row" style="${css.what}${bold}">${escaped(what)}</th><td style="${css.amount}${bold}">${escaped(amount)}</td>`,
  )
}

export type Page = { readonly language: string; readonly imprint: readonly string[] }

/** The letter as a page for mail readers. */
export const htmlOf = ({ subject, title, blocks }: Letter, { language, imprint }: Page): string =>
  [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">',
    `<title>${escaped(subject)}</title></head><body style="${css.body}">`,
    `<div style="${css.sheet}"><h1 style="${css.title}">${escaped(title)}</h1>`,
    ...blocks.map(block => told(inHtml, block)),
    `</div><p style="${css.imprint}">${imprint.map(escaped).join('<br>')}</p></body></html>`,
  ].join('')
