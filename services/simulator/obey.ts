import type { Command, CommandResult } from '#schemas/command.ts'
import type { Carrier } from './carrier.ts'
import { DAY_MS } from './domain/local-time.ts'
import type { RunState } from './domain/run-state.ts'
import type { SentTimes } from './domain/sent-times.ts'
import type { Clocks, ResultOutput } from './ports.ts'

/** A command as it came from Kafka. */
export interface ArrivedCommand {
  readonly command: Command
  readonly bodyHash: string
  /** `source/eventId` of the usage record that led to it; null: it does not say. */
  readonly causationId: string | null
}

export interface Obedience {
  readonly carrier: Carrier
  readonly state: RunState
  readonly sentTimes: SentTimes
  /** From the acknowledgement of the record that tipped a detector to its command, wall milliseconds. */
  readonly onLatency: (latencyMs: number) => void
  readonly clocks: Clocks
  readonly output: ResultOutput
}

/** How long `card.commands` is kept: an id older than that cannot come again. */
const KEPT_MS = 7 * DAY_MS

/** Answers each command at once and does it a little later. A crash between leaves it undone: the sender asks again. */
export async function obey(
  arrived: readonly ArrivedCommand[],
  obedience: Obedience,
): Promise<void> {
  const { carrier, clocks, output, state } = obedience
  const fresh: CommandResult[] = []
  const repeated: CommandResult[] = []
  const accepted: Command[] = []
  for (const { command, bodyHash, causationId } of arrived) {
    const received = carrier.receive(command, { bodyHash, now: clocks.carrierNow() })
    if (received.status === 'repeated') {
      repeated.push(...received.results)
      continue
    }
    fresh.push(received.result)
    state.countCommand(command.action)
    if (received.status === 'accepted') accepted.push(command)
    measure(command, causationId, obedience)
  }
  await output.send([...fresh, ...repeated])
  state.countResults(fresh)
  carrier.forget(clocks.carrierNow() - KEPT_MS)
  if (accepted.length > 0) output.later(() => complete(accepted, obedience))
}

async function complete(
  commands: readonly Command[],
  { carrier, clocks, output, state }: Obedience,
): Promise<void> {
  const now = clocks.carrierNow()
  const results = commands.map(({ commandId }) => carrier.complete(commandId, now))
  await output.send(results)
  state.countResults(results)
}

/** Only where a machine decided and the record is still known. */
function measure(
  { decidedBy }: Command,
  causationId: string | null,
  { clocks, onLatency, sentTimes }: Obedience,
): void {
  if (decidedBy.type !== 'policy' || causationId === null) return
  const sentAt = sentTimes.get(causationId)
  if (sentAt !== undefined) onLatency(clocks.wallMs() - sentAt)
}
