import { createHash } from 'node:crypto'

/**
 * SHA-256 in 64 hexadecimal digits: the name of bytes by what they are, and what is kept of a secret, so that whoever reads the
 * database opens nothing with it. Only for secrets of many random bytes; a password wants a slow one.
 */
export const digestOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
