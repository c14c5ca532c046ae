import { type Bounds, fullness } from './bounds.ts'
import { Caution, CoreDefect } from './caution.ts'
import { CardsAway, Overtaken } from './load-cards.ts'
import { PartitionTask, type TaskPorts } from './partition-task.ts'
import type { BatchContext, Log, LogRecord } from './ports.ts'
import { Reading } from './reading.ts'
import { restore } from './restore.ts'

export interface TaskSetPorts extends Omit<TaskPorts, 'commit' | 'onFailure' | 'cardBytes'> {
  readonly log: Log
}

type Finding = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** Without a checkpoint for longer than this, a partition is not well. */
const OVERDUE_MS = 60_000

/** After so many, the log has no such records: it goes on with what it has. Ours. */
const MOST_SEEKS = 10

const RESTORING = 'its state is being restored'
const DEFECTS = 'the core failed too often'

/** One assigned partition: its task, or why there is none now. */
interface Slot {
  readonly number: number
  readonly caution: Caution
  task: PartitionTask | undefined
  readonly reading: Reading
  /** How often in a row a batch has begun behind what was sought. */
  seeks: number
  /** Ends when the batch before has; then the next may begin. */
  taking: Promise<unknown>
  isOurs: boolean
}

/** One task for each assigned partition: made, restored, paused, thrown away, drained. */
export class TaskSet {
  readonly #slots = new Map<number, Slot>()
  readonly #ports: TaskSetPorts
  readonly #bounds: Bounds
  readonly #failure = Promise.withResolvers<never>()

  constructor(ports: TaskSetPorts, bounds: Bounds) {
    this.#ports = ports
    this.#bounds = bounds
    this.#failure.promise.catch(() => {})
  }

  /** Rejects when the process cannot go on. */
  get failed(): Promise<never> {
    return this.#failure.promise
  }

