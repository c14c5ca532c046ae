import { existsSync, readFileSync } from 'node:fs'
import type { GroundTruth } from '../../services/simulator/ground-truth.ts'
import type { RunSummary } from '../../services/simulator/run-summary.ts'

/** How the simulator's run stands; null: it has not begun. */
export function readSimulator(file: string): RunSummary | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** All that was planted. */
export function readGroundTruth(file: string): readonly GroundTruth[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}
