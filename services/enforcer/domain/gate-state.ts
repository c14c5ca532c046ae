import type { Command } from '#schemas/command.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import { BudgetLedger } from './budget-ledger.ts'
import { type EntryState, FINAL_STATES, type GateEntry, type HeldReason } from './gate-entry.ts'
import type { GatePolicy } from './gate-policy.ts'
import { KillSwitches } from './kill-switches.ts'
import { TENTHS_PER_SUSPENSION } from './weight.ts'

export interface GateSettings {
  /** What one tenant's commands may cost in any hour of log time, in suspensions. */
  readonly suspendsPerHour: number
}

/** As long as `card.commands` is kept: until then a repeat must find its id. */
const REMEMBER_MS = 7 * 86_400_000

/** All that the log has said so far. Plain state, made by that log alone. */
export class GateState {
  /** The highest tick; null before the first. */
  logTime: number | null = null
  /** Ticks read, also those without effect. */
  ticks = 0
  /** Different proposals received. */
  proposals = 0
  policy: GatePolicy | null = null
  readonly switches = new KillSwitches()
  readonly budget: BudgetLedger
  /** Proposals that wait, oldest first. */
  readonly held = new Set<GateEntry>()
  /** Commands whose end is not known, oldest first. */
  readonly awaited = new Set<GateEntry>()

  readonly #entries = new Map<string, GateEntry>()
  readonly #byCommand = new Map<string, GateEntry>()
  readonly #byCard = new Map<Iccid, Set<GateEntry>>()
  /** In the order in which they ended. */
  readonly #ended = new Set<GateEntry>()

  constructor({ suspendsPerHour }: GateSettings) {
    this.budget = new BudgetLedger(suspendsPerHour * TENTHS_PER_SUSPENSION)
  }

  entry(proposalId: string): GateEntry | undefined {
    return this.#entries.get(proposalId)
  }

  entryOfCommand(commandId: string): GateEntry | undefined {
    return this.#byCommand.get(commandId)
  }

  /** The commands sent for a card, as long as they are remembered. */
  commandsOf(iccid: Iccid): readonly Command[] {
    const entries = this.#byCard.get(iccid) ?? []
    return [...entries].flatMap(({ command }) => command ?? [])
  }

  add(entry: GateEntry): void {
    const { proposalId, iccid } = entry.proposal
    this.proposals += 1
    this.#entries.set(proposalId, entry)
    const ofCard = this.#byCard.get(iccid)
    if (ofCard) ofCard.add(entry)
    else this.#byCard.set(iccid, new Set([entry]))
  }

  move(entry: GateEntry, next: EntryState, reason: HeldReason | null = null): void {
    const at = this.timeFor(entry)
    if (next === 'held') entry.heldSince ??= at
    entry.state = next
    entry.heldReason = reason
    entry.changedAt = at
    arrange(this.held, entry, next === 'held')
    arrange(this.awaited, entry, next === 'sent' || next === 'accepted' || next === 'unanswered')
    arrange(this.#ended, entry, FINAL_STATES.has(next))
  }

  send(entry: GateEntry, command: Command): void {
    entry.command = command
    entry.heldSince = null
    this.#byCommand.set(command.commandId, entry)
    this.move(entry, 'sent')
  }

  /** Log time, or before the first tick the proposal's own. */
  timeFor({ proposal }: GateEntry): number {
    return this.logTime ?? proposal.decidedAt
  }

  /**
   * Lets go of what ended long ago, and of commands that nobody ever answered. A repeat then finds
   * its proposal expired, so it is never sent by itself.
   */
  forget(logTime: number): void {
    this.budget.moveOn(logTime)
    for (const entries of [this.#ended, this.awaited]) {
      for (const entry of entries) {
        const { proposal, command, changedAt } = entry
        const end = Math.max(changedAt, proposal.expiresAt, command?.expiresAt ?? 0)
        if (end + REMEMBER_MS > logTime) break
        entries.delete(entry)
        this.#forgetEntry(entry)
      }
    }
  }

  #forgetEntry({ proposal: { proposalId, iccid }, command }: GateEntry): void {
    const ofCard = this.#byCard.get(iccid)
    const entry = this.#entries.get(proposalId)
    this.#entries.delete(proposalId)
    if (command) this.#byCommand.delete(command.commandId)
    if (entry) ofCard?.delete(entry)
    if (ofCard?.size === 0) this.#byCard.delete(iccid)
  }
}

/** In its set or not; one that stays keeps its place. */
function arrange(entries: Set<GateEntry>, entry: GateEntry, belongs: boolean): void {
  if (belongs) entries.add(entry)
  else entries.delete(entry)
}