  get tasks(): readonly PartitionTask[] {
    return [...this.#slots.values()].flatMap(({ task }) => task ?? [])
  }

  /** Each partition has its task, reads, and has been saved of late. */
  readonly isReady = (): Finding => {
    for (const { number, task, reading } of this.#slots.values()) {
      const { pausedFor } = reading
      if (pausedFor !== undefined) return notReady(number, pausedFor)
      if (task && task.unsavedMs > OVERDUE_MS) return notReady(number, 'its checkpoint is overdue')
    }
    return { ok: true }
  }

  /**
   * A new assignment, before anything of it is read. Partitions without a task are paused at once;
   * those that stay go on where their task is, for their state is still a true prefix.
   */
  assigned(partitions: readonly number[]): void {
    for (const slot of this.#slots.values()) {
      if (!partitions.includes(slot.number)) this.#drop(slot)
    }
    const fresh = partitions.filter((number) => !this.#slots.has(number))
    for (const { number, task } of this.#slots.values()) {
      if (task) this.#ports.log.seek(number, task.next)
    }
    // All of them first: they share what there is of memory.
    for (const slot of fresh.map((number) => this.#open(number))) this.#restore(slot)
  }

  /** Folds a batch. Rejects when an effect did, or the store: the task is then gone, the batch comes again. */
  async take(number: number, records: readonly LogRecord[], context: BatchContext): Promise<void> {
    const slot = this.#slots.get(number)
    if (!slot) return
    const taken = slot.taking.then(() => this.#take(slot, records, context))
    slot.taking = taken.catch(() => {})
    await taken
  }

  /** Writes what is due, and reads on where there is room again. To be called often. */
  maintain(): void {
    for (const slot of this.#slots.values()) {
      if (!slot.task) continue
      slot.task.maintain()
      this.#reviewFull(slot, slot.task)
    }
  }

  /** Saves everything. Nothing may be taken meanwhile. */
  async drain(): Promise<void> {
    const drained = await Promise.allSettled(this.tasks.map((task) => task.drain()))
    // One that cannot be saved keeps no other from it.
    for (const one of drained) if (one.status === 'rejected') throw one.reason
  }

  /** All partitions have an equal share. */
  readonly #cardBytes = (): number => this.#bounds.cardBytes / Math.max(1, this.#slots.size)

  #open(number: number): Slot {
    const slot: Slot = {
      number,
      caution: new Caution(this.#ports.clock),
      task: undefined,
      reading: new Reading(number, this.#ports.log),
      seeks: 0,
      taking: Promise.resolve(),
      isOurs: true,
    }
    this.#slots.set(number, slot)
    return slot
  }

  #drop(slot: Slot): void {
    slot.isOurs = false
    slot.task?.end()
    slot.task = undefined
    this.#slots.delete(slot.number)
  }

  #restore(slot: Slot): void {
    slot.task?.end()
    slot.task = undefined
    slot.reading.pause(RESTORING)
    this.#restored(slot).catch((error: unknown) => this.#fail(slot, error))
  }

  async #restored(slot: Slot): Promise<void> {
    const { clock, observer } = this.#ports
    const startedAtMs = clock.nowMs()
    const { low, ...restored } = await restore(slot.number, {
      ...this.#ports,
      cardBytes: this.#cardBytes,
    })
    if (!slot.isOurs) return
    const task = new PartitionTask(restored, this.#taskPorts(slot), slot.caution)
    if (low > task.next) task.skipTo(low, 'the log now begins behind them')
    slot.task = task
    const tookMs = clock.nowMs() - startedAtMs
    observer.restored({ partition: task.partition, next: task.next, tookMs })
    slot.reading.goOn(task.next)
  }

  #taskPorts(slot: Slot): TaskPorts {
    return {
      ...this.#ports,
      cardBytes: this.#cardBytes,
      commit: async (number, offset) => {
        if (slot.isOurs) await this.#ports.log.commit(number, offset)
      },
      onFailure: (error) => this.#fail(slot, error),
    }
  }

  async #take(slot: Slot, records: readonly LogRecord[], context: BatchContext): Promise<void> {
    const { task } = slot
    // The restore under way will seek, or who loads cards.
    if (!task || slot.reading.awaitsCards || !(await this.#isNext(slot, task, records))) return
    try {
      await task.take(records, context)
    } catch (error) {
      // A task that was dropped meanwhile has nothing to say any more.
      if (slot.task !== task) return
      if (error instanceof CardsAway) this.#awaitCards(slot, task, error)
      else this.#recover(slot, error)
      return
    }
    if (slot.task !== task) return
    this.#reviewFull(slot, task)
  }

  /**
   * A batch that begins too far on is a gap only when the log has lost what is between; else a seek
   * was lost with a rejoin, and is made again.
   */
  async #isNext(slot: Slot, task: PartitionTask, records: readonly LogRecord[]): Promise<boolean> {
    const first = records[0]?.offset ?? task.next
    if (first <= task.next) {
      slot.seeks = 0
      return true
    }
    const { low } = await this.#ports.log.range(slot.number)
    if (slot.task !== task) return false
    if (low > task.next) task.skipTo(low, 'the log now begins behind them')
    slot.seeks += 1
    if (first <= task.next || slot.seeks > MOST_SEEKS) return true
    this.#ports.log.seek(slot.number, task.next)
    return false
  }

  /** The batch that it stopped in comes again when its cards are there. */
  #awaitCards(slot: Slot, task: PartitionTask, { loaded }: CardsAway): void {
    slot.reading.pauseForCards()
    const isStill = () => slot.task === task
    loaded
      .then(
        () => isStill() && slot.reading.goOn(task.next),
        (error: unknown) => isStill() && this.#recoverFromLoad(slot, error),
      )
      .catch((error: unknown) => this.#fail(slot, error))
  }

  #recoverFromLoad(slot: Slot, error: unknown): void {
    if (error instanceof Overtaken) this.#catchUp(slot, error)
    else this.#fail(slot, error)
  }

  #catchUp(slot: Slot, overtaken: Overtaken): void {
    this.#ports.observer.overtaken(slot.number, overtaken)
    this.#restore(slot)
  }

  /** There is no repair in place: the task is gone, and a new one folds the same records again. */
  #recover(slot: Slot, error: unknown): void {
    if (error instanceof Overtaken) {
      this.#catchUp(slot, error)
      return
    }
    const isDefect = error instanceof CoreDefect
    if (isDefect) {
      const culprit = slot.caution.note(error)
      this.#ports.observer.defect(slot.number, error.cause, culprit)
    }
    if (slot.caution.isExhausted) this.#stop(slot)
    else this.#restore(slot)
    if (!isDefect) throw error
  }

  #stop(slot: Slot): void {
    slot.task?.end()
    slot.task = undefined
    slot.reading.pause(DEFECTS)
    this.#ports.observer.stopped(slot.number)
  }

  #reviewFull({ reading }: Slot, task: PartitionTask): void {
    reading.review(fullness(task, this.tasks, this.#bounds), !task.isSaving)
  }

  #fail(slot: Slot, error: unknown): void {
    if (slot.isOurs) this.#failure.reject(error)
  }
}

function notReady(partition: number, reason: string): Finding {
  return { ok: false, reason: `Partition ${partition}: ${reason}` }
}
