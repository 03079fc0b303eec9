import { generate } from 'lean-qr'
import PdfDocument from 'pdfkit'
import type { Instant } from '#ground/period'
import { formatsOf, type Language } from '#ground/format'
import type { Address } from '#sales/checkout'
import { ink, makeRoom, page, penOn, type Pen } from '#sales/invoice/store.ts'
import type { Scene } from './index.ts'
import type { Block, Letter } from './letter.ts'

export type Posted = {
  readonly letter: Letter
  readonly scene: Pick<Scene, 'company' | 'currency' | 'imprint' | 'zone'>
  readonly to: Address
  readonly language: Language
  readonly at: Instant
}

/** A letter on paper, A4 with the address where a window envelope shows it; what is a button in a mail is a QR code. */
export const paperOf = (posted: Posted): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { letter, scene, language, at } = posted
    const document = new PdfDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: language,
      displayTitle: true,
      info: { Title: letter.subject, Author: scene.company, CreationDate: new Date(at) },
    })
    const parts: Buffer[] = []
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    document.on('error', reject)
    const pen = penOn(document)
    drawHead(pen, posted)
    for (const block of letter.blocks) draw(pen, block)
    drawFoot(pen, posted)
    document.end()
  })

/** Where a window envelope shows the address (DIN 5008, form B): 45 mm from above. */
const addressTop = 127.6
const titleTop = 262
const [small, tiny] = [8, 6.5]

const drawHead = (pen: Pen, { letter, scene, to, language, at }: Posted): void => {
  const sender = scene.imprint.slice(0, 2).join(' · ')
  pen.write(scene.company, { x: page.left, y: page.top - 14 }, { size: 14, weight: 'bold', color: ink.accent })
  pen.write(sender, { x: page.left, y: addressTop }, { size: tiny, color: ink.quiet, width: 230 })
  pen.write(linesOf(to, language).join('\n'), { x: page.left, y: addressTop + 16 }, { size: 10, width: 230 })
  const day = formatsOf(language, scene.currency, scene.zone).day(at)
  pen.write(day, { x: page.left, y: addressTop }, { size: 9, color: ink.quiet, align: 'right' })
  pen.y = titleTop
  pen.y += pen.write(letter.title, { x: page.left, y: pen.y }, { size: 17, weight: 'bold' }) + 10
}

const linesOf = ({ name, firmName, street, postalCode, city, country }: Address, language: Language): string[] => {
  const region = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country
  return [firmName ?? '', name, street, `${postalCode} ${city}`, region].filter(line => line !== '')
}

type Drawer = { readonly [K in Block['is']]: (pen: Pen, block: Extract<Block, { readonly is: K }>) => void }

// Each kind of block has one way to be drawn; the types say that none is forgotten.
const draw = (pen: Pen, block: Block): void => (drawers[block.is] as (pen: Pen, block: Block) => void)(pen, block)

const written = (pen: Pen, text: string, size: number): void => {
  for (const line of text.split('\n')) {
    // What is filled in by hand needs room above it.
    if (line.startsWith('__')) pen.y += 9
    makeRoom(pen, pen.heightOf(line, { size }))
    pen.y += pen.write(line, { x: page.left, y: pen.y }, { size, color: size === small ? ink.quiet : ink.text }) + 2
  }
  pen.y += 8
}

const labelWidth = 150

const drawers: Drawer = {
  paragraph: (pen, { text }) => written(pen, text, 9.5),
  note: (pen, { text }) => written(pen, text, small),
  facts: (pen, { rows }) => {
    for (const [label, value] of rows) {
      const place = { x: page.left + labelWidth, width: page.right - page.left - labelWidth }
      const height = pen.heightOf(value, { width: place.width })
      makeRoom(pen, height)
      pen.write(label, { x: page.left, y: pen.y }, { color: ink.quiet, width: labelWidth - 10 })
      pen.write(value, { x: place.x, y: pen.y }, { width: place.width })
      pen.y += height + 4
    }
    pen.y += 8
  },
  amounts: (pen, { rows, sums }) => {
    rows.forEach(([what, amount], at) => {
      const isSum = at >= rows.length - sums
      const look = { weight: isSum ? 'bold' : 'regular' } as const
      const height = pen.heightOf(what, { ...look, width: page.right - page.left - 110 })
      makeRoom(pen, height + 8)
      if (isSum) pen.line(pen.y - 2, ink.accent)
      pen.write(what, { x: page.left, y: pen.y + 2 }, { ...look, width: page.right - page.left - 110 })
      pen.write(amount, { x: page.right - 100, y: pen.y + 2 }, { ...look, align: 'right', width: 100 })
      pen.y += height + 6
    })
    pen.y += 10
  },
  button: (pen, { label, url }) => {
    makeRoom(pen, codeSize + 12)
    drawCode(pen, url)
    const beside = { x: page.left + codeSize + 16, width: page.right - page.left - codeSize - 16 }
    const height = pen.write(label, { x: beside.x, y: pen.y + 8 }, { weight: 'bold', width: beside.width })
    pen.write(url, { x: beside.x, y: pen.y + height + 14 }, { size: small, color: ink.quiet, width: beside.width })
    pen.y += codeSize + 12
  },
}

const codeSize = 96

const drawCode = (pen: Pen, url: string): void => {
  const code = generate(url)
  const module = codeSize / code.size
  for (let at = 0; at < code.size ** 2; at += 1) {
    const [x, y] = [at % code.size, Math.floor(at / code.size)]
    if (code.get(x, y)) pen.square({ x: page.left + x * module, y: pen.y + y * module }, module)
  }
}

const drawFoot = (pen: Pen, { scene }: Posted): void => {
  const text = scene.imprint.join(' · ')
  pen.onEveryPage((number, pages) => {
    pen.line(750)
    pen.write(text, { x: page.left, y: 758 }, { size: 7, color: ink.quiet })
    pen.write(`${number} / ${pages}`, { x: page.left, y: 815 }, { size: 7, color: ink.quiet, align: 'right' })
  })
}
