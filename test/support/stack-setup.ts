import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { LOCAL_DIR } from '../../deploy/local/local-folders.ts'
import { type Stack, startStack } from '../../deploy/local/stack.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly brokers: readonly string[]
    readonly clickhouseUrl: string
  }
}

/** One stack for the projects of a run, each of which loads this file for itself. */
interface SharedStack {
  readonly stack: Promise<Stack>
  users: number
}

const shared: { simwardenTestStack?: SharedStack | undefined } = globalThis as object

/** Starts the servers of the tests, once for all projects, and tells each test where they are. */
export async function setup(project: TestProject): Promise<void> {
  shared.simwardenTestStack ??= { stack: startTestStack(), users: 0 }
  shared.simwardenTestStack.users += 1
  const { brokers, clickhouseUrl } = await shared.simwardenTestStack.stack
  project.provide('brokers', brokers)
  project.provide('clickhouseUrl', clickhouseUrl)
}

/** Stops them after the last project. */
export async function teardown(): Promise<void> {
  const own = shared.simwardenTestStack
  if (!own) return
  own.users -= 1
  if (own.users > 0) return
  shared.simwardenTestStack = undefined
  // a stack that could not start has said so in `setup`
  const stack = await own.stack.catch(() => null)
  await stack?.stop()
}

async function startTestStack(): Promise<Stack> {
  const { TEST_STACK } = process.env
  if (TEST_STACK === 'containers') {
    const { startContainerStack } = await import('./container-stack.ts')
    return await startContainerStack()
  }
  mkdirSync(LOCAL_DIR, { recursive: true })
  const dataDir = mkdtempSync(join(LOCAL_DIR, 'test-'))
  const removeData = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    const stack = await startStack({ dataDir, ports: 'free', onFailure: complain })
    return {
      ...stack,
      async stop() {
        await stack.stop()
        removeData()
      },
    }
  } catch (error) {
    removeData()
    throw error
  }
}

/** The tests then fail one by one, each after its time; this says why. */
function complain(error: Error): void {
  process.stderr.write(`${error.message}\n`)
}
