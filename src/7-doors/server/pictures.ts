/** A picture that the company or a partner has put into the database. */
export type StoredPicture = { readonly type: string; readonly bytes: Uint8Array }

/**
 * The answer for a picture whose path changes with what it shows, so that a browser may keep it for ever. Whatever is in it runs
 * nothing, also when it is opened by itself: a drawing (SVG) could hold scripts.
 */
export const pictureAnswer = ({ type, bytes }: StoredPicture, method: string): Response =>
  new Response(method === 'HEAD' ? null : new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-length': String(bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
