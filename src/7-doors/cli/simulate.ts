import { simulateCommand } from '#doors/calculator'
import { progressOn } from '#doors/connectors'
import type { Command } from './index.ts'

export const simulate: Command = async (args, terminal) => {
  const progress = progressOn(terminal.stderr)
  try {
    return await simulateCommand(args, terminal, progress.tell)
  } finally {
    progress.end()
  }
}
