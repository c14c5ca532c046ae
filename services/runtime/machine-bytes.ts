import { totalmem } from 'node:os'

/** Memory that this process, its container at the most, can have of the machine. */
export function machineBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
}
