import { stripJpeg, stripPng, stripWebp } from './strip.ts'

/** In bytes. Our own page makes pictures smaller before it sends them. */
export const photoLimit = 3 * 1024 * 1024

export type Photo = { readonly type: 'image/jpeg' | 'image/png' | 'image/webp'; readonly bytes: Uint8Array }

export type PhotoRefusal = 'too large' | 'no picture'

type Cleaned =
  | { readonly is: 'photo'; readonly photo: Photo }
  | { readonly is: 'refused'; readonly because: PhotoRefusal }

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, position) => bytes[at + position] === byte)

const magic = {
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  riff: [0x52, 0x49, 0x46, 0x46],
  webp: [0x57, 0x45, 0x42, 0x50],
} as const

const cleaners = {
  'image/jpeg': { is: (bytes: Uint8Array) => startsWith(bytes, magic.jpeg), strip: stripJpeg },
  'image/png': { is: (bytes: Uint8Array) => startsWith(bytes, magic.png), strip: stripPng },
  'image/webp': {
    is: (bytes: Uint8Array) => startsWith(bytes, magic.riff) && startsWith(bytes, magic.webp, 8),
    strip: stripWebp,
  },
} as const

/**
 * A picture by what its bytes say, not by what it is called, and without what the camera wrote beside it: place, time, device.
 * Which way up it was taken is kept.
 */
export const cleanPhoto = (bytes: Uint8Array): Cleaned => {
  if (bytes.length > photoLimit) return { is: 'refused', because: 'too large' }
  for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
    const { is, strip } = cleaners[type]
    const stripped = is(bytes) ? strip(bytes) : undefined
    if (stripped !== undefined) return { is: 'photo', photo: { type, bytes: stripped } }
  }
  return { is: 'refused', because: 'no picture' }
}
