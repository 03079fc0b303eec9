import { commissionsCommand } from '#doors/calculator'
import type { Command } from './index.ts'

export const commissions: Command = (args, terminal) => commissionsCommand(args, terminal)
