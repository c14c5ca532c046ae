import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import { type Lags, readLags } from './group-lags.ts'
import { isReady } from './read-metrics.ts'
import type { RunHistory, StoredStep } from './run-history.ts'
import type { RunningService } from './service-process.ts'

const LOOK_EVERY_MS = 1_000
const PATIENCE_MS = 60_000
/** So often nothing may have changed before all is said to be done. */
const QUIET_LOOKS = 2

/** What was still under way at the end. */
export interface Leftovers {
  /** Records not yet read, by consumer group; those that have read all are left out. */
  readonly lags: Readonly<Record<string, number>>
  /** Proposals that nothing became of. */
  readonly undecided: number
  /** Commands without the carrier's final answer. */
  readonly unanswered: number
  readonly notReady: readonly string[]
}

export interface Draining {
  readonly admin: Admin
  readonly topicPrefix: string
  readonly services: readonly RunningService[]
  readonly history: RunHistory
  readonly signal: AbortSignal
}

/** Waits until everything written has been read, decided, answered and stored; what is not, it tells. */
export async function drain(draining: Draining): Promise<Leftovers> {
  const { signal } = draining
  const deadline = performance.now() + PATIENCE_MS
  let written = -1
  let quietLooks = 0
  while (true) {
    const { leftovers, written: now } = await look(draining)
    quietLooks = isNothing(leftovers) && now === written ? quietLooks + 1 : 0
    written = now
    if (quietLooks >= QUIET_LOOKS || performance.now() > deadline) return leftovers
    await sleep(LOOK_EVERY_MS, undefined, { signal })
  }
}

/** Whether there is nothing left. */
export function isNothing({ lags, undecided, unanswered, notReady }: Leftovers): boolean {
  return (
    Object.keys(lags).length === 0 && undecided === 0 && unanswered === 0 && notReady.length === 0
  )
}

async function look({ admin, topicPrefix, services, history }: Draining) {
  const [{ byGroup, written }, steps, readiness] = await Promise.all([
    readLags(admin, topicPrefix),
    history.steps(),
    Promise.all(services.map(({ opsUrl }) => isReady(opsUrl))),
  ])
  const leftovers: Leftovers = {
    lags: behindOnly(byGroup),
    ...openOf(steps),
    notReady: services.flatMap(({ name }, index) => (readiness[index] ? [] : [name])),
  }
  return { leftovers, written }
}

function behindOnly(byGroup: Lags['byGroup']): Leftovers['lags'] {
  return Object.fromEntries(Object.entries(byGroup).filter(([, lag]) => lag > 0))
}

/** What has begun and not ended. */
export function openOf(steps: readonly StoredStep[]): Pick<Leftovers, 'undecided' | 'unanswered'> {
  const idsOf = (id: 'proposalId' | 'commandId', fits: (step: string) => boolean) =>
    new Set(steps.filter(({ step }) => fits(step)).map((step) => step[id]))
  const decided = idsOf('proposalId', (step) => step !== 'proposed')
  const answered = idsOf('commandId', (step) => step === 'completed')
  const proposed = idsOf('proposalId', (step) => step === 'proposed')
  const sent = idsOf('commandId', (step) => step === 'sent')
  return {
    undecided: proposed.difference(decided).size,
    unanswered: sent.difference(answered).size,
  }
}
