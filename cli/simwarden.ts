#!/usr/bin/env -S node --disable-warning=TimeoutNegativeWarning
import { audit } from './commands/audit.ts'
import type { Command } from './commands/command.ts'
import { explain } from './commands/explain.ts'
import { policy } from './commands/policy.ts'

/** To add one: its file in commands/, its line here. */
const COMMANDS: readonly Command[] = [audit, explain, policy]

const USAGE = `usage: simwarden COMMAND [argument…]

${COMMANDS.map(({ name, description }) => `  ${name.padEnd(10)}${description}`).join('\n')}
`

/** Gives the exit code of the command named first; 2 where there is none of that name. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(USAGE)
    return 0
  }
  const command = COMMANDS.find((one) => one.name === name)
  if (command) return command.run(args)
  process.stderr.write(`There is no command ${name}\n${USAGE}`)
  return 2
}

process.exitCode = await main(process.argv.slice(2))
