import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanPhoto, photoLimit } from './index.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data])

/** TIFF with a place and, where it is given, which way up; little-endian as most cameras write it. */
const exif = (orientation?: number) => {
  const entry = Buffer.alloc(12)
  entry.writeUInt16LE(0x0112, 0)
  entry.writeUInt16LE(3, 2)
  entry.writeUInt32LE(1, 4)
  entry.writeUInt16LE(orientation ?? 1, 8)
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, orientation === undefined ? 0 : 1, 0])
  return Buffer.concat([
    latin('Exif\0\0'),
    head,
    ...(orientation === undefined ? [] : [entry]),
    latin('52.5200N 13.4050E'),
  ])
}

const picture = Buffer.concat([segment(0xda, latin('scan')), latin('pixels'), Buffer.from([0xff, 0xd9])])
const jpegOf = (...segments: Buffer[]) =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe0, latin('JFIF\0')), ...segments, picture])

const chunk = (name: string, data: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, latin(name), data, Buffer.alloc(4)])
}
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])

const riff = (name: string, data: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(data.length)
  return Buffer.concat([latin(name), length, data, Buffer.alloc(data.length % 2)])
}

const cleaned = (bytes: Buffer) => {
  const result = cleanPhoto(bytes)
  if (result.is === 'refused') throw new Error(result.because)
  return { type: result.photo.type, bytes: Buffer.from(result.photo.bytes) }
}

describe('a photo keeps what shows it and loses what tells of its owner', () => {
  test('JPEG: place and comment go, the colour profile stays', () => {
    const profile = segment(0xe2, latin('ICC_PROFILE\0colours'))
    const { type, bytes } = cleaned(jpegOf(segment(0xe1, exif()), segment(0xfe, latin('my phone')), profile))
    expect(type).toBe('image/jpeg')
    expect(bytes).toEqual(jpegOf(profile))
  })

  test.each([3, 6, 8])('JPEG: which way up (%s) stays, without the place beside it', way => {
    const { bytes } = cleaned(jpegOf(segment(0xe1, exif(way))))
    expect(bytes.includes('13.4050E')).toBe(false)
    expect(bytes.includes('Exif')).toBe(true)
    // Cleaned again, it is read again.
    expect(cleaned(bytes).bytes).toEqual(bytes)
  })

  test('PNG: texts go, and what is hidden behind the end', () => {
    const needed = [chunk('IHDR', Buffer.alloc(13)), chunk('IDAT', deflateSync(latin('x'))), chunk('IEND', latin(''))]
    const [header, data, end] = needed as [Buffer, Buffer, Buffer]
    const { bytes } = cleaned(
      Buffer.concat([pngMagic, header, chunk('tEXt', latin('Author\0Anna')), data, end, latin('more')]),
    )
    expect(bytes).toEqual(Buffer.concat([pngMagic, ...needed]))
  })

  test('WebP: Exif goes, its flag too, and the length is told anew', () => {
    const file = (chunks: Buffer[]) => riff('RIFF', Buffer.concat([latin('WEBP'), ...chunks]))
    const head = (flags: number) => riff('VP8X', Buffer.from([flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]))
    const image = riff('VP8L', latin('pixel'))
    const { bytes } = cleaned(file([head(0x1c), image, riff('EXIF', exif(6)), riff('XMP ', latin('<x/>'))]))
    expect(bytes).toEqual(file([head(0x10), image]))
  })
})

test.each`
  bytes                                          | because         | why
  ${latin('<svg onload="alert(1)"/>')}           | ${'no picture'} | ${'SVG can run scripts'}
  ${latin('GIF89a')}                             | ${'no picture'} | ${'another kind'}
  ${Buffer.alloc(0)}                             | ${'no picture'} | ${'nothing'}
  ${Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 9])} | ${'no picture'} | ${'cut off'}
  ${Buffer.alloc(photoLimit + 1)}                | ${'too large'}  | ${'above the limit'}
`('is refused as $because: $why', ({ bytes, because }) => {
  expect(cleanPhoto(bytes as Buffer)).toEqual({ is: 'refused', because })
})

test('no bytes after a magic number make it fail', () => {
  const magics = [Buffer.from([0xff, 0xd8, 0xff]), pngMagic, Buffer.concat([latin('RIFF\0\0\0\0WEBP')])]
  fc.assert(
    fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 300 }), (magic, rest) => {
      expect(['photo', 'refused']).toContain(cleanPhoto(Buffer.concat([magic, rest])).is)
    }),
    { numRuns: 3000 },
  )
})
