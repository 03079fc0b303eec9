import { readFile, readlink, realpath } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** Whether a process of this number exists, its zombie included. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

// "123 (postgres) Z 1 …": the name may hold spaces and parentheses, so the state is looked for after the last one.
const isZombie = async (pid: number) => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text.slice(text.lastIndexOf(')') + 2).startsWith('Z')
}

/** Whether the process still does something: a zombie that nobody fetches, as in bare containers, does not. */
export const isRunning = async (pid: number): Promise<boolean> => isAlive(pid) && !(await isZombie(pid))

/** Whether the process works in the folder, as every PostgreSQL process does in its cluster; undefined when nobody can tell. */
export const worksIn = async (pid: number, folder: string): Promise<boolean | undefined> => {
  if (process.platform !== 'linux') return undefined
  const real = await realpath(folder)
  return readlink(`/proc/${pid}/cwd`).then(
    found => found === real,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? false : undefined),
  )
}

/** Asks again and again until the answer is there; undefined when the time is over. */
export const until = async <T>(
  ask: () => Promise<T | undefined>,
  { within, every = 20 }: { readonly within: number; readonly every?: number },
): Promise<T | undefined> => {
  for (const end = Date.now() + within; ;) {
    const answer = await ask()
    if (answer !== undefined || Date.now() > end) return answer
    await pause(every)
  }
}
