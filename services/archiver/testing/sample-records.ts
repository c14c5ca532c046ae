import type { LogBatch, LogRecord, Partition } from '../ports.ts'

/** An id as the derived ones look, told apart by its last characters. */
export function derivedId(ending: string): string {
  return ending.padStart(26, '0')
}

const TIME = 1_764_000_000_000
const ICCID = '89860012345678901234'

type Fields = Readonly<Record<string, unknown>>

export const sample = {
  voice: (fields: Fields = {}) => ({
    kind: 'usage',
    source: 'feed-a',
    eventId: 'e-1',
    tenant: 'acme-meters',
    iccid: ICCID,
    imsi: '460001234567890',
    msisdn: '10000000001',
    imei: '86012345678901',
    service: 'voice',
    direction: 'outgoing',
    eventTime: TIME,
    durationSeconds: 42.5,
    answered: true,
    releaseCause: 'normal',
    peer: 't1:9f2c',
    peerPrevious: 't0:77aa',
    peerKind: 'person',
    peerBlock: '1000000',
    peerRegion: 'CN-GD',
    visitedPlmn: '46000',
    region: 'CN-HN',
    cell: '460-00-1234-5678',
    ratType: 'EUTRA',
    deviceKind: 'phone',
    latitude: 28.2,
    longitude: 112.9,
    ...fields,
  }),
  data: (fields: Fields = {}) => ({
    kind: 'usage',
    source: 'feed-a',
    eventId: 'e-2',
    iccid: ICCID,
    service: 'data',
    eventTime: TIME,
    bytesUplink: 10,
    bytesDownlink: 0,
    sessionId: 's-77',
    sessionBytesUplink: 110,
    sessionBytesDownlink: 5,
    apn: 'cmiot',
    directed: false,
    appCategory: 'social',
    ...fields,
  }),
  profile: (fields: Fields = {}) => ({
    kind: 'profile',
    iccid: ICCID,
    eventTime: TIME,
    tenant: 'acme-meters',
    reseller: 'mvno-7',
    carrier: 'mobile',
    cardClass: 'iot',
    functions: { voice: false, sms: false, data: true },
    scene: 'water-meter',
    deviceModel: 'WM-3',
    protectedClass: 'medical',
    status: 'active',
    ...fields,
  }),
  report: (fields: Fields = {}) => ({
    kind: 'report',
    iccid: ICCID,
    eventTime: TIME,
    source: '12321',
    eventId: 'r-5',
    report: 'complaint',
    category: 'marketing',
    valid: true,
    peer: 't1:9f2c',
    ...fields,
  }),
  alert: (fields: Fields = {}) => ({
    alertId: derivedId('a1'),
    revision: 2,
    detector: 'voice-on-data-card',
    exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
    tenant: 'acme-meters',
    iccid: ICCID,
    group: null,
    severity: 'critical',
    score: 1,
    mode: 'live',
    openedAt: TIME,
    lastAt: TIME + 1,
    count: 3,
    reason: { en: '1 outgoing call', zh: '发生 1 次主叫' },
    evidence: {
      features: [],
      events: ['feed-a/e-1'],
      offset: { topic: 'card.events', partition: 3, offset: '1842' },
      detectorVersion: 1,
      policyVersion: 'cn-default@7',
      profileVersion: null,
      requirement: 'MIIT-10/1',
    },
    ...fields,
  }),
  proposal: (fields: Fields = {}) => ({
    kind: 'proposal',
    proposalId: derivedId('b1'),
    alertId: derivedId('a1'),
    tenant: 'acme-meters',
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
    carrier: null,
    protectedClass: null,
    soldered: false,
    profileVersion: null,
    policyVersion: 'cn-default@7',
    decidedAt: TIME,
    expiresAt: TIME + 3_600_000,
    reversibleUntil: null,
    reason: { code: 'MIIT-10/1', en: 'a call', zh: '主叫' },
    ...fields,
  }),
  command: (fields: Fields = {}) => ({
    commandId: derivedId('c1'),
    proposalId: derivedId('b1'),
    action: 'suspend',
    iccid: ICCID,
    tenant: 'acme-meters',
    functions: null,
    alertId: derivedId('a1'),
    mode: 'enforce',
    decidedAt: TIME,
    decidedBy: { type: 'policy', id: 'cn-default@7' },
    expiresAt: TIME + 3_600_000,
    reversibleUntil: null,
    reason: { code: 'MIIT-10/1', en: 'a call', zh: '主叫' },
    remedy: { channel: '10086', documents: ['identity card'] },
    ...fields,
  }),
  result: (fields: Fields = {}) => ({
    kind: 'result',
    commandId: derivedId('c1'),
    iccid: ICCID,
    status: 'completed',
    outcome: 'success',
    errorCode: null,
    at: TIME + 2_000,
    tenant: 'acme-meters',
    proposalId: derivedId('b1'),
    alertId: derivedId('a1'),
    action: 'suspend',
    ...fields,
  }),
  audit: (fields: Fields = {}) => ({
    at: TIME,
    actor: { type: 'service', id: 'enforcer' },
    action: 'proposal.held',
    target: ICCID,
    tenant: 'acme-meters',
    before: 'received',
    after: 'held',
    reason: 'budget',
    approvals: [],
    proposalId: derivedId('b1'),
    commandId: null,
    alertId: derivedId('a1'),
    requestId: null,
    address: null,
    writer: 'enforcer-1',
    seq: 7,
    ...fields,
  }),
  deadLetterHeaders: (fields: Readonly<Record<string, string>> = {}) => ({
    'dlq.reason': 'iccid: Invalid input',
    'dlq.class': 'schema',
    'dlq.topic': 'carrier.usage',
    'dlq.partition': '5',
    'dlq.offset': '99',
    'dlq.timestamp': String(TIME),
    'dlq.firstSeen': String(TIME + 5),
    'dlq.app': 'ingest',
    'dlq.version': '0.1.0',
    'dlq.attempts': '1',
    ...fields,
  }),
}

interface RecordParts {
  readonly offset?: bigint
  readonly value?: Buffer | null
  readonly headers?: Readonly<Record<string, string>>
  readonly timestamp?: number
}

/** A record with this value as JSON, or with these bytes. */
export function record(content: object | null, parts: RecordParts = {}): LogRecord {
  const { offset = 0n, headers = {}, timestamp = TIME + 100 } = parts
  const bytes = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const)
  const json = content === null ? null : Buffer.from(JSON.stringify(content))
  const value = parts.value === undefined ? json : parts.value
  return { offset, key: Buffer.from(ICCID), value, headers: Object.fromEntries(bytes), timestamp }
}

/** These records as one fetch gives them, from an offset on. */
export function batch(
  at: Partition,
  contents: readonly object[],
  { from = 0 }: { readonly from?: number } = {},
): LogBatch {
  const records = contents.map((content, index) =>
    record(content, { offset: BigInt(from + index) }),
  )
  return { ...at, records, lastOffset: BigInt(from + contents.length - 1) }
}
