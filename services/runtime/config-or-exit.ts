import type { z } from 'zod'
import { ConfigError, readConfig } from './config.ts'

/**
 * The settings of this process. Wrong ones end it with code 1 and say what to correct; with `--check`
 * it only says that they are right, and leaves.
 */
export function configOrExit<Shape extends z.ZodRawShape>(
  name: string,
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
  try {
    const config = readConfig(schema, process.env)
    if (!process.argv.includes('--check')) return config
    process.stdout.write(`The environment of ${name} is right: ${JSON.stringify(config)}\n`)
    process.exit(0)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    process.exit(1)
  }
}
