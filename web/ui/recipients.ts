import type { Recipient } from '#doors/server'
import { channels, type Channel } from '#people/consent'

/** The channel of an address. @throws a 404 for any other word. */
export const channelOf = (text: string | null): Channel => {
  const channel = channels.find(each => each === text)
  if (channel === undefined) throw new Response(null, { status: 404 })
  return channel
}

// A cell that begins like a formula would be carried out by a spreadsheet.
const cell = (text: string): string =>
  `"${text.replace(/^[=@\t\r]|^[+-](?![\d ()/-]+$)/u, "'$&").replaceAll('"', '""')}"`

/** The recipients as a file that any spreadsheet opens. */
export const recipientsFile = (rows: readonly Recipient[], channel: Channel): Response => {
  const lines = [['number', 'name', channel], ...rows.map(({ reference, name, address }) => [reference, name, address])]
  const text = `\uFEFF${lines.map(line => line.map(cell).join(';')).join('\r\n')}\r\n`
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="recipients-${channel}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
