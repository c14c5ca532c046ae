import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { pidFileOf } from './guarded-process.ts'
import { commandLine } from './running-process.ts'

const ASK_MS = 15_000
const POLL_MS = 50

/**
 * Stops the server that an earlier stack left behind in `dir`, when even its guard was killed.
 * A process that only has the same number is known by its command line and left alone.
 */
export async function stopStaleServer(dir: string): Promise<void> {
  const pid = recordedPid(dir)
  if (pid === null) return
  if (!(await endedAfter(pid, dir, 'SIGTERM'))) await endedAfter(pid, dir, 'SIGKILL')
  rmSync(pidFileOf(dir), { force: true })
}

async function endedAfter(pid: number, dir: string, signal: NodeJS.Signals): Promise<boolean> {
  if (!isOurs(pid, dir)) return true
  process.kill(pid, signal)
  for (let waitedMs = 0; waitedMs < ASK_MS; waitedMs += POLL_MS) {
    if (!isOurs(pid, dir)) return true
    await sleep(POLL_MS)
  }
  return false
}

function isOurs(pid: number, dir: string): boolean {
  return commandLine(pid)?.includes(dir) ?? false
}

function recordedPid(dir: string): number | null {
  try {
    return Number(readFileSync(pidFileOf(dir), 'utf8')) || null
  } catch {
    return null
  }
}
