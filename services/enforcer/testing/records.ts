import { deriveId } from '#schemas/derive-id.ts'
import type { EnforcementEvent, Proposal } from '#schemas/enforcement-event.ts'
import { Iccid } from '#schemas/identifiers.ts'
import { PolicyDocument } from '#schemas/policy-document.ts'
import { GateState } from '../domain/gate-state.ts'
import { gate } from '../pipeline.ts'
import type { Output, RawRecord } from '../ports.ts'

/** Records and runs for the gate's tests. */
type Event<Kind extends EnforcementEvent['kind']> = Extract<EnforcementEvent, { kind: Kind }>

export const T0 = 1_764_000_000_000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
const ICCID = Iccid.parse('89860012345678901234')

/** A hard breach that may be suspended at once; another one for each `name`. */
export function proposal(name = 'p', overrides: Partial<Proposal> = {}): Proposal {
  return {
    kind: 'proposal',
    proposalId: deriveId('proposal', name),
    alertId: deriveId('alert', name),
    tenant: 'acme',
    iccid: ICCID,
    action: 'suspend',
    functions: null,
    detector: 'voice-on-data-card',
    family: 'contract',
    severity: 'critical',
    mode: 'live',
    basis: 'hardBreach',
    needs: null,
    cardClass: 'iot',
    reseller: null,
    carrier: 'mobile',
    protectedClass: null,
    soldered: false,
    profileVersion: T0 - HOUR,
    policyVersion: 'test@1',
    decidedAt: T0,
    expiresAt: T0 + HOUR,
    reversibleUntil: null,
    reason: { code: 'MIIT-10/1', en: 'a call on a data card', zh: '流量卡打电话' },
    ...overrides,
  }
}

export function tick(eventTime = T0): Event<'tick'> {
  return { kind: 'tick', eventTime }
}

export function policy(overrides: Partial<PolicyDocument> = {}): Event<'policy'> {
  const document = PolicyDocument.parse({
    version: 'test@1',
    timeZone: 'Asia/Shanghai',
    classes: {},
    common: {
      allowedLatenessHours: 6,
      minimumQuietMinutes: 60,
      silentDays: 30,
      unregisteredGraceMinutes: 30,
      lateSourceMinutes: 60,
      proposalValidMinutes: 60,
      billingCycleStartDay: {},
    },
    remedies: {
      mobile: { channel: '10086', documents: ['id'] },
      other: { channel: 'seller', documents: [] },
    },
    lists: {},
    detectors: {},
    ...overrides,
  })
  return { kind: 'policy', eventTime: T0, version: document.version, document }
}

export function approval(name: string, overrides: Partial<Event<'approval'>> = {}) {
  return {
    kind: 'approval',
    tenant: 'acme',
    proposalIds: [deriveId('proposal', name)],
    listHash: 'h',
    by: 'u-1',
    decidedAt: T0,
    expiresAt: T0 + HOUR,
    ...overrides,
  } satisfies Event<'approval'>
}

export function rejection(name: string, overrides: Partial<Event<'rejection'>> = {}) {
  return {
    kind: 'rejection',
    tenant: 'acme',
    proposalIds: [deriveId('proposal', name)],
    by: 'u-1',
    decidedAt: T0,
    reason: 'known campaign',
    ...overrides,
  } satisfies Event<'rejection'>
}

export function killSwitch(overrides: Partial<Event<'killSwitch'>> = {}): Event<'killSwitch'> {
  const everything = { tenant: null, detector: null, action: null }
  return { kind: 'killSwitch', on: true, ...everything, by: 'u-1', ...overrides }
}

export function commandId(name: string): string {
  return deriveId('command', deriveId('proposal', name), '1')
}

export function result(name: string, overrides: Partial<Event<'result'>> = {}): Event<'result'> {
  return {
    kind: 'result',
    commandId: commandId(name),
    iccid: ICCID,
    status: 'completed',
    outcome: 'success',
    errorCode: null,
    at: T0,
    tenant: 'acme',
    proposalId: deriveId('proposal', name),
    alertId: deriveId('alert', name),
    action: 'suspend',
    ...overrides,
  }
}

/** Records of the log from offset 0; the broker's clock is far ahead, as in a feed of old days. */
export function log(events: readonly object[]): RawRecord[] {
  return events.map((event, offset) => ({
    offset: BigInt(offset),
    key: null,
    value: Buffer.from(JSON.stringify(event)),
    headers: { ce_causationid: Buffer.from('feed/1') },
    timestamp: T0 + 1_000 * HOUR,
  }))
}

/** Runs of the gate with a log, told what each record gave. */
export function run(events: readonly object[], suspendsPerHour = 200) {
  const state = new GateState({ suspendsPerHour })
  const steps: Output[][] = log(events).map((record) => gate(state, record))
  return { state, steps, outputs: steps.flat() }
}
