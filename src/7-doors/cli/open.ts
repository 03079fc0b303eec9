import { openDatabase, type OpenedDatabase } from '#ground/database/store.ts'
import type { Terminal } from './index.ts'

/** The company's database for one command: beside a running server as its guest, else started for the time of the command. */
export const openBeside = ({ env }: Terminal, folder?: string): Promise<OpenedDatabase> =>
  openDatabase({
    url: env.DATABASE_URL,
    dataFolder: folder ?? env.STAMM_DATA ?? './data',
    role: 'guest-if-running',
  })
