import { execFileSync } from 'node:child_process'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'

/** Where the figures come from: they mean nothing elsewhere, their ratios do. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryBytes: number
  readonly system: string
  readonly node: string
  /** Of the checkout; null: it is none. */
  readonly version: string | null
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    version: checkoutVersion(),
  }
}

/** Of the last minute, before anything of ours adds to it. */
export function loadNow(): number {
  return loadavg()[0] ?? 0
}

function checkoutVersion(): string | null {
  try {
    const args = ['describe', '--always', '--dirty']
    const options = { cwd: import.meta.dirname, stdio: 'pipe', encoding: 'utf8' } as const
    return execFileSync('git', args, options).trim()
  } catch {
    return null
  }
}
