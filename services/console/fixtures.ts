import { hash } from 'node:crypto'
import type { Alert, FeatureEvidence } from '#schemas/alert.ts'
import type { Command, CommandResult } from '#schemas/command.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'
import { Iccid } from '#schemas/identifiers.ts'

/** A moment in the past, as in a replayed feed: 2026-03-16 02:00:00 UTC. */
export const NOON = 1_773_626_400_000

export function derivedId(seed: string): string {
  return BigInt(`0x${hash('sha256', seed)}`)
    .toString(32)
    .padStart(26, '0')
    .slice(-26)
}

export const CARD = Iccid.parse('89860012345678901234')
export const OTHER_CARD = Iccid.parse('89860012345678905678')

export function feature(overrides: Partial<FeatureEvidence> = {}): FeatureEvidence {
  return {
    name: 'voiceEvents.lifetime',
    observed: 1,
    comparator: '>',
    threshold: 0,
    origin: 'policy cn-default@7, class iot',
    window: [0, NOON],
    baseline: null,
    contribution: 1,
    ...overrides,
  }
}

type AlertOverrides = Partial<Omit<Alert, 'evidence'>> & {
  readonly evidence?: Partial<Alert['evidence']>
}

export function alert({ evidence, ...overrides }: AlertOverrides = {}): Alert {
  return {
    alertId: derivedId('alert'),
    revision: 1,
    detector: 'voice-on-data-card',
    exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
    tenant: 'acme-meters',
    iccid: CARD,
    group: null,
    severity: 'critical',
    score: 1,
    mode: 'live',
    openedAt: NOON,
    lastAt: NOON,
    count: 1,
    reason: {
      en: '1 outgoing call on a card whose contract closes voice',
      zh: '合同关闭语音的卡发生 1 次主叫',
    },
    ...overrides,
    evidence: {
      features: [feature()],
      events: ['cmcc-hn-cs/a1'],
      offset: { topic: 'card.events', partition: 3, offset: '1842' },
      detectorVersion: 1,
      policyVersion: 'cn-default@7',
      profileVersion: NOON - 90 * 86_400_000,
      requirement: 'MIIT-10/1',
      ...evidence,
    },
  }
}

const REASON = { code: 'MIIT-10/1', en: 'voice is closed', zh: '语音已关闭' }

export function proposal(of: Alert, overrides: Partial<Proposal> = {}): Proposal {
  return {
    kind: 'proposal',
    proposalId: derivedId(`${of.alertId} ${overrides.action ?? 'suspend'}`),
    alertId: of.alertId,
    tenant: of.tenant,
    iccid: of.iccid ?? CARD,
    action: 'suspend',
    functions: null,
    detector: of.detector,
    family: 'contract',
    severity: of.severity,
    mode: 'live',
    basis: 'hardBreach',
    needs: null,
    cardClass: 'iot',
    reseller: null,
    carrier: 'mobile',
    protectedClass: null,
    soldered: false,
    profileVersion: null,
    policyVersion: 'cn-default@7',
    decidedAt: of.lastAt + 200,
    expiresAt: of.lastAt + 3_600_000,
    reversibleUntil: null,
    reason: REASON,
    ...overrides,
  }
}

export function command(of: Proposal, overrides: Partial<Command> = {}): Command {
  const { proposalId, action, iccid, tenant, functions, alertId, policyVersion } = of
  return {
    commandId: derivedId(`command ${proposalId}`),
    proposalId,
    action,
    iccid,
    tenant,
    functions,
    alertId,
    mode: 'enforce',
    decidedAt: of.decidedAt + 300,
    decidedBy: { type: 'policy', id: policyVersion },
    expiresAt: of.expiresAt,
    reversibleUntil: null,
    reason: REASON,
    remedy: { channel: '10086', documents: [] },
    ...overrides,
  }
}

type ResultEvent = CommandResult & {
  readonly kind: 'result'
  readonly tenant: string
  readonly proposalId: string
  readonly alertId: string
  readonly action: Command['action']
}

export function result(of: Proposal, overrides: Partial<CommandResult> = {}): ResultEvent {
  const { proposalId, alertId, action, iccid, tenant } = of
  return {
    kind: 'result',
    commandId: derivedId(`command ${proposalId}`),
    iccid,
    tenant,
    proposalId,
    alertId,
    action,
    status: 'completed',
    outcome: 'success',
    errorCode: null,
    at: of.decidedAt + 2_000,
    ...overrides,
  }
}

/** A row of `alerts`, for JSONEachRow. */
export function alertRow(of: Alert) {
  return {
    alertId: of.alertId,
    revision: of.revision,
    openedAt: stamp(of.openedAt),
    lastAt: stamp(of.lastAt),
    tenant: of.tenant,
    iccid: of.iccid ?? '',
    groupKind: of.group?.kind ?? '',
    groupId: of.group?.id ?? '',
    detector: of.detector,
    severity: of.severity,
    mode: of.mode,
    score: of.score,
    count: of.count,
    reasonEn: of.reason.en,
    reasonZh: of.reason.zh,
    requirement: of.evidence.requirement,
    body: JSON.stringify(of),
  }
}

/** Rows of `commands`: what was proposed, and the steps after it with what they say. */
export function stepRows(
  of: Proposal,
  steps: readonly { readonly step: string; readonly at: number; readonly reason?: string }[] = [],
) {
  const { iccid, proposalId, alertId, tenant, action, detector, decidedAt, expiresAt } = of
  const all = [{ step: 'proposed', at: decidedAt }, ...steps]
  return all.map(({ step, at, ...told }) => ({
    iccid,
    proposalId,
    step,
    commandId: '',
    alertId,
    tenant,
    action: step === 'held' ? '' : action,
    mode: '',
    detector,
    at: stamp(at),
    appendedAt: stamp(at),
    expiresAt: stamp(expiresAt),
    status: '',
    outcome: step === 'completed' ? 'success' : '',
    reason: '',
    ver: 1,
    body: step === 'proposed' ? JSON.stringify(of) : '{}',
    ...told,
  }))
}

/** A row of `usage`: an outgoing call, unless told otherwise. */
export function usageRow(
  overrides: Readonly<Record<string, unknown>> & { readonly eventTime: number },
) {
  return {
    iccid: CARD,
    source: 'cmcc-hn-cs',
    eventId: derivedId(JSON.stringify(overrides)).slice(-8),
    tenant: 'acme-meters',
    imsi: '460001234567890',
    msisdn: '8613800138000',
    imei: '86012345678901',
    service: 'voice',
    direction: 'outgoing',
    durationSeconds: 42,
    answered: 1,
    peer: 't1:9f2c7d0e4b1a6f',
    peerKind: 'person',
    region: 'CN-HN',
    visitedPlmn: '46000',
    ver: 1,
    ...overrides,
    eventTime: stamp(overrides.eventTime),
  }
}

function stamp(at: number): string {
  const text = Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' })
  return text.replace('T', ' ').replace('Z', '')
}
