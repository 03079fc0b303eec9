import { readFile } from 'node:fs/promises'
import type { Problem, Source } from './index.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ERR_FS_FILE_TOO_LARGE: 'more than 2 GiB',
}

export type Opened =
  | { readonly is: 'opened'; readonly source: Source }
  | { readonly is: 'refused'; readonly problem: Problem }

/** Reads a file into memory; problems call it by the path given. Costs the file's size, and a second time when it is not UTF-8. */
export const openTable = async (path: string): Promise<Opened> => {
  try {
    return { is: 'opened', source: { file: path, bytes: await readFile(path) } }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const found = reasons[code] ?? `an error (${code || String(error)})`
    return { is: 'refused', problem: { file: path, line: null, column: null, found, expected: 'a CSV file' } }
  }
}
