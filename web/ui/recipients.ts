import type { Recipient } from '#doors/server'
import { channels, type Channel } from '#people/consent'
import { spreadsheetFile } from './spreadsheet.ts'

/** The channel of an address. @throws a 404 for any other word. */
export const channelOf = (text: string | null): Channel => {
  const channel = channels.find(each => each === text)
  if (channel === undefined) throw new Response(null, { status: 404 })
  return channel
}

/** The recipients as a file that any spreadsheet opens. */
export const recipientsFile = (rows: readonly Recipient[], channel: Channel): Response =>
  spreadsheetFile(
    [['number', 'name', channel], ...rows.map(({ reference, name, address }) => [reference, name, address])],
    `recipients-${channel}`,
  )
