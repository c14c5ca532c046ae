const PHASES = 16

/** Partitions write at different times, so that they do not all hold up the log at once. */
export function phaseMs(partition: number, periodMs: number): number {
  return ((partition % PHASES) / PHASES) * periodMs
}
