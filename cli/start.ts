import { StackError } from '../deploy/local/stack-error.ts'
import { PolicyError } from './read-policy.ts'
import { HELP, readOptions, UsageError } from './start/options.ts'
import { runDemo } from './start/run-demo.ts'

/** `npm start`: everything, with a simulated fleet. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options !== 'help') return await runDemo(options)
  process.stdout.write(HELP)
  return 0
}

try {
  process.exit(await main())
} catch (error) {
  const isExpected = [StackError, PolicyError, UsageError].some((kind) => error instanceof kind)
  const { message, stack } = error as Error
  process.stderr.write(`${isExpected ? message : stack}\n`)
  process.exit(error instanceof UsageError || error instanceof PolicyError ? 2 : 1)
}
