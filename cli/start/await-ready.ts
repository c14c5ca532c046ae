import { setTimeout as sleep } from 'node:timers/promises'
import { StackError } from '../../deploy/local/stack-error.ts'
import { isReady } from './read-metrics.ts'
import type { RunningService } from './service-process.ts'

const ASK_EVERY_MS = 100
/** After a kill, Kafka waits half a minute for some of the dead. */
const PATIENCE_MS = 90_000

/** Returns when every service does its work. Throws a StackError when one does not come to it. */
export async function awaitReady(
  services: readonly RunningService[],
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (const { name, opsUrl } of services) {
    while (!(await isReady(opsUrl))) {
      if (performance.now() > deadline) {
        const seconds = PATIENCE_MS / 1_000
        throw new StackError(`${name} is not ready after ${seconds} s: ${opsUrl}/readyz tells why`)
      }
      await sleep(ASK_EVERY_MS, undefined, { signal })
    }
  }
}
