import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { KAFKA_LIBS_DIR } from './local-folders.ts'
import { requireMaven } from './requirements.ts'
import { StackError } from './stack-error.ts'

/** As in pom.xml beside this file. */
export const KAFKA_VERSION = '4.3.1'

const POM = fileURLToPath(new URL('pom.xml', import.meta.url))

/** The folder of Kafka's jars; fetches them when they are not there yet. */
export async function kafkaLibs(onProgress: (line: string) => void): Promise<string> {
  const dir = join(KAFKA_LIBS_DIR, KAFKA_VERSION)
  if (existsSync(dir)) return dir
  await requireMaven()
  onProgress(`Fetching Apache Kafka ${KAFKA_VERSION} with Maven, 43 MB, this once`)
  // under another name until it is whole: a fetch that was cut off leaves no half folder
  const partial = `${dir}.${process.pid}.partial`
  mkdirSync(KAFKA_LIBS_DIR, { recursive: true })
  await copyDependencies(partial)
  moveUnlessThere(partial, dir)
  return dir
}

async function copyDependencies(dir: string): Promise<void> {
  const goal = [
    'dependency:copy-dependencies',
    `-DoutputDirectory=${dir}`,
    '-DincludeScope=runtime',
  ]
  try {
    await promisify(execFile)('mvn', ['--quiet', '--batch-mode', '--file', POM, ...goal])
  } catch (error) {
    rmSync(dir, { recursive: true, force: true })
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    const reason = `${stdout}${stderr}`.split('\n').find((line) => line.includes('ERROR')) ?? error
    throw new StackError(`Cannot fetch Kafka with Maven: ${reason}`, { cause: error })
  }
}

/** Two stacks may fetch at the same time; the first one's folder stays. */
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
    rmSync(from, { recursive: true, force: true })
  }
}
