import type { PartitionTask } from './partition-task.ts'

/** What is kept in memory: of cards, and while ClickHouse is away, before a partition is read no further. */
export interface Bounds {
  /** Of the cards of all partitions, about: beyond it cards stay in their checkpoint only. */
  readonly cardBytes: number
  /** Of all partitions together. */
  readonly rows: number
  readonly sizeBytes: number
  /** Of the oldest row of a partition. */
  readonly waitMs: number
}

/** Why a partition cannot be read on for now; undefined: it can. */
export function fullness(
  task: PartitionTask,
  tasks: readonly PartitionTask[],
  { rows, sizeBytes, waitMs }: Bounds,
): string | undefined {
  if (sumOf(tasks, ({ rowsWaiting }) => rowsWaiting) >= rows) return `${rows} rows wait`
  if (sumOf(tasks, ({ bytesWaiting }) => bytesWaiting) >= sizeBytes)
    return `${sizeBytes} bytes wait`
  if (task.waitedMs >= waitMs) return `rows have waited for ${waitMs / 1_000} s`
  return task.isAtCap && task.isSaving ? 'one checkpoint holds no more' : undefined
}

function sumOf(tasks: readonly PartitionTask[], of: (task: PartitionTask) => number): number {
  return tasks.reduce((sum, task) => sum + of(task), 0)
}
