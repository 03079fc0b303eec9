import { fileURLToPath } from 'node:url'
import type { Formats } from '#ground/format'
import type { InvoiceFacts } from '../facts.ts'
import type { Words } from '../words.ts'

// Inter (SIL Open Font License 1.1, see fonts/LICENSE.txt): the standard fonts of PDF know no Yılmaz, Łukasz or Žižek.
const fontFile = (weight: 'Regular' | 'SemiBold') =>
  fileURLToPath(new URL(`../fonts/Inter-${weight}.ttf`, import.meta.url))

const fonts = { regular: fontFile('Regular'), bold: fontFile('SemiBold') } as const

export const ink = { text: '#1d2a26', quiet: '#5b6762', line: '#d9d5ca', accent: '#1f5b49' } as const

/** In points of 1/72 inch: A4, with margins of 22 mm on the left and 20 mm on the right. */
export const page = { width: 595.28, height: 841.89, left: 62, right: 538, top: 56, bottom: 736 } as const

type Look = {
  readonly size?: number
  readonly weight?: keyof typeof fonts
  readonly color?: string
  readonly align?: 'left' | 'right'
  readonly width?: number
}

type Place = { readonly x: number; readonly y: number }

export type Pen = {
  /** Writes and answers the height it took. */
  readonly write: (text: string, place: Place, look?: Look) => number
  readonly heightOf: (text: string, look?: Look) => number
  readonly line: (y: number, color?: string) => void
  /** A dark square, as codes are made of. */
  readonly square: (place: Place, size: number) => void
  /** Where the next thing goes; moved on by whoever draws. */
  y: number
  readonly newPage: () => void
  readonly onEveryPage: (draw: (page: number, pages: number) => void) => void
}

const usual = { size: 9.5, weight: 'regular', color: ink.text, align: 'left', width: page.right - page.left } as const

export const penOn = (document: PDFKit.PDFDocument): Pen => {
  const dressed = (text: string, look: Look | undefined) => {
    const { size, weight, color, align, width } = { ...usual, ...look }
    document.font(fonts[weight]).fontSize(size).fillColor(color)
    // Figures of one width stand in columns; the hyphen of a number such as R2026-00017 would be as wide.
    const features: PDFKit.Mixins.OpenTypeFeatures[] = /[\dA-Z]-\d/u.test(text) ? [] : ['tnum']
    return { align, width, lineGap: 1.5, features }
  }
  return {
    y: page.top,
    write: (text, { x, y }, look) => {
      const options = dressed(text, look)
      const height = document.heightOfString(text, options)
      document.text(text, x, y, options)
      return height
    },
    heightOf: (text, look) => document.heightOfString(text, dressed(text, look)),
    line: (y, color = ink.line) =>
      void document.moveTo(page.left, y).lineTo(page.right, y).lineWidth(0.6).strokeColor(color).stroke(),
    square: ({ x, y }, size) => void document.rect(x, y, size, size).fill('#000000'),
    newPage: () => void document.addPage(),
    onEveryPage: draw => {
      const { start, count } = document.bufferedPageRange()
      for (let at = start; at < start + count; at += 1) {
        document.switchToPage(at)
        draw(at + 1, count)
      }
    },
  }
}

/** An invoice while it is drawn. */
export type Sheet = {
  readonly pen: Pen
  readonly text: string
  readonly title: string
  readonly facts: InvoiceFacts
  readonly words: Words
  readonly formats: Formats
  /** "2026-07-01" */
  readonly issuedOn: string
  /** A day as the language writes it. */
  readonly day: (day: string) => string
}

/** Makes sure that so much fits below; on a new page what `again` draws stands first. */
export const makeRoom = (pen: Pen, height: number, again?: () => void): void => {
  if (pen.y + height <= page.bottom) return
  pen.newPage()
  pen.y = page.top
  again?.()
}
