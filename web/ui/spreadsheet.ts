import { harmless } from '#ground/table'

const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`

type Row = readonly string[]

/** Lines as a file that any spreadsheet opens. */
export const spreadsheetFile = (lines: readonly Row[], name: string): Response =>
  new Response(`\uFEFF${lines.map(line => line.map(cell).join(';')).join('\r\n')}\r\n`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
