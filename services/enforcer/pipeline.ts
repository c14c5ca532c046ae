import { decodeRecord } from '#schemas/decode-record.ts'
import { EnforcementEvent } from '#schemas/enforcement-event.ts'
import { adoptPolicy } from './domain/adopt-policy.ts'
import { mayGoOut } from './domain/chase.ts'
import type { GateState } from './domain/gate-state.ts'
import { passTime } from './domain/pass-time.ts'
import { approve, reject } from './domain/people.ts'
import { receiveProposal } from './domain/receive-proposal.ts'
import { reviewHeld } from './domain/review.ts'
import { takeAnswer } from './domain/take-answer.ts'
import type { Output, RawRecord, Sinks } from './ports.ts'

/**
 * record -> decode -> fold -> checks -> audit, command
 *
 * The pure half: the same log gives the same states and the same commands, live, in a test or after
 * a crash. It holds and never drops; time is the log's.
 */
export function gate(state: GateState, record: RawRecord): Output[] {
  const decoded = decodeRecord(EnforcementEvent, record.value)
  if (decoded.status === 'bad') {
    return [{ type: 'deadLetter', record, class: decoded.class, reason: decoded.reason }]
  }
  const event = decoded.value
  const cause = { appendedAt: record.timestamp }
  switch (event.kind) {
    case 'proposal':
      return receiveProposal(event, state, { ...cause, causationId: causationOf(record) })
    case 'approval':
      return approve(event, state, cause)
    case 'rejection':
      return reject(event, state)
    case 'killSwitch':
      state.switches.turn(event)
      return reviewHeld(state, cause)
    case 'result':
      return takeAnswer(event, state)
    case 'policy':
      return adoptPolicy(event, state, record)
    case 'tick':
      return passTime(event, state, cause)
  }
}

/**
 * Who did what is acknowledged before it is done. A crash in between repeats the batch, and the ids,
 * derived from the proposals, make that harmless.
 */
export async function deliver(
  outputs: readonly Output[],
  sinks: Sinks,
  state: GateState,
): Promise<void> {
  const refusals = only('deadLetter', outputs)
  const audits = only('audit', outputs)
  const commands = only('command', outputs)
  if (refusals.length > 0) await sinks.keepDeadLetters(refusals)
  if (audits.length > 0) await sinks.writeAudit(audits.map(({ audit }) => audit))
  // What was read meanwhile counts: a switch that came, or an end that passed, stops it here.
  const allowed = commands.filter(({ command }) => {
    const entry = state.entryOfCommand(command.commandId)
    return entry !== undefined && mayGoOut(entry, state)
  })
  if (allowed.length > 0) await sinks.sendCommands(allowed)
}

/** The outputs of one type. */
export function only<Type extends Output['type']>(type: Type, outputs: readonly Output[]) {
  return outputs.filter((one): one is Extract<Output, { type: Type }> => one.type === type)
}

/** Longer than two labels is no record's name, and would fill the command's headers. */
const MAXIMUM_CAUSATION_LENGTH = 513

function causationOf({ headers }: RawRecord): string | null {
  const causation = headers['ce_causationid']?.toString()
  return causation && causation.length <= MAXIMUM_CAUSATION_LENGTH ? causation : null
}
