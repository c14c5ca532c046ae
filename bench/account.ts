// Loaded before a program that is measured: when it has nothing left to do, it tells its parent what
// it took, from here on. The start of Node itself is not counted, that of the program is.
import type { ChildFigures } from './child.ts'

const startedAtMs = performance.now()
const before = process.cpuUsage()

process.once('beforeExit', () => {
  const { user, system } = process.cpuUsage(before)
  const figures: ChildFigures = {
    wallSeconds: (performance.now() - startedAtMs) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
    peakRssBytes: process.resourceUsage().maxRSS * 1_024,
  }
  process.send?.(figures, () => process.disconnect?.())
})
