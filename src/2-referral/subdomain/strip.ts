// Pictures are walked piece by piece; what is not needed to show them is left out. None of these readers decodes an image.

type Piece = Uint8Array

const joined = (pieces: readonly Piece[]): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

const viewOf = (bytes: Piece) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const latin = (bytes: Piece): string => String.fromCharCode(...bytes)

const orientationTag = 0x0112

/** Which way up, 1 to 8, out of the TIFF part of Exif data; 1 where it does not say. */
const orientationOf = (tiff: Piece): number => {
  const view = viewOf(tiff)
  const isLittle = latin(tiff.subarray(0, 2)) === 'II'
  if (tiff.length < 10) return 1
  const first = view.getUint32(4, isLittle)
  if (first + 2 > tiff.length) return 1
  const count = view.getUint16(first, isLittle)
  for (let entry = first + 2; entry + 12 <= tiff.length && entry < first + 2 + count * 12; entry += 12)
    if (view.getUint16(entry, isLittle) === orientationTag) return view.getUint16(entry + 8, isLittle)
  return 1
}

/** A TIFF part that says which way up, and nothing else; nothing for a picture that is upright. */
const tiffOf = (orientation: number): Piece | undefined => {
  if (orientation < 2 || orientation > 8) return undefined
  return Uint8Array.from([77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0])
}

const exifMark = 'Exif\0\0'

const exifSegment = (tiff: Piece): Piece =>
  joined([
    Uint8Array.from([0xff, 0xe1, 0, tiff.length + exifMark.length + 2]),
    Uint8Array.from(exifMark, letter => letter.charCodeAt(0)),
    tiff,
  ])

// What is needed to show it: JFIF (APP0), the colour profile (APP2) and Adobe's colours (APP14). Comments and other APPn go.
const isNeeded = (marker: number) =>
  !((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) || [0xe0, 0xe2, 0xee].includes(marker)

const startOfScan = 0xda

/** A JPEG without Exif, XMP, IPTC and comments; undefined when it is none. */
export const stripJpeg = (bytes: Piece): Uint8Array | undefined => {
  const kept: Piece[] = [bytes.subarray(0, 2)]
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]!
    const end = at + 2 + viewOf(bytes).getUint16(at + 2)
    // The rest is the picture itself, up to what some cameras append behind it.
    if (marker === startOfScan) return joined([...kept, bytes.subarray(at)])
    const segment = bytes.subarray(at, end)
    const isExif = marker === 0xe1 && latin(segment.subarray(4, 10)) === exifMark
    const tiff = isExif ? tiffOf(orientationOf(segment.subarray(10))) : undefined
    if (tiff !== undefined) kept.push(exifSegment(tiff))
    if (isNeeded(marker)) kept.push(segment)
    at = end
  }
  return undefined
}

const pngNeeded = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT'.split(' '))

/** A PNG without texts, time and Exif; undefined when it is none. */
export const stripPng = (bytes: Piece): Uint8Array | undefined => {
  const kept: Piece[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + viewOf(bytes).getUint32(at)
    const name = latin(bytes.subarray(at + 4, at + 8))
    if (end > bytes.length) return undefined
    if (pngNeeded.has(name)) kept.push(bytes.subarray(at, end))
    // What stands behind the end is no part of the picture.
    if (name === 'IEND') return joined(kept)
    at = end
  }
  return undefined
}

const webpFlags = { exif: 0x08, xmp: 0x04 }

const withoutFlags = (chunk: Piece): Piece => {
  const changed = chunk.slice()
  changed[8]! &= ~(webpFlags.exif | webpFlags.xmp)
  return changed
}

/** A WebP without Exif and XMP; undefined when it is none. */
export const stripWebp = (bytes: Piece): Uint8Array | undefined => {
  const kept: Piece[] = []
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = viewOf(bytes).getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    const name = latin(bytes.subarray(at, at + 4))
    if (at + 8 + size > bytes.length) return undefined
    if (name === 'VP8X') kept.push(withoutFlags(bytes.subarray(at, end)))
    else if (name !== 'EXIF' && name !== 'XMP ') kept.push(bytes.subarray(at, end))
    at = end
  }
  if (kept.length === 0) return undefined
  const head = bytes.slice(0, 12)
  viewOf(head).setUint32(4, 4 + kept.reduce((sum, piece) => sum + piece.length, 0), true)
  return joined([head, ...kept])
}
