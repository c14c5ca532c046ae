import { PolicyRecord } from '#schemas/card-event.ts'
import type { CardBook } from './card/card-book.ts'
import { decodeState, encodeState } from './domain/encode-state.ts'
import type { Ledger, LedgerMemory } from './facts/ledger.ts'
import type { Subtotals } from './facts/subtotal.ts'
import type { FeedProgress } from './judging/source-health.ts'
import { Partition } from './partition.ts'
import { armPolicy } from './policy/arm-policy.ts'
import { tellFault } from './policy/policy-fault.ts'
import type { Fate, StateEntry } from './ports.ts'

/** Form of the payloads; another form is refused, not guessed at. */
const STATE_FORM = 7

/** Of what is counted of groups: when it was last told; behind a slash each group's own. */
const GROUPS = '#groups'
const GROUP = `${GROUPS}/`

interface Clock {
  readonly form: number
  readonly logTime: number | undefined
  readonly counts: Record<Fate, number>
  readonly feeds: Map<string, FeedProgress>
}

/** What has changed since the last checkpoint: the partition's own state, and cards and groups. */
export function encodeChanges(partition: Partition): StateEntry[] {
  const { logTime, counts, sources, policyRecord } = partition
  const clock: Clock = { form: STATE_FORM, logTime, counts, feeds: new Map(sources.feeds) }
  return [
    { key: '#clock', payload: encodeState(clock) },
    ...(policyRecord ? [{ key: '#policy', payload: JSON.stringify(policyRecord) }] : []),
    ...encodeLedger(partition.ledger),
    ...partition.book.takeChanges(),
  ]
}

/** The partition as its checkpoint says. Throws on one of another form. */
export function restorePartition(
  number: number,
  entries: Iterable<StateEntry>,
  book?: CardBook,
): Partition {
  const restoration = new Restoration(number, { book })
  const sorted = [...entries].sort((one, other) => (one.key < other.key ? -1 : 1))
  for (const entry of sorted) restoration.take(entry)
  return restoration.end()
}

export interface RestorationOptions {
  readonly book?: CardBook | undefined
  /** What cards in memory may take; the others stay in the checkpoint. */
  readonly mostBytes?: number
}

/** A partition on its way out of its checkpoint, entry by entry in the order of keys: itself, then its cards. */
export class Restoration {
  readonly #number: number
  readonly #options: RestorationOptions
  readonly #groups: LedgerMemory['groups'] = new Map()
  #told: Partial<LedgerMemory> = {}
  #clock: Clock | undefined
  #policyRecord: PolicyRecord | undefined
  #partition: Partition | undefined

  constructor(number: number, options: RestorationOptions = {}) {
    this.#number = number
    this.#options = options
  }

  take(entry: StateEntry): void {
    const { key, payload } = entry
    if (!key.startsWith('#')) {
      this.#partition ??= this.#begin()
      this.#partition.book.restore(entry, this.#options.mostBytes)
    } else if (this.#partition) {
      throw new Error(`Cannot restore partition ${this.#number}: ${key} comes behind its cards`)
    } else if (key === '#clock') this.#clock = this.#inForm(decodeState<Clock>(String(payload)))
    else if (key === '#policy') {
      this.#policyRecord = PolicyRecord.parse(JSON.parse(String(payload)))
    } else if (key === GROUPS) this.#told = decodeState<Partial<LedgerMemory>>(String(payload))
    else if (key.startsWith(GROUP)) {
      this.#groups.set(key.slice(GROUP.length), decodeState(String(payload)))
    }
  }

  end(): Partition {
    const partition = this.#partition ?? this.#begin()
    if (this.#policyRecord) adopt(partition, this.#policyRecord)
    return partition
  }

  #begin(): Partition {
    const { book } = this.#options
    const ledger = { ...this.#told, groups: this.#groups }
    return new Partition(this.#number, { ...this.#clock, ledger, ...(book && { book }) })
  }

  /** The clock is the first of all keys: nothing of another form is read. */
  #inForm(clock: Clock): Clock {
    if (clock.form === STATE_FORM) return clock
    throw new Error(
      `Cannot restore partition ${this.#number}: its checkpoint has form ${clock.form}, this program knows ${STATE_FORM}; start with the program that wrote it, or with an empty state`,
    )
  }
}

function encodeLedger(ledger: Ledger): StateEntry[] {
  return [
    { key: GROUPS, payload: encodeState(ledger.memory) },
    ...ledger.takeChanged().map(({ key, subtotals }) => encodeGroup(GROUP + key, subtotals)),
  ]
}

function encodeGroup(key: string, subtotals: Readonly<Subtotals> | undefined): StateEntry {
  if (!subtotals) return { key, payload: '', isDeleted: true }
  return { key, payload: encodeState(subtotals) }
}

function adopt(partition: Partition, record: PolicyRecord): void {
  const armed = armPolicy(record.document)
  if (armed.status === 'refused') {
    throw new Error(
      `Cannot restore policy ${record.version}: ${armed.faults.map(tellFault).join('; ')}`,
    )
  }
  partition.policy = armed.policy
  partition.policyRecord = record
}
