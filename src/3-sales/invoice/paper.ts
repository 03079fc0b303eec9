import PdfDocument from 'pdfkit'
import { formatsOf } from '#ground/format'
import { dayOf, instant, zone, type Zone } from '#ground/period'
import { drawFoot, drawHead } from './paper/frame.ts'
import { drawLines } from './paper/lines.ts'
import { penOn, type Pen, type Sheet } from './paper/pen.ts'
import { drawNotes, drawSums } from './paper/sums.ts'
import type { Invoice } from './reading.ts'
import { words } from './words.ts'

const utc = zone('UTC')

/**
 * The invoice on paper, A4 with the address where a window envelope shows it (DIN 5008). Made of nothing but what was frozen when it was
 * written: the same invoice is the same file, byte for byte.
 */
export const pdfOf = (invoice: Invoice, inZone: Zone): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { facts, issuedAt } = invoice
    const document = new PdfDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: facts.language,
      displayTitle: true,
      info: { Title: titleOf(invoice), Author: facts.seller.name, CreationDate: new Date(issuedAt) },
    })
    const parts: Buffer[] = []
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    document.on('error', reject)
    drawInvoice(invoice, inZone, penOn(document))
    document.end()
  })

const titleOf = ({ facts, text }: Invoice) => `${words[facts.language][facts.kind]} ${text}`

/** Draws all that is on the invoice with the pen. */
export const drawInvoice = (invoice: Invoice, inZone: Zone, pen: Pen): void => {
  const { facts, issuedAt, text } = invoice
  const formats = formatsOf(facts.language, facts.currency, utc)
  const sheet: Sheet = {
    pen,
    text,
    title: titleOf(invoice),
    facts,
    words: words[facts.language],
    formats,
    issuedOn: dayOf(issuedAt, inZone),
    day: day => formats.dayShort(instant(day)),
  }
  drawHead(sheet)
  drawLines(sheet)
  drawSums(sheet)
  drawNotes(sheet)
  drawFoot(sheet)
}
