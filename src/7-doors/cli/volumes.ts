import { volumesCommand } from '#doors/calculator'
import type { Command } from './index.ts'

export const volumes: Command = (args, terminal) => volumesCommand(args, terminal)
