import { createRequire } from 'node:module'

interface RequestQueue {
  readonly pending: readonly unknown[]
  readonly throttledUntil: number
  scheduleCheckPendingRequests(): void
}

const patched = Symbol.for('simwarden.kafkajs-idle-timer')

/**
 * kafkajs 2.2.4 wakes up every millisecond on every idle connection: 3–4 % of a core for nothing.
 * This lets it rest while no request waits and the broker does not throttle. It reaches into a file
 * of the library that it does not export, and fails loudly when the file is no longer what it was.
 */
export function stopIdleTimer(): void {
  const load = createRequire(import.meta.url)
  const { prototype } = load('kafkajs/src/network/requestQueue') as {
    prototype: RequestQueue & { [patched]?: true }
  }
  if (prototype[patched]) return
  const schedule = prototype.scheduleCheckPendingRequests
  if (typeof schedule !== 'function') {
    throw new Error('Cannot patch kafkajs: its request queue is not the one of 2.2.4')
  }
  prototype.scheduleCheckPendingRequests = function scheduleOnlyWhenNeeded() {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return
    schedule.call(this)
  }
  prototype[patched] = true
}
