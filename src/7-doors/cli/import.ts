import { importCommand } from '#doors/connectors'
import { openBeside } from './open.ts'
import type { Command } from './index.ts'

export const importFile: Command = (args, terminal) => importCommand(args, terminal, () => openBeside(terminal))
