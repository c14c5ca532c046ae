import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { KAFKA_LIBS_DIR, LOCAL_DIR } from './local-folders.ts'
import { exitOver, StackError } from './stack-error.ts'
import { stackOn } from './stack-lock.ts'

/** Forgets all data under `localDir`, but for Kafka's jars; returns the names of what it removed. */
export function reset(localDir: string): readonly string[] {
  const names = existsSync(localDir) ? readdirSync(localDir) : []
  const removable = names.filter((name) => name !== basename(KAFKA_LIBS_DIR))
  for (const name of removable) {
    const pid = stackOn(join(localDir, name))
    if (pid !== null) {
      throw new StackError(
        `Cannot reset: process ${pid} runs a stack on ${join(localDir, name)}: stop it first`,
      )
    }
  }
  for (const name of removable) rmSync(join(localDir, name), { recursive: true, force: true })
  return removable
}

if (import.meta.main) {
  try {
    const removed = reset(LOCAL_DIR)
    process.stdout.write(
      `Removed ${removed.length ? removed.join(', ') : 'nothing'} from ${LOCAL_DIR}\n`,
    )
  } catch (error) {
    exitOver(error)
  }
}
