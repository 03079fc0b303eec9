import { complianceCommand } from '#doors/calculator'
import type { Command } from './index.ts'

export const compliance: Command = (args, terminal) => complianceCommand(args, terminal)
